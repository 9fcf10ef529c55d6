import { describe, expect, it } from 'vitest'
import { DAY } from '../time/spoken.ts'
import { tokenLife } from './token-life.ts'

const NOW = Date.UTC(2026, 10, 23)
const long = { kind: 'long', nextAt: undefined, isDead: false } as const

describe('the life of a token on the ring', () => {
  it.each([
    ['is unknown where nobody said when it ends', { ...long, expiresAt: undefined }, { kind: 'unknown' }],
    [
      'has no end where it is permanent',
      { ...long, kind: 'permanent', expiresAt: 0 } as const,
      { kind: 'endless' },
    ],
    ['is over at the very instant', { ...long, expiresAt: NOW }, { kind: 'expired' }],
    [
      'is over where Meta ended it, however long it had',
      { ...long, isDead: true, expiresAt: NOW + DAY },
      { kind: 'dead' },
    ],
  ])('%s', (_, facts, life) => {
    expect(tokenLife(facts, NOW)).toEqual(life)
  })

  it('counts whole days in words and begun days as strokes', () => {
    const life = tokenLife({ ...long, expiresAt: NOW + 39.5 * DAY }, NOW)
    expect(life).toEqual({ kind: 'left', days: 39, strokesLeft: 40, renewalStroke: undefined })
  })

  it('marks the day of the next renewal, and none that lies behind or beyond', () => {
    const expiresAt = NOW + 60 * DAY
    const strokeFor = (nextAt: number) => tokenLife({ ...long, expiresAt, nextAt }, NOW)
    expect(strokeFor(NOW + 40 * DAY)).toMatchObject({ strokesLeft: 60, renewalStroke: 20 })
    expect(strokeFor(NOW - 1)).toMatchObject({ renewalStroke: undefined })
    expect(strokeFor(expiresAt)).toMatchObject({ renewalStroke: undefined })
  })

  it('has no more strokes than the ring, however long the token lives', () => {
    expect(tokenLife({ ...long, expiresAt: NOW + 400 * DAY }, NOW)).toMatchObject({
      days: 400,
      strokesLeft: 60,
    })
  })
})
