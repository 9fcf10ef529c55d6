/** Keeps what the pages show alive: an event of the service makes them read again what it may have changed. */
import { after } from '../time/server-clock.ts'

export type Connection = 'open' | 'lost'

export interface Following {
  /** Something may have changed, and so may whoever is logged in. */
  readonly readAgain: () => void
  readonly tell: (connection: Connection) => void
  /** Stops when it aborts. */
  readonly signal: AbortSignal
  readonly open?: () => EventStream
  readonly later?: (work: () => void) => void
}

/** What of `EventSource` is used. */
export interface EventStream {
  readonly readyState: number
  addEventListener(type: 'hello' | 'event' | 'error', listener: () => void): void
  close(): void
}

const CLOSED = 2
const AGAIN_AFTER_MS = 5_000

/**
 * `EventSource` comes back by itself where a connection broke, and never where it was refused: the session has ended, or the
 * service has too many readers. Who is here is read then, which shows the login where there is nobody, and it is tried again.
 */
export function followEvents(following: Following): void {
  const { readAgain, tell, signal, open = openStream, later = inFiveSeconds } = following
  if (signal.aborted) return
  const stream = open()
  stream.addEventListener('hello', () => {
    tell('open')
    readAgain()
  })
  stream.addEventListener('event', readAgain)
  stream.addEventListener('error', () => {
    tell('lost')
    if (stream.readyState !== CLOSED) return
    readAgain()
    later(() => followEvents(following))
  })
  signal.addEventListener('abort', () => stream.close())
}

function openStream(): EventStream {
  return new EventSource('/api/v1/events')
}

function inFiveSeconds(work: () => void): void {
  after(AGAIN_AFTER_MS, work)
}
