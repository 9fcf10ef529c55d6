/**
 * The clock of a database, by which hosts that share it measure leases: their own monotonic clocks know nothing of each
 * other. A reading is carried on by the host's monotonic clock until the next one.
 *
 * A database's clock is a calendar, and calendars jump. A jump ends leases before their time, or lets a dead node's live on;
 * two nodes may then work on one account until each has read the clock again, and the fence lets only the later one commit.
 */
import type { Clock, Ticks } from '../time/clock.ts'

export interface DatabaseClock {
  ticks(): Ticks
  /** Asks again. Rejects when the database does not answer: then the last reading is carried on. */
  read(): Promise<void>
}

/** Asks once before it resolves. `ask` is answered in milliseconds of the database's calendar. */
export async function readDatabaseClock(ask: () => Promise<number>, host: Clock): Promise<DatabaseClock> {
  let aheadMs = (await measure(ask, host)).aheadMs
  return {
    ticks: () => Math.trunc(host.ticks() + aheadMs) as Ticks,
    read: async () => {
      const reading = await measure(ask, host)
      // What the way there and back explains is no news: so the clock stands still between two jumps of the database's.
      if (Math.abs(reading.aheadMs - aheadMs) > reading.doubtMs) aheadMs = reading.aheadMs
    },
  }
}

interface Reading {
  /** How far the database's clock is ahead of the host's monotonic one. */
  readonly aheadMs: number
  /** It was read at some moment between question and answer. */
  readonly doubtMs: number
}

async function measure(ask: () => Promise<number>, host: Clock): Promise<Reading> {
  const asked = host.ticks()
  const told = await ask()
  const doubtMs = (host.ticks() - asked) / 2
  return { aheadMs: told - asked - doubtMs, doubtMs: doubtMs + 1 }
}
