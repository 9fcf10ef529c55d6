/**
 * The demo's time steps (DESIGN §4): it jumps to the next due row when nothing is due or at work, and so whatever would have
 * happened in a month happens, in its order, in seconds.
 */
import type { Kysely } from 'kysely'
import { isAnyHeld } from '../store/claims.ts'
import type { Schema } from '../store/schema.ts'
import { nextActAt } from '../store/next-due.ts'
import { type Clock, type Millis, type Ticks, toMillis } from '../time/clock.ts'
import { DAY, SECOND } from '../time/duration.ts'

export interface TurnDeps {
  readonly db: Kysely<Schema>
  readonly host: Clock
  /** The sandbox's calendar, which is the demo's. */
  readonly now: () => Millis
  /** Moves it on. */
  readonly advance: (byMs: number) => Promise<void>
  /** Whoever waits for due rows looks now. */
  readonly nudge: () => void
  readonly signal: AbortSignal
}

export interface ClockTurner {
  /** Begins at once; what is under way goes on for so much longer. */
  turn(byMs: number): void
  /** While it is under way. */
  until(): Millis | undefined
  /** Resolves when it has arrived. */
  readonly arrived: () => Promise<void>
}

const LOOK_EVERY_MS = 20
/** Numbers are read at each step, and a month without a curve would say little. */
const LONGEST_STEP_MS = DAY
/** What is due for longer waits for something else than time: it does not hold the clock. */
const REST_LIMIT_MS = 20 * SECOND

export function createClockTurner(deps: TurnDeps, onTrouble: (error: unknown) => void): ClockTurner {
  let until: Millis | undefined
  let walk: Promise<void> = Promise.resolve()
  const isAhead = (): boolean => until !== undefined && deps.now() < until
  const go = async (): Promise<void> => {
    try {
      while (!deps.signal.aborted && isAhead()) await step(deps, until ?? deps.now())
    } catch (error) {
      if (!deps.signal.aborted) onTrouble(error)
    } finally {
      until = undefined
    }
  }
  return {
    turn: (byMs) => {
      const isUnderWay = until !== undefined
      until = toMillis((until ?? deps.now()) + byMs)
      if (!isUnderWay) walk = go()
    },
    until: () => until,
    arrived: () => walk,
  }
}

async function step(deps: TurnDeps, until: Millis): Promise<void> {
  await atRest(deps)
  const now = deps.now()
  const due = (await nextActAt(deps.db)) ?? until
  const next = Math.min(due > now ? due : until, until, now + LONGEST_STEP_MS)
  if (next > now) await deps.advance(next - now)
  deps.nudge()
}

/** Nothing is due, and nobody is at work. */
async function atRest({ db, host, now, signal }: TurnDeps): Promise<void> {
  const givesUpAt = (host.ticks() + REST_LIMIT_MS) as Ticks
  while (!signal.aborted && host.ticks() < givesUpAt) {
    const due = await nextActAt(db)
    if ((due === undefined || due > now()) && !(await isAnyHeld(db))) return
    await host.sleep(LOOK_EVERY_MS, signal)
  }
}
