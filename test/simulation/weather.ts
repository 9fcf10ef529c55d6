/**
 * What stands between one account and Meta for years: outages of hours, days and weeks, each of its own kind, and between
 * them calls that go wrong one at a time, in every transient way.
 */
import { type Fault, fault } from '@everthread/sandbox'
import { DAY, HOUR, MINUTE } from '../../packages/everthread/src/time/duration.ts'
import type { SeededRandom } from './seeded-random.ts'

/** What becomes of one call. */
export type Hit =
  | { readonly kind: 'passes' }
  /** Nobody listens: the call is never sent. */
  | { readonly kind: 'refused' }
  | { readonly kind: 'spoiled'; readonly fault: Fault }

export interface Outage {
  readonly from: number
  readonly to: number
  readonly kind: OutageKind
}

export type OutageKind = 'refused' | '5xx' | 'html' | 'dropped-before' | 'dropped-after' | 'limited' | 'mixed'

export interface Climate {
  readonly from: number
  readonly to: number
  readonly longestOutageMs: number
  /** How often every outage is as long as it may be: a share. */
  readonly longShare: number
  /** Between two outages. */
  readonly shortestCalmMs: number
  /** The share of calls that go wrong outside of outages. */
  readonly noise: number
}

export interface Weather {
  readonly outages: readonly Outage[]
  hit(at: number): Hit
}

export function createWeather(climate: Climate, random: SeededRandom): Weather {
  const outages = forecast(climate, random)
  let next = 0
  let refusedAt = Number.NEGATIVE_INFINITY
  return {
    outages,
    hit: (at) => {
      while ((outages[next]?.to ?? Number.POSITIVE_INFINITY) <= at) next += 1
      const outage = outages[next]
      if (outage && outage.from <= at) return duringOutage(outage.kind, random)
      if (random.next() >= climate.noise) return PASSES
      const played = random.pick(NOISE)
      if (!REFUSALS.includes(played)) return spoiled(played)
      if (at - refusedAt < BETWEEN_BAD_MINUTES_MS) return PASSES
      refusedAt = at
      return spoiled(played)
    },
  }
}

const KINDS = ['refused', '5xx', 'html', 'dropped-before', 'dropped-after', 'limited', 'mixed'] as const

function forecast(climate: Climate, random: SeededRandom): Outage[] {
  const outages: Outage[] = []
  let at = climate.from
  for (;;) {
    const from = at + climate.shortestCalmMs + random.between(0, 60 * DAY)
    const to = from + outageLength(climate, random)
    if (to > climate.to) return outages
    outages.push({ from, to, kind: random.pick(KINDS) })
    at = to
  }
}

function outageLength({ longestOutageMs, longShare }: Climate, random: SeededRandom): number {
  if (random.next() < longShare) return longestOutageMs
  return random.between(MINUTE, random.pick([HOUR, HOUR, DAY, DAY, longestOutageMs]))
}

const PASSES: Hit = { kind: 'passes' }

function spoiled(played: Fault): Hit {
  return { kind: 'spoiled', fault: played }
}

function duringOutage(kind: OutageKind, random: SeededRandom): Hit {
  switch (kind) {
    case 'refused':
      return { kind: 'refused' }
    case '5xx':
      return spoiled({ kind: 'status', status: random.pick([500, 502, 503, 504]) })
    case 'html':
      return spoiled(fault.html())
    case 'dropped-before':
      return spoiled(fault.unreachable())
    case 'dropped-after':
      return spoiled(fault.answerLost())
    case 'limited':
      return spoiled(fault.rateLimit())
    case 'mixed':
      return random.next() < 0.3 ? { kind: 'refused' } : spoiled(random.pick(TRANSIENT))
    default:
      return kind satisfies never
  }
}

const TRANSIENT: readonly [Fault, ...Fault[]] = [
  { kind: 'status', status: 503 },
  { kind: 'status', status: 429 },
  { kind: 'error', code: 1 },
  { kind: 'error', code: 2, is_transient: true },
  { kind: 'error', code: 4 },
  { kind: 'error', code: 17 },
  fault.rateLimit(),
  fault.html(),
  fault.garbage(),
  fault.truncated(),
  fault.empty(),
  fault.okWithError(2),
  fault.unreachable(),
  fault.answerLost(),
  { kind: 'late', effect_ms: 30_000, answer: 'drop' },
  { kind: 'late', effect_ms: 30_000, answer: { kind: 'status', status: 504 } },
]

const REFUSALS: readonly Fault[] = [
  { kind: 'error', code: 190, error_subcode: 467 },
  { kind: 'error', code: 190, error_subcode: 460 },
]

/** A bad minute of Meta's lasts a minute. What is refused again two hours later is refused. */
const BETWEEN_BAD_MINUTES_MS = 2 * HOUR

/** A single call also meets a bad minute, which refuses a good token, and an error that nobody knows. */
const NOISE: readonly [Fault, ...Fault[]] = [...TRANSIENT, ...REFUSALS, { kind: 'error', code: 98_765 }]

/** Did the call take effect although its answer was lost? */
export function losesAnswer(played: Fault): boolean {
  return (played.kind === 'drop' && played.when === 'after') || played.kind === 'late'
}

/** How long after the call its effect comes. */
export function lateBy(played: Fault): number {
  return played.kind === 'late' ? played.effect_ms : 0
}
