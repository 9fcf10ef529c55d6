/**
 * The two clocks (DESIGN §4), and the only module of this package that names `Date` or a timer.
 *
 * *Calendar* (`now`) says what day it is: expiry, due times, back-off. It may be corrected by the API's own `Date`, or
 * belong to a sandbox, and it may jump. *Monotonic* never jumps and is always real: leases, heartbeats, call limits,
 * debounce, grace, the loop's tick.
 */

declare const millis: unique symbol
declare const ticks: unique symbol

/** An instant: epoch milliseconds, UTC, an integer. */
export type Millis = number & { readonly [millis]: true }

/** A reading of the monotonic clock in milliseconds. Comparable between processes of one host since its last boot. */
export type Ticks = number & { readonly [ticks]: true }

export interface Clock {
  /** Calendar time. Read once per decision. */
  now(): Millis
  /** Monotonic time. */
  ticks(): Ticks
  /** Resolves after `ms` of monotonic time, or at once when `signal` aborts. At most a minute: long waits are due rows. */
  sleep(ms: number, signal?: AbortSignal): Promise<void>
}

const LONGEST_SLEEP_MS = 60_000

/** The host's clocks. */
export const systemClock: Clock = {
  now: () => Date.now() as Millis,
  ticks: () => Number(process.hrtime.bigint() / 1_000_000n) as Ticks,
  sleep: (ms, signal) =>
    new Promise((resolve) => {
      if (signal?.aborted) return resolve()
      const timer = setTimeout(done, Math.min(Math.max(ms, 0), LONGEST_SLEEP_MS))
      signal?.addEventListener('abort', done, { once: true })
      function done(): void {
        clearTimeout(timer)
        signal?.removeEventListener('abort', done)
        resolve()
      }
    }),
}

/** A clock whose calendar is another's (a sandbox's, or the host's corrected by a skew); the rest stays real. */
export function withCalendar(clock: Clock, now: () => number): Clock {
  return { ...clock, now: () => Math.trunc(now()) as Millis }
}

/** For instants that come from outside (a row, an answer): whole milliseconds. */
export function toMillis(value: number): Millis {
  if (!Number.isFinite(value)) throw new TypeError('an instant must be a finite number of milliseconds')
  return Math.trunc(value) as Millis
}

/** ISO 8601 in UTC, as every JSON contract writes it. */
export function toIso(instant: Millis): string {
  return new Date(instant).toISOString()
}

/** Parses ISO 8601, or an HTTP `Date`. `undefined` when it is neither. */
export function parseInstant(text: string): Millis | undefined {
  const value = Date.parse(text)
  return Number.isNaN(value) ? undefined : (value as Millis)
}

/** What a clock on a wall shows. */
export interface WallTime {
  readonly year: number
  /** 1 to 12. */
  readonly month: number
  readonly day: number
  readonly hour: number
  readonly minute: number
}

/** In the host's time zone. */
export function hostWallTime(instant: Millis): WallTime {
  const date = new Date(instant)
  return {
    year: date.getFullYear(),
    month: date.getMonth() + 1,
    day: date.getDate(),
    hour: date.getHours(),
    minute: date.getMinutes(),
  }
}

export function utcWallTime(instant: Millis): WallTime {
  const date = new Date(instant)
  return {
    year: date.getUTCFullYear(),
    month: date.getUTCMonth() + 1,
    day: date.getUTCDate(),
    hour: date.getUTCHours(),
    minute: date.getUTCMinutes(),
  }
}
