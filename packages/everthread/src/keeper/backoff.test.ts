/** The table in the module's comment is the documentation's: it is read from there, and the code is held to it. */
import { readFileSync } from 'node:fs'
import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Millis } from '../time/clock.ts'
import { DAY, formatDuration, HOUR, MINUTE, parseDuration } from '../time/duration.ts'
import { afterFailure, afterTooYoung, untilConfirmed } from './backoff.ts'
import type { Attempts } from './facts.ts'
import { REASONS, type Reason } from './reasons.ts'

const NOW = Date.UTC(2026, 0, 1) as Millis

interface Row {
  readonly failure: string
  readonly transient: number
  readonly rateLimited: number
  readonly suspect: number
}

const ROWS: readonly Row[] = readFileSync(new URL('backoff.ts', import.meta.url), 'utf8')
  .split('\n')
  .filter((line) => /^ \* \| \d/.test(line))
  .map((line) => {
    const [failure = '', ...cells] = line
      .slice(4, -1)
      .split('|')
      .map((cell) => cell.trim())
    const [transient = 0, rateLimited = 0, suspect = 0] = cells.map(
      (cell) => parseDuration(cell.replace(' min', 'm')) ?? Number.NaN,
    )
    return { failure, transient, rateLimited, suspect }
  })

/** What is waited after each of `count` failures in a row. */
function waits(reason: Reason, count: number, jitter = 0): number[] {
  const result: number[] = []
  let attempts: Attempts | undefined
  for (let n = 0; n < count; n += 1) {
    attempts = afterFailure(attempts, { reason, at: NOW, jitter })
    result.push(attempts.notBefore - NOW)
  }
  return result
}

describe('the back-off', () => {
  it('has a table of six rows in its documentation', () => {
    expect(ROWS.map(({ failure }) => failure)).toEqual(['1', '2', '3', '4', '5', '6 and more'])
  })

  for (const [index, row] of ROWS.entries()) {
    it(`after failure ${row.failure} is ${formatDuration(row.transient)}, ${formatDuration(row.rateLimited)} when limited, ${formatDuration(row.suspect)} when suspect`, () => {
      expect(waits('network', 6)[index]).toBe(row.transient)
      expect(waits('rate-limited', 6)[index]).toBe(row.rateLimited)
      expect(waits('suspect', 6)[index]).toBe(row.suspect)
    })
  }

  it('goes on as its last row says', () => {
    const last = ROWS.at(-1)
    expect(waits('server-error', 40).at(-1)).toBe(last?.transient)
    expect(waits('rate-limited', 40).at(-1)).toBe(last?.rateLimited)
  })

  it('is stretched by the jitter that is stored with the account, by up to a quarter', () => {
    expect(waits('network', 1, 0.5)).toEqual([MINUTE * 1.125])
    expect(waits('network', 5, 0.999)[4]).toBeLessThan(4 * HOUR * 1.25)
  })

  it('obeys Retry-After where Meta asks for more, and no longer than a day', () => {
    const waitsFor = [HOUR, 1000, 30 * DAY].map((retryAfterMs) => {
      const failure = { reason: 'rate-limited', at: NOW, jitter: 0, retryAfterMs } as const
      return afterFailure(undefined, failure).notBefore - NOW
    })
    expect(waitsFor).toEqual([HOUR, 15 * MINUTE, DAY])
  })

  it('of whatever reason is later than now, no longer than a day, and counts', () => {
    const failure = fc.record({
      reason: fc.constantFrom(...REASONS),
      at: fc.integer({ min: 0, max: 4e12 }).map((ms) => ms as Millis),
      jitter: fc.double({ min: 0, max: 0.999_999, noNaN: true }),
      retryAfterMs: fc.integer({ min: 0, max: 90 * DAY }),
    })
    fc.assert(
      fc.property(failure, fc.nat(50), (given, before) => {
        const streak = { count: before, lastAt: given.at, reason: given.reason, notBefore: given.at }
        const after = afterFailure(before === 0 ? undefined : streak, given)
        expect(after.notBefore).toBeGreaterThan(given.at)
        expect(after.notBefore).toBeLessThanOrEqual(given.at + DAY)
        expect(after).toMatchObject({ count: before + 1, lastAt: given.at, reason: given.reason })
      }),
    )
  })
})

describe('what is no failure', () => {
  it('too young waits a day and leaves the streak as long as it was', () => {
    const streak = { count: 3, lastAt: NOW, reason: 'network', notBefore: NOW } as const
    const expected = { lastAt: NOW, reason: 'too-young', notBefore: NOW + DAY }
    expect(afterTooYoung(streak, NOW)).toEqual({ count: 3, ...expected })
    expect(afterTooYoung(undefined, NOW)).toEqual({ count: 0, ...expected })
  })

  it('a refusal that was seen once waits ten minutes for the second look', () => {
    expect(untilConfirmed(NOW).notBefore - NOW).toBe(10 * MINUTE)
  })
})
