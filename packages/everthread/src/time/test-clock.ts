/** A clock for tests: time moves only when the test says so, and due sleeps fire in order. */
import type { Clock, Millis, Ticks } from './clock.ts'

export interface TestClock extends Clock {
  /** Moves both clocks on and lets every sleep that falls due resolve, earliest first. */
  advance(ms: number): Promise<void>
  /** Moves the calendar alone (a clock change, a laptop's sleep as the monotonic clock sees it). */
  jumpCalendar(ms: number): void
  /** How many sleeps are waiting. */
  sleeping(): number
}

export function createTestClock(start = 1_767_225_600_000): TestClock {
  let calendar = start
  let monotonic = 1_000_000
  let sleepers: { at: number; wake: () => void }[] = []
  return {
    now: () => calendar as Millis,
    ticks: () => monotonic as Ticks,
    sleep: (ms, signal) =>
      new Promise((resolve) => {
        if (signal?.aborted) return resolve()
        const sleeper = { at: monotonic + ms, wake: resolve }
        sleepers.push(sleeper)
        signal?.addEventListener('abort', () => {
          sleepers = sleepers.filter((other) => other !== sleeper)
          resolve()
        })
      }),
    advance: async (ms) => {
      const end = monotonic + ms
      for (;;) {
        await drainMicrotasks()
        const next = sleepers.toSorted((a, b) => a.at - b.at)[0]
        if (!next || next.at > end) break
        calendar += Math.max(0, next.at - monotonic)
        monotonic = Math.max(monotonic, next.at)
        sleepers = sleepers.filter((other) => other !== next)
        next.wake()
      }
      calendar += end - monotonic
      monotonic = end
      await drainMicrotasks()
    },
    jumpCalendar: (ms) => {
      calendar += ms
    },
    sleeping: () => sleepers.length,
  }
}

async function drainMicrotasks(): Promise<void> {
  for (let i = 0; i < 20; i += 1) await Promise.resolve()
}
