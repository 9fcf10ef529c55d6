/**
 * Events as they come, over server-sent events. Each reader goes through the store by its own number: one that is slow reads
 * later and holds nothing in memory, one that takes nothing for ten seconds is dropped, and one that comes back says where
 * it was (`Last-Event-ID`). A stream ends after ten minutes, and the browser comes back by itself: so a session that has
 * ended does not go on reading.
 */
import type { Context } from 'hono'
import { type SSEStreamingApi, streamSSE } from 'hono/streaming'
import { lastEventNumber, listEventsAfter } from '../store/events.ts'
import type { Clock } from '../time/clock.ts'
import { MINUTE, SECOND } from '../time/duration.ts'
import type { AppEnv } from './app-env.ts'
import { Problem } from './problem.ts'
import type { ServerDeps } from './server-deps.ts'

export const LOOK_EVERY_MS = 500
/** Below the patience of every proxy. */
export const HEARTBEAT_MS = 15 * SECOND
export const SLOW_MS = 10 * SECOND
export const LONGEST_STREAM_MS = 10 * MINUTE
export const MOST_STREAMS = 100
const EVENTS_AT_ONCE = 100

export type EventStreams = (c: Context<AppEnv>) => Promise<Response>

export function createEventStreams(deps: ServerDeps): EventStreams {
  let open = 0
  return async (c) => {
    if (open >= MOST_STREAMS) throw new Problem('too-many-streams', { retryAfterMs: MINUTE })
    const after = await startOf(deps, c.req.header('last-event-id'))
    open += 1
    return streamSSE(c, async (stream) => {
      try {
        await follow(deps, stream, after)
      } finally {
        open -= 1
      }
    })
  }
}

/** Behind the number that the reader had last; behind the newest for one that never read. */
async function startOf({ installation }: ServerDeps, lastId: string | undefined): Promise<number> {
  const known = lastId !== undefined && /^\d{1,15}$/.test(lastId) ? Number(lastId) : undefined
  return known ?? (await lastEventNumber(installation.store.db))
}

async function follow(deps: ServerDeps, stream: SSEStreamingApi, after: number): Promise<void> {
  const { host, installation, signal } = deps
  const over = new AbortController()
  stream.onAbort(() => over.abort())
  const ended = AbortSignal.any([over.signal, signal])
  const endsAt = host.ticks() + LONGEST_STREAM_MS
  let last = after
  let spokeAt = host.ticks()
  const hello = { event: 'hello', data: '', id: String(last), retry: SECOND }
  if (!(await taken(host, stream.writeSSE(hello)))) return
  while (!ended.aborted && host.ticks() < endsAt) {
    for (const { number, event } of await listEventsAfter(installation.store.db, last, EVENTS_AT_ONCE)) {
      const message = { id: String(number), event: 'event', data: JSON.stringify(event) }
      if (!(await taken(host, stream.writeSSE(message)))) return
      last = number
      spokeAt = host.ticks()
    }
    if (host.ticks() - spokeAt >= HEARTBEAT_MS) {
      if (!(await taken(host, stream.write(': alive\n\n')))) return
      spokeAt = host.ticks()
    }
    await host.sleep(LOOK_EVERY_MS, ended)
  }
}

/** Did the reader take it, in time? */
async function taken(host: Clock, write: Promise<unknown>): Promise<boolean> {
  const done = new AbortController()
  const written = write.then(
    () => true,
    () => false,
  )
  const tooSlow = host.sleep(SLOW_MS, done.signal).then(() => false)
  const isTaken = await Promise.race([written, tooSlow])
  done.abort()
  return isTaken
}
