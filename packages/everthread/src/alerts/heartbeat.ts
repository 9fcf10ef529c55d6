/**
 * `--heartbeat URL`: a watcher elsewhere (healthchecks.io and its like) hears from us after each round, and raises the
 * alarm when it does not: the one failure that no process can report is its own end (T12). The path is the secret that
 * lets anybody speak in our name, so only the host is ever named.
 */
import type { HttpFetch } from '../net/http-fetch.ts'
import type { Clock } from '../time/clock.ts'
import { SECOND } from '../time/duration.ts'

export interface HeartbeatDeps {
  readonly fetch: HttpFetch['fetch']
  readonly clock: Clock
}

export type HeartbeatOutcome =
  | { readonly kind: 'sent'; readonly host: string }
  | { readonly kind: 'failed'; readonly host: string; readonly failure: HeartbeatFailure }

export type HeartbeatFailure =
  | { readonly kind: 'status'; readonly status: number }
  /** Node's code, or `TIMEOUT`. */
  | { readonly kind: 'no-answer'; readonly code: string }

const TIME_LIMIT_MS = 10 * SECOND

/** `undefined` when the text is no `http:` or `https:` URL. */
export function parseHeartbeatUrl(text: string): URL | undefined {
  const url = URL.parse(text.trim())
  return url?.protocol === 'https:' || url?.protocol === 'http:' ? url : undefined
}

/** Never rejects. */
export async function sendHeartbeat(
  url: URL,
  round: 'healthy' | 'trouble',
  { fetch, clock }: HeartbeatDeps,
): Promise<HeartbeatOutcome> {
  const failure = await call(round === 'healthy' ? url : failUrl(url), fetch, clock)
  return failure === undefined
    ? { kind: 'sent', host: url.host }
    : { kind: 'failed', host: url.host, failure }
}

/** `https://host/uuid?x=1` → `https://host/uuid/fail?x=1`. */
export function failUrl(url: URL): URL {
  const fail = new URL(url)
  fail.pathname = `${url.pathname.replace(/\/+$/, '')}/fail`
  return fail
}

async function call(
  url: URL,
  fetch: HeartbeatDeps['fetch'],
  clock: Clock,
): Promise<HeartbeatFailure | undefined> {
  const limit = new AbortController()
  const answered = new AbortController()
  const late = clock.sleep(TIME_LIMIT_MS, answered.signal).then(() => limit.abort())
  try {
    const response = await fetch(url.href, { method: 'GET', headers: {}, signal: limit.signal })
    const { status } = response
    return status >= 200 && status < 300 ? undefined : { kind: 'status', status }
  } catch (error) {
    return { kind: 'no-answer', code: limit.signal.aborted ? 'TIMEOUT' : codeOf(error) }
  } finally {
    answered.abort()
    await late // aborts the call; the body is of no interest
  }
}

/** Never the message: not every `fetch` keeps the URL out of it. */
function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : 'UNKNOWN'
}
