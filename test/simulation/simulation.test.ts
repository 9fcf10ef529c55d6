import { describe, expect, it } from 'vitest'
import { simulate } from './simulate.ts'
import { complaintsAbout, complaintsAboutDeath } from './complaints.ts'
import { DAY } from '../../packages/everthread/src/time/duration.ts'

describe('sim', () => {
  it('short', async () => {
    const t = performance.now()
    const sim = await simulate({
      seed: 1,
      firstAccount: 0,
      accounts: 20,
      years: 1,
      stepMs: 1,
      climate: { longestOutageMs: 19 * DAY, longShare: 0.3, shortestCalmMs: 3 * DAY, noise: 0.03 },
    })
    console.log(performance.now() - t, sim.calls, sim.rounds, sim.lives.flatMap(complaintsAbout))
    console.log(JSON.stringify(sim.lives[0], null, 0).slice(0, 3000))
    expect(sim.lives.flatMap(complaintsAbout)).toEqual([])
  }, 600_000)
})
