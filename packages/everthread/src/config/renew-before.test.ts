import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { DAY, HOUR } from '../time/duration.ts'
import { parseRenewBefore } from './renew-before.ts'

describe('renewBefore', () => {
  it.each([
    ['20d', { kind: 'duration', ms: 20 * DAY }],
    ['36h', { kind: 'duration', ms: 36 * HOUR }],
    ['59.9d', { kind: 'duration', ms: 59.9 * DAY }],
    ['33%', { kind: 'share', share: 0.33 }],
    [' 12.5 % ', { kind: 'share', share: 0.125 }],
  ])('%j is taken', (text, expected) => {
    expect(parseRenewBefore(text)).toEqual(expected)
  })

  it.each([
    '0d',
    '0%',
    '0.0%',
    '60d',
    '9w',
    '100%',
    '250%',
    '-5d',
    '-5%',
    '',
    '20',
    'd',
    '%',
    '1/3',
    '20d33%',
    'NaN%',
  ])('%j is refused', (text) => {
    expect(parseRenewBefore(text)).toBeUndefined()
  })

  it('whatever is taken lies inside the lifetime of a token', () => {
    const amount = fc.oneof(fc.nat({ max: 100 }), fc.double({ min: 0, max: 120, noNaN: true }))
    const unit = fc.constantFrom('%', 'ms', 's', 'm', 'h', 'd', 'w')
    fc.assert(
      fc.property(amount, unit, (amount, unit) => {
        const parsed = parseRenewBefore(`${amount}${unit}`)
        const inside =
          parsed === undefined ||
          (parsed.kind === 'share'
            ? parsed.share > 0 && parsed.share < 1
            : parsed.ms > 0 && parsed.ms < 60 * DAY)
        expect(inside).toBe(true)
      }),
    )
  })
})
