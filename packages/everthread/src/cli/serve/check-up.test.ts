import { describe, expect, it } from 'vitest'
import { SECOND } from '../../time/duration.ts'
import { createTestClock } from '../../time/test-clock.ts'
import { remembering } from './check-up.ts'

function counted(look: (turn: number) => Promise<number> = async (turn) => turn) {
  const clock = createTestClock()
  let turns = 0
  const ask = remembering(() => {
    turns += 1
    return look(turns)
  }, clock)
  return { clock, ask, turns: () => turns }
}

describe('what was looked at', () => {
  it('is looked at once, however many ask at the same time', async () => {
    const { ask, turns } = counted()
    expect(await Promise.all([ask(60 * SECOND), ask(60 * SECOND), ask(0)])).toEqual([1, 1, 1])
    expect(turns()).toBe(1)
  })

  it('is remembered for as long as whoever asks finds it young enough', async () => {
    const { clock, ask } = counted()
    await ask(0)
    await clock.advance(59 * SECOND)
    expect(await ask(60 * SECOND)).toBe(1)
    expect(await ask(58 * SECOND)).toBe(2)
    await clock.advance(61 * SECOND)
    expect(await ask(60 * SECOND)).toBe(3)
  })

  it('is looked at again after looking failed', async () => {
    const { ask } = counted(async (turn) => {
      if (turn === 1) throw new Error('no disk')
      return turn
    })
    await expect(ask(60 * SECOND)).rejects.toThrow('no disk')
    expect(await ask(60 * SECOND)).toBe(2)
  })
})
