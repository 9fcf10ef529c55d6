/** The table of outcomes: what is known after each. */
import { describe, expect, it } from 'vitest'
import { settleAttempt, settleLook, type Before } from './settle.ts'
import type { AttemptOutcome } from '../keeper/attempt.ts'
import type { Answer, Look } from '../keeper/api.ts'
import type { Millis } from '../time/clock.ts'
import { DAY, HOUR, MINUTE } from '../time/duration.ts'

const NOW = Date.UTC(2026, 0, 1) as Millis
const later = (ms: number): Millis => (NOW + ms) as Millis
const calm: Before = { facts: { fingerprint: 'f', expiry: { kind: 'at', at: later(20 * DAY) } }, jitter: 0 }
const streak = { count: 2, lastAt: later(-HOUR), reason: 'network', notBefore: later(-MINUTE) } as const
const refusal = {
  reason: 'checkpoint',
  firstAt: later(-HOUR),
  lastAt: later(-HOUR),
  confirmations: 1,
} as const
const detail = 'why'

describe('after an attempt that ended as', () => {
  const table: [Exclude<AttemptOutcome, { kind: 'minted' }>, Before, object][] = [
    [{ kind: 'too_young' }, calm, { attempts: { count: 0, reason: 'too-young', notBefore: later(DAY) } }],
    [{ kind: 'long_already' }, calm, { facts: { fingerprint: 'f', expiry: { kind: 'unknown' } } }],
    [
      { kind: 'transient', reason: 'network', detail },
      calm,
      { attempts: { count: 1, reason: 'network', notBefore: later(MINUTE) } },
    ],
    [
      { kind: 'transient', reason: 'network', detail },
      { ...calm, attempts: streak },
      { attempts: { count: 3, notBefore: later(15 * MINUTE) } },
    ],
    [
      { kind: 'transient', reason: 'rate-limited', detail, retryAfterMs: 2 * HOUR },
      calm,
      { attempts: { notBefore: later(2 * HOUR) } },
    ],
    [
      { kind: 'unverified', reason: 'not-json', detail },
      calm,
      { attempts: { count: 1, notBefore: later(MINUTE) } },
    ],
    [{ kind: 'suspect', reason: 'renewal-refused', detail }, calm, { attempts: { notBefore: later(HOUR) } }],
    [
      { kind: 'local', reason: 'disk-full', detail },
      calm,
      { attempts: { reason: 'disk-full', notBefore: later(MINUTE) } },
    ],
    [
      { kind: 'needs_person', reason: 'checkpoint' },
      calm,
      { refusal: { confirmations: 1, firstAt: NOW }, attempts: { count: 1 } },
    ],
    [
      { kind: 'needs_person', reason: 'checkpoint' },
      { ...calm, refusal },
      { refusal: { confirmations: 2, firstAt: refusal.firstAt, lastAt: NOW } },
    ],
    [{ kind: 'needs_person', reason: 'expired' }, calm, { refusal: { confirmations: 2 } }],
  ]
  for (const [outcome, before, expected] of table) {
    const others = before === calm ? '' : ', after others'
    it(`${Object.values(outcome).slice(0, 2).join(', ')}${others}`, () =>
      expect(settleAttempt(outcome, before, NOW)).toMatchObject(expected))
  }

  it('anything leaves a refusal as it was unless Meta refused', () => {
    const before = { ...calm, refusal }
    for (const kind of ['unverified', 'suspect', 'local', 'transient'] as const)
      expect(settleAttempt({ kind, reason: 'network', detail }, before, NOW)).not.toHaveProperty('refusal')
  })
})

describe('after a look', () => {
  const fine: Answer<Look> = {
    kind: 'ok',
    value: { profile: { id: '1' }, facts: { fingerprint: 'f', expiry: { kind: 'unknown' }, issuedAt: NOW } },
  }
  const silent: Answer<Look> = { kind: 'no_answer', reason: 'network', effect: 'none', detail }

  it('that was fine, what it saw is added to what was known', () => {
    const facts = { ...calm.facts, issuedAt: NOW }
    expect(settleLook(fine, calm, NOW)).toEqual({ lastLookAt: NOW, profile: { id: '1' }, facts })
  })

  it('that was fine after a refusal, the refusal is forgotten, and the streak that it began', () => {
    expect(settleLook(fine, { ...calm, refusal, attempts: streak }, NOW)).toMatchObject({
      refusal: null,
      attempts: null,
    })
  })

  it('that was fine, a back-off without a refusal stands', () => {
    expect(settleLook(fine, { ...calm, attempts: streak }, NOW)).not.toHaveProperty('attempts')
  })

  it('that was refused, it counts', () => {
    const answer: Answer<Look> = { kind: 'refused', reason: 'app-removed' }
    expect(settleLook(answer, calm, NOW)).toMatchObject({ lastLookAt: NOW, refusal: { confirmations: 1 } })
    expect(settleLook(answer, { ...calm, refusal }, NOW)).toMatchObject({ refusal: { confirmations: 2 } })
  })

  it('in vain, it is tried again in an hour', () => {
    expect(settleLook(silent, calm, NOW)).toEqual({ lastLookAt: later(HOUR - DAY) })
  })

  it('in vain while a refusal waits for its second look, the ten minutes begin anew', () => {
    expect(settleLook(silent, { ...calm, refusal }, NOW)).toMatchObject({
      refusal: { confirmations: 1, firstAt: refusal.firstAt, lastAt: NOW },
    })
  })
})
