/** What was asked of the API, newest last, the last thousand or nothing. Kept as it came; redacted when it is read. */
import { fingerprintOf } from '../fingerprint.ts'
import { toIso } from '../time/host.ts'

/** One request while it is being served. */
export interface RequestEntry {
  readonly id: number
  readonly at: number
  readonly method: string
  /** Without the query. */
  readonly path: string
  endpoint: string | undefined
  params: URLSearchParams | undefined
  token: string | undefined
  user: string | undefined
  fault: string | undefined
  /** `undefined` while it is unanswered. */
  outcome: RequestOutcome | undefined
}

export type RequestOutcome =
  | { readonly kind: 'answered'; readonly status: number; readonly error: string | undefined }
  | { readonly kind: 'dropped' }

/** One request as `GET requests` shows it: no secret, a fingerprint instead. */
export interface LoggedRequest {
  readonly id: number
  readonly at: string
  readonly method: string
  readonly path: string
  readonly endpoint?: string
  readonly params: Readonly<Record<string, string>>
  readonly token?: string
  readonly user?: string
  readonly fault?: string
  readonly outcome: 'answered' | 'dropped' | 'unanswered'
  readonly status?: number
  /** Code and subcode of a refusal, `190/463`. */
  readonly error?: string
}

export interface RequestLog {
  begin(entry: Pick<RequestEntry, 'at' | 'method' | 'path'>): RequestEntry
  /** All that is kept, oldest first, redacted. */
  list(): readonly LoggedRequest[]
  /** How many were ever asked since the start or the last clearing. */
  count(): number
  clear(): void
}

const KEPT = 1000

/** `off`: requests are counted, and none is kept. */
export function createRequestLog(mode: 'on' | 'off' = 'on'): RequestLog {
  let entries: RequestEntry[] = []
  let count = 0
  return {
    begin: ({ at, method, path }) => {
      count += 1
      const entry: RequestEntry = {
        id: count,
        at,
        method,
        path,
        endpoint: undefined,
        params: undefined,
        token: undefined,
        user: undefined,
        fault: undefined,
        outcome: undefined,
      }
      if (mode === 'on') entries.push(entry)
      // In blocks: dropping one at a time would move the whole array on every request.
      if (entries.length >= 2 * KEPT) entries = entries.slice(-KEPT)
      return entry
    },
    list: () => entries.slice(-KEPT).map(redacted),
    count: () => count,
    clear: () => {
      entries = []
      count = 0
    },
  }
}

/** Parameters that are shown as they came. Whatever is not known to be harmless is shown as a fingerprint. */
const HARMLESS = new Set([
  'auto_publish_text',
  'children',
  'client_id',
  'creation_id',
  'decision',
  'fields',
  'grant_type',
  'is_carousel_item',
  'is_ghost_post',
  'limit',
  'media_type',
  'metric',
  'quote_post_id',
  'redirect_uri',
  'reply_control',
  'reply_to_id',
  'response_type',
  'scope',
  'since',
  'until',
  'user',
])

/** A user token, an app token or a code that went into the wrong parameter. */
const LOOKS_LIKE_TOKEN = /TH(?:AA|\|)|AQ[\w-]{20}/

function redacted(entry: RequestEntry): LoggedRequest {
  const { outcome } = entry
  return {
    id: entry.id,
    at: toIso(entry.at),
    method: entry.method,
    path: entry.path.split('/').map(redactedSegment).join('/'),
    ...(entry.endpoint !== undefined && { endpoint: entry.endpoint }),
    params: redactedParams(entry.params),
    ...(entry.token !== undefined && { token: fingerprintOf(entry.token) }),
    ...(entry.user !== undefined && { user: entry.user }),
    ...(entry.fault !== undefined && { fault: entry.fault }),
    outcome: outcome?.kind ?? 'unanswered',
    ...(outcome?.kind === 'answered' && { status: outcome.status }),
    ...(outcome?.kind === 'answered' && outcome.error !== undefined && { error: outcome.error }),
  }
}

function redactedParams(params: URLSearchParams | undefined): Record<string, string> {
  const shown: Record<string, string> = {}
  for (const [name, value] of params ?? []) {
    if (name === 'access_token') continue
    const harmless = HARMLESS.has(name) && value.length <= 200 && !LOOKS_LIKE_TOKEN.test(value)
    shown[harmless || isShort(name) ? name : fingerprintOf(name)] = harmless ? value : fingerprintOf(value)
  }
  return shown
}

/** A token pasted into the path must not be shown either. No path of the API has a segment that long. */
function redactedSegment(segment: string): string {
  return isShort(segment) ? segment : fingerprintOf(segment)
}

function isShort(text: string): boolean {
  return text.length <= 32
}
