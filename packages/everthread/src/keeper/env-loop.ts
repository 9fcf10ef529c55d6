/**
 * The loop of `run` and `serve` without a data folder: one `.env`, looked at every quarter second, worked on when the last
 * round said so, when a day has passed, or when somebody changed the file. No row stands behind it: a restart starts with a
 * look at Meta.
 */
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
  readonly onRound: (round: Round) => Promise<void>
  readonly onTrouble: (error: unknown) => void
  readonly beforeTick?: () => Promise<void>
  readonly signal: AbortSignal
}

export interface EnvLoop {
  readonly lastTickAt: () => Ticks | undefined
  /** Resolves after the first round, however it ended. */
  readonly started: Promise<void>
  readonly ended: Promise<void>
}

export function startEnvLoop(options: EnvLoopOptions): EnvLoop {
  const first = Promise.withResolvers<void>()
  const loop: Loop = { ...options, memory: {}, seen: '', lastTickAt: undefined, dueAt: undefined }
  return {
    lastTickAt: () => loop.lastTickAt,
    started: first.promise,
    ended: run(loop, () => first.resolve()),
  }
}

interface Loop extends EnvLoopOptions {
  memory: EnvMemory
  /** The signature that the last round answers for. */
  seen: string
  lastTickAt: Ticks | undefined
  dueAt: Millis | undefined
}

async function run(loop: Loop, onRoundOver: () => void): Promise<void> {
  while (!loop.signal.aborted) {
    await guarded(loop, async () => loop.beforeTick?.())
    const isDue = loop.dueAt === undefined || loop.dueAt <= loop.now()
    if (isDue || loop.signature() !== loop.seen) await roundOnce(loop)
    else loop.lastTickAt = loop.clock.ticks()
    onRoundOver()
    await loop.clock.sleep(TICK_MS, loop.signal)
  }
  onRoundOver()
}

async function roundOnce(loop: Loop): Promise<void> {
  const before = loop.signature()
  // Until the round has said otherwise: one that throws is not begun again at once, nor for the same bytes.
  loop.seen = before
  loop.dueAt = (loop.now() + HOUR) as Millis
  await guarded(loop, async () => {
    const made = await loop.round(loop.memory)
    const { round, memory } = made
    loop.memory = memory
    loop.dueAt = nextRoundAt(made, loop.now())
    // Its own write is no news. What somebody else wrote meanwhile is.
    if (round.written.length > 0) loop.seen = loop.signature()
    loop.lastTickAt = loop.clock.ticks()
    await loop.onRound(round)
  })
}

async function guarded(loop: Loop, work: () => Promise<void>): Promise<void> {
  try {
    await work()
  } catch (error) {
    loop.onTrouble(error)
  }
}

/** When the policy said, and at least daily: a revocation is found within a day. A look in vain is repeated sooner. */
export function nextRoundAt(
  { round: { next }, isUnseen }: Pick<EnvRound, 'round' | 'isUnseen'>,
  now: Millis,
): Millis {
  if (next === undefined) return (now + HOUR) as Millis
  const latest = now + (isUnseen ? HOUR : DAY)
  const at = next.kind === 'wait' || next.kind === 'needs_person' ? next.at : now
  return Math.min(Math.max(at ?? latest, now + 1), latest) as Millis
}
