/**
 * Accounts × years on the virtual clock. `EVERTHREAD_TEST_LONG=1`: a thousand accounts for five years, some five million
 * rounds at a millisecond and a half: an hour of two idle processors.
 */
import { beforeAll, describe, expect, it } from 'vitest'
import { DAY, MINUTE } from '../../packages/everthread/src/time/duration.ts'
import { isLongRun } from '../support/repository.ts'
import { complaintsAbout, complaintsAboutDeath } from './complaints.ts'
import { type Life, simulate, type Simulation, type SimulationOrder } from './simulate.ts'
import { simulateSharded } from './simulate-sharded.ts'

const LONGEST_RUN_MS = isLongRun ? 4 * 60 * MINUTE : 3 * MINUTE

/** What a token can outlive, if its keeper does everything right: 19 days of 20. */
const FAIR: SimulationOrder = {
  seed: 1,
  firstAccount: 0,
  accounts: isLongRun ? 1000 : 6,
  years: isLongRun ? 5 : 1,
  stepMs: isLongRun ? 15 * MINUTE : 1,
  climate: { longestOutageMs: 19 * DAY, longShare: 0.15, shortestCalmMs: 20 * DAY, noise: 0.03 },
}

/** What no token can outlive that was due for renewal when it began. */
const DEADLY: SimulationOrder = {
  ...FAIR,
  accounts: isLongRun ? 50 : 4,
  years: isLongRun ? 1 : 0.5,
  climate: { longestOutageMs: 25 * DAY, longShare: 1, shortestCalmMs: 45 * DAY, noise: 0.03 },
}

function yearsOf({ endedAt, lives }: Simulation): number {
  return (lives.length * (endedAt - START)) / (365 * DAY)
}

/** 2026-06-15T12:00:00Z, as the simulation begins. */
const START = 1_781_524_800_000

describe(`${FAIR.accounts} accounts in ${FAIR.years} years of outages of up to 19 days and every transient fault`, () => {
  let fair: Simulation
  beforeAll(async () => {
    fair = await (isLongRun ? simulateSharded(FAIR) : simulate(FAIR))
  }, LONGEST_RUN_MS)

  it('are all alive, nobody was needlessly sent to log in, and no token was renewed twice within a day', () => {
    expect(fair.lives.flatMap(complaintsAbout)).toEqual([])
  })

  it('met what they were to meet: long outages, and renewals enough to judge by', () => {
    expect(fair.lives).toHaveLength(FAIR.accounts)
    const renewals = fair.lives.reduce((sum, { renewedAt }) => sum + renewedAt.length, 0)
    expect(renewals / yearsOf(fair)).toBeGreaterThan(7)
    const long = fair.lives.flatMap(({ outages }) => outages).filter(({ from, to }) => to - from === 19 * DAY)
    expect(long.length / yearsOf(fair)).toBeGreaterThan(0.3)
  })

  it('were looked at every day on which anybody answered', () => {
    expect(fair.rounds / yearsOf(fair)).toBeGreaterThan(365)
  })
})

describe(`${DEADLY.accounts} accounts in outages of 25 days`, () => {
  let deadly: Simulation
  beforeAll(async () => {
    deadly = await (isLongRun ? simulateSharded(DEADLY) : simulate(DEADLY))
  }, LONGEST_RUN_MS)

  it('of which some die: their owners were warned ten days before, and told of the death once', () => {
    expect(deadly.lives.filter(({ isAlive }) => !isAlive).length).toBeGreaterThan(0)
    expect(deadly.lives.flatMap(complaintsAboutDeath)).toEqual([])
  })

  it('are what the complaints of the fair weather would not let pass', () => {
    const dead = deadly.lives.filter(({ isAlive }) => !isAlive).map(({ user }) => `${user} is dead`)
    expect(deadly.lives.flatMap(complaintsAbout)).toEqual(expect.arrayContaining(dead))
  })
})

describe('a complaint is made', () => {
  const expiresAt = START + 60 * DAY
  const life: Life = {
    user: 'anna',
    renewedAt: [START, START + 40 * DAY],
    mintedAt: [START, START + 40 * DAY],
    lostAt: [],
    told: [],
    isAlive: true,
    expiresAt,
    outages: [],
  }
  const told = (event: Life['told'][number]['event'], daysBefore: number): Life['told'][number] => ({
    at: expiresAt - daysBefore * DAY,
    event,
    reason: 'network',
  })

  it('about nothing in a good life', () => expect(complaintsAbout(life)).toEqual([]))

  const bad: [string, Partial<Life>, string][] = [
    ['of a dead token', { isAlive: false }, 'is dead'],
    ['of a needless login', { told: [told('needs-person', 20)] }, 'was told needs-person'],
    ['of a renewal within a day', { renewedAt: [START, START + DAY / 2] }, 'renewed twice'],
    ['of a renewal of Meta’s within a day', { mintedAt: [START, START + DAY / 2] }, 'Meta renewed'],
  ]
  for (const [name, change, complaint] of bad) {
    it(name, () =>
      expect(complaintsAbout({ ...life, ...change })).toEqual([expect.stringContaining(complaint)]),
    )
  }

  it('not of a renewal after one whose answer was lost', () => {
    const mintedAt = [START, START + DAY / 2]
    expect(complaintsAbout({ ...life, mintedAt, lostAt: [START] })).toEqual([])
  })

  const dead = { ...life, isAlive: false }
  const announced = [told('renewal-overdue', 18), told('expires-in-14-days', 14), told('token-dead', 0)]
  const deaths: [string, Life['told'], string | undefined][] = [
    ['of no death that was announced', announced, undefined],
    [
      'of a death that was announced late',
      [told('expires-in-3-days', 3), told('token-dead', 0)],
      'not warned',
    ],
    ['of a death that nobody told', announced.slice(0, 2), '0 times'],
    ['of a step that was told twice', [...announced, told('expires-in-14-days', 1)], 'twice'],
    [
      'of a warning that was about an earlier token',
      [told('renewal-overdue', 40), told('token-dead', 0)],
      'not warned',
    ],
  ]
  for (const [name, told, complaint] of deaths) {
    it(name, () => {
      const complaints = complaintsAboutDeath({ ...dead, told })
      expect(complaints).toEqual(complaint === undefined ? [] : [expect.stringContaining(complaint)])
    })
  }
})
