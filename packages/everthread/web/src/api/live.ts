/** Keeps what the pages show alive: an event of the service makes them read again what it may have changed. */
import type { QueryClient } from '@tanstack/react-query'

export type Connection = 'open' | 'lost'

/** Stops when the signal aborts. `EventSource` comes back by itself; what happened meanwhile is read again then. */
export function followEvents(
  client: QueryClient,
  tell: (connection: Connection) => void,
  signal: AbortSignal,
): void {
  const source = new EventSource('/api/v1/events')
  const readAgain = (): void => void client.invalidateQueries()
  source.addEventListener('hello', () => {
    tell('open')
    readAgain()
  })
  source.addEventListener('event', readAgain)
  source.addEventListener('error', () => tell('lost'))
  signal.addEventListener('abort', () => source.close())
}
