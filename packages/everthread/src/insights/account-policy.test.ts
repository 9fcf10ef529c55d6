import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { type Millis, parseInstant } from '../time/clock.ts'
import { DAY, HOUR } from '../time/duration.ts'
import { loadZones } from '../time/zones.ts'
import { type AccountProgress, type AccountRead, decideAccount, progressAfter } from './account-policy.ts'
import { FIRST_DAY, isMetaDay, metaDays, shiftDay } from './meta-day.ts'

const days = metaDays(await loadZones())

function at(text: string): Millis {
  const instant = parseInstant(text)
  if (instant === undefined) throw new Error(text)
  return instant
}

/** Everything that is read until an instant, each at the instant at which it falls due. */
function live(from: Millis, until: Millis, jitter = 0) {
  const done: { readonly at: Millis; readonly read: AccountRead }[] = []
  let progress: AccountProgress = {}
  let now = from
  while (now <= until) {
    const decision = decideAccount({ progress, jitter, days }, now)
    if (decision.kind === 'rest') {
      expect(decision.until).toBeGreaterThan(now)
      now = decision.until
      continue
    }
    done.push({ at: now, read: decision.read })
    progress = progressAfter(progress, decision.read, { at: now })
  }
  return { done, progress }
}

test('the first reads are who follows, what was posted and the day that has ended; then the past, to its very beginning', () => {
  const { done, progress } = live(at('2026-11-23T20:00:00Z'), at('2026-11-23T20:00:00Z'))
  const past = done.filter(({ read }) => read.kind === 'day' && read.purpose === 'past')
  expect(done.slice(0, 3).map(({ read }) => read)).toEqual([
    { kind: 'list' },
    { kind: 'followers' },
    { kind: 'day', day: '2026-11-22', purpose: 'new' },
  ])
  expect(past[0]?.read).toMatchObject({ day: '2026-11-21' })
  expect(past.at(-1)?.read).toMatchObject({ day: '2024-04-13' })
  expect(progress.filledTo).toBe(FIRST_DAY)
})

test('a day is read an hour after it ended in California, and once more two days later', () => {
  const { done } = live(at('2026-03-06T20:00:00Z'), at('2026-03-12T20:00:00Z'))
  const eighth = done.filter(({ read }) => read.kind === 'day' && read.day === '2026-03-08')
  // The night of 8 March is the one that loses an hour.
  expect(eighth).toEqual([
    { at: at('2026-03-09T08:00:00Z'), read: { kind: 'day', day: '2026-03-08', purpose: 'new' } },
    { at: at('2026-03-11T08:00:00Z'), read: { kind: 'day', day: '2026-03-08', purpose: 'settled' } },
  ])
})

test('accounts are spread over three hours', () => {
  const { done } = live(at('2026-06-01T20:00:00Z'), at('2026-06-02T20:00:00Z'), 0.5)
  const first = done.find(({ read }) => read.kind === 'day' && read.day === '2026-06-01')
  expect(first?.at).toBe(at('2026-06-02T07:00:00Z') + HOUR + 1.5 * HOUR)
})

test('after weeks in which nothing ran, every day that was missed is read', () => {
  const before = live(at('2026-09-01T20:00:00Z'), at('2026-09-01T20:00:00Z')).progress
  let progress = before
  const now = at('2026-10-01T20:00:00Z')
  for (;;) {
    const decision = decideAccount({ progress, jitter: 0, days }, now)
    if (decision.kind === 'rest') break
    progress = progressAfter(progress, decision.read, { at: now })
  }
  expect(progress.newest).toBe('2026-09-30')
})

test('whenever it begins and however long it lives, days are read in order and without a hole', () => {
  const start = at('2026-01-01T00:00:00Z')
  fc.assert(
    fc.property(
      fc.integer({ min: 0, max: 365 * DAY }),
      fc.integer({ min: 0, max: 20 * DAY }),
      fc.double({ min: 0, max: 0.999999, noNaN: true }),
      (offset, life, jitter) => {
        const from = (start + offset) as Millis
        const { done, progress } = live(from, (from + life) as Millis, jitter)
        const fresh = done.flatMap(({ read }) =>
          read.kind === 'day' && read.purpose === 'new' ? [read.day] : [],
        )
        for (const [index, day] of fresh.slice(1).entries())
          expect(day).toBe(shiftDay(fresh[index] ?? FIRST_DAY, 1))
        for (const { at: readAt, read } of done)
          if (read.kind === 'day') expect(days.endOf(read.day)).toBeLessThan(readAt)
        if (progress.newest !== undefined) expect(isMetaDay(progress.newest)).toBe(true)
      },
    ),
    { numRuns: 15 },
  )
})

test('a list of several pages is read to its end before it counts as read', () => {
  const now = at('2026-06-01T20:00:00Z')
  const decided = (progress: AccountProgress) => decideAccount({ progress, jitter: 0, days }, now)
  const listedAt = (now - 7 * HOUR) as Millis
  const first = { kind: 'list', since: listedAt - DAY } as const
  expect(decided({ listedAt })).toEqual({ kind: 'read', read: first })
  const under = progressAfter({ listedAt }, { kind: 'list' }, { at: now, next: 'cursor' })
  expect(decided(under)).toEqual({ kind: 'read', read: { ...first, after: 'cursor' } })
  expect(progressAfter(under, { kind: 'list' }, { at: now })).toEqual({ listedAt: now })
})
