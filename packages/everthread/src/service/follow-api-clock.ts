/**
 * A sandbox's clock can be turned, and whoever turns it wants to see what follows. With an API on loopback the keeper asks
 * for its `Date` once a second; Meta is never asked for that (its answers teach enough, and its clock does not jump).
 */
import type { HttpFetch } from '../net/http-fetch.ts'
import type { Clock, Ticks } from '../time/clock.ts'
import { parseInstant } from '../time/clock.ts'
import { SECOND } from '../time/duration.ts'
import type { SkewedClock } from '../time/skew.ts'

const ASK_EVERY_MS = SECOND
const ASK_LIMIT_MS = SECOND

export interface FollowOptions {
  readonly apiBaseUrl: string
  readonly http: HttpFetch
  readonly host: Clock
  readonly clock: SkewedClock
}

/** Call it as often as you like. A sandbox that does not answer is left alone until the next second. */
export function followApiClock({ apiBaseUrl, http, host, clock }: FollowOptions): () => Promise<void> {
  let askedAt: Ticks | undefined
  return async () => {
    const ticks = host.ticks()
    if (askedAt !== undefined && ticks - askedAt < ASK_EVERY_MS) return
    askedAt = ticks
    try {
      const signal = AbortSignal.timeout(ASK_LIMIT_MS)
      const { headers } = await http.fetch(`${apiBaseUrl}/`, { method: 'HEAD', headers: {}, signal })
      const date = parseInstant(headers.get('date') ?? '')
      if (date !== undefined) clock.learn(date)
    } catch {
      // Not there at the moment: the calls that need it will say so.
    }
  }
}
