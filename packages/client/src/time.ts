/**
 * The only module of this package that names a timer or `Date`. The client never asks what day it is: lifetimes stay
 * relative, and instants are the server's. What it needs is a limit on real, monotonic time.
 */

/** Why a {@link Deadline} passed. */
export type DeadlineEnd = 'timeout' | 'aborted'

/** A limit in time, joined with the caller's own signal. */
export interface Deadline {
  /** Aborts when the deadline passes. */
  readonly signal: AbortSignal
  /** Rejects when the deadline passes. Raced against work that may ignore `signal`. */
  readonly passed: Promise<never>
  /** Why it passed, or `undefined` while it has not. */
  ended(): DeadlineEnd | undefined
  /** Stops the timer. A deadline that was not released keeps the process alive until it passes. */
  release(): void
}

/** Starts the clock: `ms` from now, or earlier when `outer` aborts. `outer` has not aborted yet. */
export function startDeadline(ms: number, outer: AbortSignal | undefined): Deadline {
  const controller = new AbortController()
  const { signal } = controller
  let end: DeadlineEnd | undefined
  const pass = (why: DeadlineEnd): void => {
    end ??= why
    controller.abort()
  }
  const abort = (): void => pass('aborted')
  // oxlint-disable-next-line no-restricted-globals -- this is the one module
  const timer = setTimeout(() => pass('timeout'), ms)
  outer?.addEventListener('abort', abort, { once: true })
  return {
    signal,
    passed: rejectionAt(signal),
    ended: () => end,
    release: () => {
      clearTimeout(timer)
      outer?.removeEventListener('abort', abort)
    },
  }
}

function rejectionAt(signal: AbortSignal): Promise<never> {
  return new Promise((_, reject) => {
    signal.addEventListener('abort', () => reject(new Error('the deadline has passed')), { once: true })
  })
}

/** An HTTP date as epoch milliseconds, or `undefined` when it is absent or is none. */
export function httpDateMillis(header: string | null): number | undefined {
  // Without this look at its form, `Date.parse` would read a bare number as a year of the local zone.
  if (header === null || !/^\w{3}, \d.+ GMT$/.test(header)) return undefined
  // oxlint-disable-next-line no-restricted-globals -- this is the one module; it parses and reads no clock
  const instant = Date.parse(header)
  return Number.isNaN(instant) ? undefined : instant
}
