/**
 * What `advance` does next with one account: a pure choice over what was gathered. One step at a time, the most urgent
 * first; after each the world is gathered again.
 *
 * | step | when | leaves |
 * |---|---|---|
 * | `recover` | a dead process left a journal | the journal settled |
 * | `take_found` | a sink holds a token that nobody here knows | it adopted, or rejected with a reason |
 * | `look` | a day since the last one, or a refusal to confirm | facts from Meta, or a refusal |
 * | `attempt` | the policy says exchange, renew or probe | a new generation, or a streak of failures |
 * | `deliver` | a sink does not hold the current token | the sink written, or its own streak |
 * | `rest` | nothing of these | the account released, with its next due instants |
 */
import { decide } from './keeper/policy.ts'
import type { Decision, KeeperFacts, Wish } from './keeper/facts.ts'
import type { How } from './keeper/attempt.ts'
import type { Reason } from './keeper/reasons.ts'
import type { Millis } from './time/clock.ts'
import { DAY } from './time/duration.ts'

/** How often a token that needs nothing is looked at: a revocation is found within a day, not on day 40. */
export const LOOK_EVERY_MS = DAY

export interface SinkView {
  readonly id: string
  /** The fingerprint of what it holds; absent when it holds none or cannot be read. */
  readonly holds?: string
  readonly rejected?: { readonly fingerprint: string; readonly reason: 'other-user' | 'dead' }
  /** A failure's back-off; absent when the last try went well. */
  readonly notBefore?: Millis
  readonly dueAt: Millis
}

export interface AccountView {
  readonly keeper: KeeperFacts
  readonly journal: 'none' | 'intent' | 'recorded'
  /** Fingerprints of every generation, the current one included. */
  readonly known: ReadonlySet<string>
  readonly sinks: readonly SinkView[]
  readonly lastLookAt?: Millis
  readonly tokenDueAt: Millis
}

export type Step =
  | { readonly kind: 'recover' }
  | { readonly kind: 'take_found'; readonly sinkId: string }
  | { readonly kind: 'look' }
  | { readonly kind: 'attempt'; readonly how: How; readonly reason: Reason }
  | { readonly kind: 'deliver'; readonly sinkId: string }
  | { readonly kind: 'rest'; readonly decision: Decision; readonly tokenDueAt: Millis }

export function nextStep(view: AccountView, now: Millis, wish: Wish = {}): Step {
  const { renewBefore = view.keeper.renewBefore } = wish
  const decision = decide({ ...view.keeper, renewBefore }, now, wish)
  const tokenDue = view.tokenDueAt <= now || isActive(decision)
  if (tokenDue && view.journal !== 'none') return { kind: 'recover' }
  const found = view.sinks.find((sink) => holdsUnknown(sink, view.known) && (sink.notBefore ?? 0) <= now)
  if (found) return { kind: 'take_found', sinkId: found.id }
  if (wish.look) return { kind: 'look' }
  const step = tokenDue ? tokenStep(view, decision, now) : undefined
  return (
    step ?? deliverStep(view, now) ?? { kind: 'rest', decision, tokenDueAt: dueAfter(view, decision, now) }
  )
}

function tokenStep(view: AccountView, decision: Decision, now: Millis): Step | undefined {
  switch (decision.kind) {
    case 'exchange':
      return { kind: 'attempt', how: 'exchanged', reason: decision.reason }
    case 'renew':
      return { kind: 'attempt', how: 'renewed', reason: decision.reason }
    case 'probe':
      if (decision.reason === 'revocation-unconfirmed') return { kind: 'look' }
      return { kind: 'attempt', how: 'renewed', reason: decision.reason }
    case 'needs_person':
      return now >= (decision.at ?? lookDueAt(view)) && now >= lookDueAt(view) ? { kind: 'look' } : undefined
    case 'wait':
      return now >= lookDueAt(view) ? { kind: 'look' } : undefined
    default:
      return decision satisfies never
  }
}

function isActive(decision: Decision): boolean {
  return decision.kind === 'exchange' || decision.kind === 'renew' || decision.kind === 'probe'
}

function deliverStep({ sinks, keeper, known }: AccountView, now: Millis): Step | undefined {
  const sink = sinks.find(
    (one) =>
      one.dueAt <= now &&
      one.holds !== keeper.token.fingerprint &&
      !heldForPerson(one) &&
      !holdsUnknown(one, known),
  )
  return sink && { kind: 'deliver', sinkId: sink.id }
}

/** T26: another user's token in the file is a question to its owner, never overwritten. */
function heldForPerson(sink: SinkView): boolean {
  return sink.rejected?.reason === 'other-user' && sink.rejected.fingerprint === sink.holds
}

function holdsUnknown(sink: SinkView, known: ReadonlySet<string>): boolean {
  return sink.holds !== undefined && !known.has(sink.holds) && sink.rejected?.fingerprint !== sink.holds
}

function lookDueAt({ lastLookAt }: AccountView): Millis {
  return ((lastLookAt ?? 0) + LOOK_EVERY_MS) as Millis
}

/** The token's row falls due when the policy says so, and for a look every day. */
function dueAfter(view: AccountView, decision: Decision, now: Millis): Millis {
  const lookAt = Math.max(lookDueAt(view), now + 1)
  if (decision.kind !== 'wait' && decision.kind !== 'needs_person') return now
  return Math.min(decision.at === undefined || decision.at <= now ? lookAt : decision.at, lookAt) as Millis
}
