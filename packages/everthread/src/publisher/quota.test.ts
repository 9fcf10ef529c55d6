import { describe, expect, it } from 'vitest'
import { isLeft, isReadingOld, isUsedUp, quotaAt } from './quota.ts'
import type { Millis } from '../time/clock.ts'
import { DAY, HOUR } from '../time/duration.ts'

const at = (ms: number): Millis => (1_781_524_800_000 + ms) as Millis
const full = { used: 250, total: 250 }

describe('a reading of a quota', () => {
  it('counts for its window, a day where Meta names none', () => {
    expect(quotaAt({ readAt: at(0), said: full }, at(DAY - 1))).toBe(full)
    expect(quotaAt({ readAt: at(0), said: full }, at(DAY))).toBeUndefined()
    const short = { ...full, windowMs: HOUR }
    expect(quotaAt({ readAt: at(0), said: short }, at(HOUR))).toBeUndefined()
  })

  it('that is none, or in which Meta said nothing, refuses nothing', () => {
    expect([isUsedUp(undefined, at(0)), isUsedUp({ readAt: at(0) }, at(0))]).toEqual([false, false])
    expect([isLeft({}), isLeft({ used: 250 }), isLeft({ total: 250 })]).toEqual([true, true, true])
  })

  it('says that nothing is left, or that something is', () => {
    expect(isUsedUp({ readAt: at(0), said: full }, at(HOUR))).toBe(true)
    expect(isUsedUp({ readAt: at(0), said: { used: 249, total: 250 } }, at(HOUR))).toBe(false)
  })

  it('is old after an hour', () => {
    expect([undefined, at(0)].map((readAt) => isReadingOld(readAt && { readAt }, at(HOUR)))).toEqual([
      true,
      true,
    ])
    expect(isReadingOld({ readAt: at(0) }, at(HOUR - 1))).toBe(false)
  })
})
