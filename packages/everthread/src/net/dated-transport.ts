/** A transport for one call, which remembers what time its answer says that it is. */
import type { Transport } from '@everthread/client'
import { parseInstant } from '../time/clock.ts'

export interface DatedTransport {
  readonly transport: Transport
  /** The `Date` of the last answer, in epoch milliseconds. Whose clock it is, only the answer's content tells. */
  readonly date: () => number | undefined
}

export function datedTransport(plain: Transport): DatedTransport {
  let date: number | undefined
  return {
    transport: {
      ...plain,
      fetch: async (url, init) => {
        const response = await plain.fetch(url, init)
        date = parseInstant(response.headers.get('date') ?? '')
        return response
      },
    },
    date: () => date,
  }
}
