/* oxlint-disable no-restricted-globals -- the one module of this package that names Date, fetch and the timers */
/**
 * The host's clock and timers, and the formats of instants. The only module of this package that names `Date` or a timer.
 * Everything else works with epoch milliseconds of the sandbox's own clock.
 */

/** Epoch milliseconds of the machine. */
export function hostNow(): number {
  return Date.now()
}

/**
 * Calls back after `ms` of real time, at most a minute (Node's timers overflow at 24.8 days), and returns how to stop it.
 * It keeps no process alive: what waits here waits for the sake of a running server.
 */
export function startTimer(ms: number, callback: () => void): () => void {
  const timer = setTimeout(callback, Math.min(Math.max(ms, 0), LONGEST_TIMER_MS)).unref()
  return () => clearTimeout(timer)
}

export const LONGEST_TIMER_MS = 60_000

/** Calls back when all that has arrived by now is dealt with, and before anything else is waited for. */
export function atEndOfTurn(callback: () => void): void {
  setImmediate(callback)
}

/** Resolves after `ms` of real time, however long. */
export async function sleepReal(ms: number): Promise<void> {
  for (let left = ms; left > 0; left -= LONGEST_TIMER_MS) {
    await new Promise<void>((resolve) => startTimer(left, resolve))
  }
}

/** The last millisecond of the year 9999. */
export const LATEST_INSTANT = 253_402_300_799_999

/** As every JSON contract writes an instant: ISO 8601, UTC. */
export function toIso(instant: number): string {
  return new Date(instant).toISOString()
}

/** As HTTP's `Date` header writes it. */
export function toHttpDate(instant: number): string {
  return new Date(instant).toUTCString()
}

/** ISO 8601 with a zone (or a day alone, UTC). `undefined` for everything else that `Date.parse` would guess at. */
export function parseInstant(text: string): number | undefined {
  if (!ISO_8601.test(text)) return undefined
  const instant = Date.parse(text)
  return Number.isNaN(instant) ? undefined : instant
}

const ISO_8601 = /^[+-]?\d{4,6}-\d\d-\d\d(?:T\d\d:\d\d(?::\d\d(?:\.\d{1,9})?)?(?:Z|[+-]\d\d:?\d\d))?$/
