/**
 * What a runtime throws when there is no answer, put into our words. Node, undici, Bun and Deno each have their own
 * errors, some with the URL (and so the token) in their message or fields: nothing of the original object is kept,
 * only a redacted copy of what names the trouble.
 */
import type { EndpointId } from './endpoint.ts'
import { ThreadsTransportError, type TransportFailure } from './errors.ts'
import { type JsonObject, isJsonObject } from './json.ts'
import { present } from './present.ts'
import { redacted } from './redaction.ts'
import type { Secret } from './secret.ts'

const DEEPEST_CAUSE = 5

interface Attempt {
  readonly endpoint: EndpointId
  readonly secrets: readonly Secret[]
}

/** The error to throw for what `fetch`, or reading its body, threw. */
export function transportError(thrown: unknown, { endpoint, secrets }: Attempt): ThreadsTransportError {
  const chain = chainOf(thrown)
  const systemCode = chain.map(({ code }) => code).find(isSystemCode)
  const [, code, outcome] = KINDS.find(([pattern]) => pattern.test(systemCode ?? '')) ?? UNNAMED
  return new ThreadsTransportError(
    present({ endpoint, code, outcome, systemCode: systemCode && redacted(systemCode, secrets) }),
    redactedCause(chain, secrets),
  )
}

type Kind = readonly [RegExp, TransportFailure['code'], TransportFailure['outcome']]

/**
 * In this order. `not_sent` stands only where no request can have left: the name was not resolved, the connection was
 * not made, the certificate was refused (which comes before the request in every TLS version).
 */
const KINDS: readonly Kind[] = [
  [/PROXY|_PRX_/, 'proxy', 'not_sent'],
  [/^ENOTFOUND|^EAI_|^DNS_/, 'dns', 'not_sent'],
  [/refused$|^FailedToOpen/i, 'network', 'not_sent'],
  [/^UND_ERR_CONNECT_TIMEOUT$/, 'timeout', 'not_sent'],
  [/TIMEOUT|TIMEDOUT/, 'timeout', 'unknown'],
  [/CERT|^UNABLE_TO_|MISMATCH/, 'tls', 'not_sent'],
  [/_TLS_|_SSL_|^EPROTO$/, 'tls', 'unknown'],
]
const UNNAMED: Kind = [/(?:)/, 'network', 'unknown']

/** What was thrown, its cause, and so on: `fetch failed` itself says nothing. */
function chainOf(thrown: unknown): readonly JsonObject[] {
  const chain: JsonObject[] = []
  for (let link = thrown; isJsonObject(link) && chain.length < DEEPEST_CAUSE; link = link['cause'])
    chain.push(link)
  return chain
}

function isSystemCode(code: unknown): code is string {
  return typeof code === 'string' && /^[A-Z]\w{2,40}$/i.test(code)
}

function redactedCause(chain: readonly unknown[], secrets: readonly Secret[]): ErrorOptions | undefined {
  return chain
    .filter((link) => link instanceof Error)
    .reduceRight<ErrorOptions | undefined>(
      (options, { name, message }) => ({
        cause: new Error(redacted(`${name}: ${message}`, secrets), options),
      }),
      undefined,
    )
}
