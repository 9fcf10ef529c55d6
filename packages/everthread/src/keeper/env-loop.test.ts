import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { Millis } from '../time/clock.ts'
import { DAY, HOUR, MINUTE, SECOND } from '../time/duration.ts'
import { createTestClock, type TestClock } from '../time/test-clock.ts'
import { type EnvLoop, type EnvLoopOptions, nextRoundAt, startEnvLoop } from './env-loop.ts'
import type { EnvMemory } from './env-round.ts'
import type { Decision } from './facts.ts'
import type { Round } from './round.ts'

let clock: TestClock
let stop: AbortController
let bytes: string
let rounds: number[]
let troubles: unknown[]
beforeEach(() => {
  clock = createTestClock()
  stop = new AbortController()
  bytes = 'a'
  rounds = []
  troubles = []
})
afterEach(() => stop.abort())

function answering(
  next: () => Decision | undefined,
  written: Round['written'] = [],
): EnvLoopOptions['round'] {
  return async () => {
    rounds.push(clock.now())
    const decision = next()
    const round: Round = { outcome: 'not_due', reason: 'fresh', written, ...(decision && { next: decision }) }
    return { round, memory: {} }
  }
}

const waitFor = (ms: number): Decision => ({
  kind: 'wait',
  reason: 'fresh',
  at: (clock.now() + ms) as Millis,
})

function start(round: EnvLoopOptions['round'], change: Partial<EnvLoopOptions> = {}): EnvLoop {
  return startEnvLoop({
    clock,
    now: () => clock.now(),
    signature: () => bytes,
    round,
    onRound: async () => undefined,
    onTrouble: (error) => troubles.push(error),
    signal: stop.signal,
    ...change,
  })
}

function gaps(): number[] {
  return rounds.slice(1).map((at, index) => at - (rounds[index] ?? 0))
}

describe('the loop over one .env', () => {
  it('begins with a round, and comes back when that said so', async () => {
    const loop = start(answering(() => waitFor(10 * MINUTE)))
    await clock.advance(SECOND)
    await loop.started
    await clock.advance(21 * MINUTE)
    expect(gaps()).toEqual([10 * MINUTE, 10 * MINUTE])
  })

  it('hands each round what the one before remembered', async () => {
    const seen: EnvMemory[] = []
    start(async (memory) => {
      seen.push(memory)
      const round: Round = { outcome: 'transient', reason: 'network', written: [], next: waitFor(MINUTE) }
      return { round, memory: { fingerprint: `f${seen.length}` } }
    })
    await clock.advance(2 * MINUTE)
    expect(seen.slice(0, 2)).toEqual([{}, { fingerprint: 'f1' }])
  })

  it('works on a file that somebody changed, at once', async () => {
    start(answering(() => waitFor(DAY)))
    await clock.advance(MINUTE)
    bytes = 'b'
    await clock.advance(SECOND)
    expect(rounds).toHaveLength(2)
  })

  it('does not take its own write for news', async () => {
    const written = [{ path: '.env', key: 'K', changed: true }]
    start(async (memory) => {
      bytes = 'ours'
      return answering(() => waitFor(DAY), written)(memory)
    })
    await clock.advance(MINUTE)
    expect(rounds).toHaveLength(1)
  })

  it('takes for news what somebody wrote while a round that wrote nothing was going on', async () => {
    start(async (memory) => {
      if (rounds.length === 0) bytes = 'theirs'
      return answering(() => waitFor(DAY))(memory)
    })
    await clock.advance(MINUTE)
    expect(rounds).toHaveLength(2)
  })

  it('tells of a round that throws, and tries again in an hour', async () => {
    const loop = start(() => {
      rounds.push(clock.now())
      return Promise.reject(new Error('the folder is gone'))
    })
    await clock.advance(SECOND)
    await loop.started
    await clock.advance(HOUR + MINUTE)
    expect(gaps()).toEqual([HOUR])
    expect(troubles).toHaveLength(2)
  })

  it('goes on although what comes before each tick fails', async () => {
    start(
      answering(() => waitFor(MINUTE)),
      { beforeTick: () => Promise.reject(new Error('no')) },
    )
    await clock.advance(3 * MINUTE)
    expect(rounds.length).toBeGreaterThanOrEqual(3)
  })

  it('says when it ticked last', async () => {
    const loop = start(answering(() => waitFor(MINUTE)))
    expect(loop.lastTickAt()).toBeUndefined()
    await clock.advance(MINUTE)
    expect(clock.ticks() - (loop.lastTickAt() ?? 0)).toBeLessThan(SECOND)
  })

  it('ends with its signal', async () => {
    const loop = start(answering(() => waitFor(MINUTE)))
    await clock.advance(SECOND)
    stop.abort()
    await loop.ended
    expect(clock.sleeping()).toBe(0)
  })
})

describe('the next round comes', () => {
  const now = 5 as Millis
  const at = (ms: number): Millis => (now + ms) as Millis
  const table: [string, Decision | undefined, number][] = [
    ['when the policy said', { kind: 'wait', reason: 'backing-off', at: at(MINUTE) }, MINUTE],
    ['at least daily', { kind: 'wait', reason: 'fresh', at: at(40 * DAY) }, DAY],
    ['daily for what never expires', { kind: 'wait', reason: 'permanent' }, DAY],
    ['later than now, whatever the policy said', { kind: 'wait', reason: 'fresh', at: at(-DAY) }, 1],
    ['at once when something is due', { kind: 'renew', reason: 'due' }, 1],
    ['daily while a person is needed', { kind: 'needs_person', reason: 'expired', at: at(DAY) }, DAY],
    ['in an hour when nothing was decided', undefined, HOUR],
  ]
  for (const [name, next, afterMs] of table) {
    it(name, () => {
      const round: Round = { outcome: 'not_due', reason: 'fresh', written: [], ...(next && { next }) }
      expect(nextRoundAt({ round }, now)).toBe(at(afterMs))
    })
  }
})
