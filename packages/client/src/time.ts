/**
 * The only module of this package that names a timer or `Date`. The client never asks what day it is: lifetimes stay
 * relative, and instants are the server's. What it needs is a limit on real, monotonic time.
 */
import { remembering } from './remembering.ts'

/** Why time was up. */
export type DeadlineEnd = 'timeout' | 'aborted'

/** A limit in time, joined with the caller's own signal, which has not aborted yet. */
export interface Limit {
  readonly timeoutMs: number
  readonly signal: AbortSignal | undefined
}

/**
 * What `work` comes to, or why time was up first. `work` is told so by its signal, and may ignore it.
 *
 * @throws what `work` throws
 */
export function within<T>(
  { timeoutMs, signal }: Limit,
  work: (signal: AbortSignal) => Promise<T>,
): Promise<T | DeadlineEnd> {
  return new Promise((resolve, reject) => {
    const controller = new AbortController()
    const settling =
      <V>(settle: (value: V) => void) =>
      (value: V): void => {
        clearTimeout(timer)
        signal?.removeEventListener('abort', abort)
        settle(value)
      }
    const end = settling((why: DeadlineEnd) => {
      resolve(why) // First, for what `work` makes of the abortion does not matter.
      controller.abort()
    })
    const abort = (): void => end('aborted')
    // oxlint-disable-next-line no-restricted-globals -- this is the one module
    const timer = setTimeout(end, timeoutMs, 'timeout')
    signal?.addEventListener('abort', abort)
    work(controller.signal).then(settling(resolve), settling(reject))
  })
}

/** An HTTP date as epoch milliseconds, or `undefined` when it is absent or is none. A server says another one each second. */
export const httpDateMillis: (header: string | null) => number | undefined = /* @__PURE__ */ remembering(
  (header) => instantOf(header ?? '', /^\w{3}, \d.+ GMT$/),
)

/** `2024-09-12T23:17:39+0000` as epoch milliseconds, or `undefined` when it is none. Only V8 parses it without a colon. */
export function isoMillis(text: string): number | undefined {
  const iso = text.replace(/([+-]\d\d)(\d\d)$/, '$1:$2')
  return instantOf(iso, /^\d{4}-\d\d-\d\dT[\d:.]+(?:Z|[+-]\d\d:\d\d)$/)
}

/** Without a look at the form, `Date.parse` would read a bare number as a year of the local zone. */
function instantOf(text: string, form: RegExp): number | undefined {
  // oxlint-disable-next-line no-restricted-globals -- this is the one module; it parses and reads no clock
  const instant = form.test(text) ? Date.parse(text) : Number.NaN
  return Number.isNaN(instant) ? undefined : instant
}
