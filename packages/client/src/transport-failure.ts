/**
 * What a runtime throws when there is no answer, put into our words. Node, undici, Bun and Deno each have their own
 * errors, some with the URL (and so the token) in their message or fields: nothing of the original object is kept,
 * only a redacted copy of what names the trouble.
 */
import type { EndpointId } from './endpoint.ts'
import { ThreadsTransportError, type TransportFailure } from './errors.ts'
import { redacted } from './redaction.ts'
import type { Secret } from './secret.ts'
import type { DeadlineEnd } from './time.ts'

const DEEPEST_CAUSE = 5

interface Attempt {
  readonly endpoint: EndpointId
  readonly secrets: readonly Secret[]
  readonly ended: DeadlineEnd | undefined
}

/** The error to throw for what `fetch`, or reading its body, threw. */
export function transportError(thrown: unknown, attempt: Attempt): ThreadsTransportError {
  const { endpoint, secrets, ended } = attempt
  if (ended !== undefined) return new ThreadsTransportError({ endpoint, code: ended, outcome: 'unknown' })
  const systemCode = systemCodeOf(thrown, secrets)
  const kind = systemCode === undefined ? UNNAMED : kindOf(systemCode)
  const failure = { endpoint, ...kind, ...(systemCode !== undefined && { systemCode }) }
  const cause = redactedCopy(thrown, secrets)
  return new ThreadsTransportError(failure, cause === undefined ? undefined : { cause })
}

type FailureKind = Pick<TransportFailure, 'code' | 'outcome'>

const UNNAMED: FailureKind = { code: 'network', outcome: 'unknown' }

/**
 * In this order. `not_sent` stands only where no request can have left: the name was not resolved, the connection was
 * not made, the certificate was refused (which comes before the request in every TLS version).
 */
const KINDS: readonly (readonly [RegExp, FailureKind])[] = [
  [/PROXY|_PRX_/, { code: 'proxy', outcome: 'not_sent' }],
  [/^(?:ENOTFOUND|EAI_|DNS_)/, { code: 'dns', outcome: 'not_sent' }],
  [/^(?:ECONNREFUSED|ConnectionRefused|FailedToOpenSocket)$/, { code: 'network', outcome: 'not_sent' }],
  [/^UND_ERR_CONNECT_TIMEOUT$/, { code: 'timeout', outcome: 'not_sent' }],
  [/TIMEOUT|^ETIMEDOUT$/, { code: 'timeout', outcome: 'unknown' }],
  [/CERT|^UNABLE_TO_|SELF_SIGNED|HOSTNAME_MISMATCH/, { code: 'tls', outcome: 'not_sent' }],
  [/_(?:TLS|SSL)_|^EPROTO$/, { code: 'tls', outcome: 'unknown' }],
]

function kindOf(systemCode: string): FailureKind {
  return KINDS.find(([pattern]) => pattern.test(systemCode))?.[1] ?? UNNAMED
}

/** The first code in the chain of causes that looks like one: `fetch failed` itself has none. */
function systemCodeOf(thrown: unknown, secrets: readonly Secret[]): string | undefined {
  for (
    let error = thrown, depth = 0;
    isObject(error) && depth < DEEPEST_CAUSE;
    error = error['cause'], depth += 1
  ) {
    const { code } = error
    if (typeof code === 'string' && /^[A-Za-z][A-Za-z0-9_]{2,40}$/.test(code)) return redacted(code, secrets)
  }
  return undefined
}

function redactedCopy(thrown: unknown, secrets: readonly Secret[], depth = 0): Error | undefined {
  if (!(thrown instanceof Error) || depth >= DEEPEST_CAUSE) return undefined
  const cause = redactedCopy(thrown.cause, secrets, depth + 1)
  const text = redacted(`${thrown.name}: ${thrown.message}`, secrets)
  return new Error(text, cause === undefined ? undefined : { cause })
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null
}
