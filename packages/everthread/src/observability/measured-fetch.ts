/** The same calls, with how long each took. Ids are no endpoints: they are left out. */
import { HttpFetchError } from '../net/http-fetch-error.ts'
import type { HttpFetch } from '../net/http-fetch.ts'
import type { Clock } from '../time/clock.ts'
import type { Metrics } from './metrics.ts'

export interface Measuring {
  readonly clock: Pick<Clock, 'ticks'>
  readonly metrics: Pick<Metrics, 'metaCall'>
  /** Calls elsewhere (a heartbeat) are not Meta's. */
  readonly apiBaseUrl: string
}

export function measuredFetch(http: HttpFetch, { clock, metrics, apiBaseUrl }: Measuring): HttpFetch {
  return {
    ...http,
    fetch: async (url, init) => {
      if (!url.startsWith(apiBaseUrl)) return http.fetch(url, init)
      const startedAt = clock.ticks()
      const endpoint = endpointOf(url.slice(apiBaseUrl.length))
      const tell = (outcome: string): void => metrics.metaCall(endpoint, outcome, clock.ticks() - startedAt)
      try {
        const response = await http.fetch(url, init)
        tell(String(response.status))
        return response
      } catch (error) {
        tell(error instanceof HttpFetchError ? error.code : 'failed')
        throw error
      }
    },
  }
}

/** `/v1.0/1784…/threads?fields=…` is `:id/threads`. */
export function endpointOf(path: string): string {
  const [bare = ''] = path.split('?')
  const steps = bare.split('/').filter((step) => step !== '' && !/^v\d+\.\d+$/.test(step))
  return steps.map((step) => (/^[a-z_]{2,40}$/.test(step) ? step : ':id')).join('/')
}
