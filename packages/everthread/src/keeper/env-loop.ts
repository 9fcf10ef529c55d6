/**
 * The loop of `run` and `serve` without a data folder: one `.env`, looked at every quarter second, worked on when the last
 * round said so, when a day has passed, or when somebody changed the file. No row stands behind it: a restart starts with a
 * look at Meta.
 */
import type { Secret } from '@everthread/client'
import type { Clock, Millis, Ticks } from '../time/clock.ts'
import { DAY, HOUR } from '../time/duration.ts'
import type { EnvMemory, EnvRound } from './env-round.ts'
import type { Round } from './round.ts'

const TICK_MS = 250

export interface EnvLoopOptions {
  readonly clock: Clock
  readonly now: () => Millis
  /** Changes when the file's bytes may have changed; cheap enough for every tick. */
  readonly signature: () => string
  /** One round under the file's lock. Never rejects for what a round can say. */
  readonly round: (memory: EnvMemory) => Promise<EnvRound>
  readonly onRound: (round: Round, token: Secret | undefined) => Promise<void>
  readonly onTrouble: (error: unknown) => void
  readonly beforeTick?: () => Promise<void>
  readonly signal: AbortSignal
}

export interface EnvLoop {
  readonly lastTickAt: () => Ticks | undefined
  readonly nextAt: () => Millis | undefined
  /** Resolves after the first round, however it ended. */
  readonly started: Promise<void>
  readonly ended: Promise<void>
}

export function startEnvLoop(options: EnvLoopOptions): EnvLoop {
  let lastTickAt: Ticks | undefined
  let dueAt: Millis | undefined
  let memory: EnvMemory = {}
  let seen = ''
  const first = Promise.withResolvers<void>()

  const round = async (): Promise<void> => {
    const result = await options.round(memory)
    memory = result.memory
    // Read after the round: its own write is no news.
    seen = options.signature()
    dueAt = nextRoundAt(result.round, options.now())
    await options.onRound(result.round, result.token)
  }
  const tick = async (): Promise<void> => {
    await options.beforeTick?.()
    const isDue = dueAt === undefined || dueAt <= options.now()
    if (isDue || options.signature() !== seen) await round()
    lastTickAt = options.clock.ticks()
  }
  const loop = async (): Promise<void> => {
    while (!options.signal.aborted) {
      try {
        await tick()
      } catch (error) {
        dueAt = (options.now() + HOUR) as Millis
        seen = options.signature()
        options.onTrouble(error)
      }
      first.resolve()
      await options.clock.sleep(TICK_MS, options.signal)
    }
    first.resolve()
  }
  return { lastTickAt: () => lastTickAt, nextAt: () => dueAt, started: first.promise, ended: loop() }
}

/** When the policy said, and at least daily: a revocation is found within a day. */
export function nextRoundAt({ next }: Round, now: Millis): Millis {
  const daily = now + DAY
  if (next === undefined) return (now + HOUR) as Millis
  const at = next.kind === 'wait' || next.kind === 'needs_person' ? next.at : now
  return Math.min(Math.max(at ?? daily, now + 1), daily) as Millis
}
