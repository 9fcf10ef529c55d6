/**
 * One call: a request goes out, an answer comes in whole or not at all. Nothing is interpreted, repeated, kept or
 * logged here. The limits hold even against a `fetch` that ignores its signal.
 */
import type { EndpointId } from './endpoint.ts'
import { ThreadsProtocolError, ThreadsTransportError } from './errors.ts'
import { present } from './present.ts'
import { type RawAnswer, withHiddenBody } from './raw-answer.ts'
import { Secret } from './secret.ts'
import { httpDateMillis, startDeadline } from './time.ts'
import {
  type BodySource,
  type CheckedTransport,
  type FetchInit,
  type Transport,
  checkedTransport,
} from './transport.ts'
import { transportError } from './transport-failure.ts'

type Parameters = Readonly<Record<string, string | Secret>>

/** What to call and with what. A {@link Secret} among the values is revealed here and nowhere else. */
export interface ApiRequest {
  readonly endpoint: EndpointId
  readonly path: string
  /** Goes into the query. */
  readonly query?: Parameters
  /** `POST` where there is a form, else `GET`. */
  readonly method?: 'DELETE'
  /** Goes into a form body. */
  readonly form?: Parameters
  /** Goes into the `Authorization` header. */
  readonly bearer?: Secret
}

/**
 * Sends one request.
 *
 * @returns the answer, whatever its status
 * @throws {TypeError} when the transport is wrong, before anything is sent
 * @throws {ThreadsTransportError} when no complete answer came
 * @throws {ThreadsProtocolError} with the code `too_large` when the answer is longer than `maxBytes`
 */
export async function send(transport: Transport, request: ApiRequest): Promise<RawAnswer> {
  const checked = checkedTransport(transport)
  const secrets = secretsIn(request)
  const { endpoint } = request
  if (checked.signal?.aborted)
    throw new ThreadsTransportError({ endpoint, code: 'aborted', outcome: 'not_sent' })
  const deadline = startDeadline(checked.timeoutMs, checked.signal)
  try {
    return await Promise.race([
      exchange(checked, { request, secrets, signal: deadline.signal }),
      deadline.passed,
    ])
  } catch (error) {
    if (error instanceof ThreadsProtocolError) throw error
    throw transportError(error, { endpoint, secrets, ended: deadline.ended() })
  } finally {
    deadline.release()
  }
}

interface Exchange {
  readonly request: ApiRequest
  readonly secrets: readonly Secret[]
  readonly signal: AbortSignal
}

async function exchange(
  transport: CheckedTransport,
  { request, secrets, signal }: Exchange,
): Promise<RawAnswer> {
  const response = await transport.fetch(urlOf(transport.baseUrl, request), initOf(request, signal))
  const contentType = response.headers.get('content-type') ?? undefined
  const date = httpDateMillis(response.headers.get('date'))
  const retryAfter = response.headers.get('retry-after') ?? ''
  const retryAfterSeconds = /^\d{1,9}$/.test(retryAfter) ? Number(retryAfter) : undefined
  const { endpoint } = request
  const { status } = response
  const body = response.body === null ? new Uint8Array() : await bytesOf(response.body, transport.maxBytes)
  if (body === undefined) throw new ThreadsProtocolError({ endpoint, status, code: 'too_large' })
  return withHiddenBody(present({ endpoint, status, contentType, date, retryAfterSeconds, body, secrets }))
}

function urlOf(baseUrl: string, { path, query }: ApiRequest): string {
  return query === undefined ? baseUrl + path : `${baseUrl}${path}?${encoded(query)}`
}

function initOf({ method, form, bearer }: ApiRequest, signal: AbortSignal): FetchInit {
  const headers: Record<string, string> = { accept: 'application/json' }
  if (bearer !== undefined) headers['authorization'] = `Bearer ${bearer.reveal()}`
  if (form === undefined) return { method: method ?? 'GET', headers, signal, redirect: 'manual' }
  headers['content-type'] = 'application/x-www-form-urlencoded'
  return { method: 'POST', headers, body: encoded(form), signal, redirect: 'manual' }
}

function encoded(parameters: Parameters): string {
  const pairs = Object.entries(parameters)
  return new URLSearchParams(
    pairs.map(([name, value]) => [name, value instanceof Secret ? value.reveal() : value]),
  ).toString()
}

function secretsIn({ query, form, bearer }: ApiRequest): readonly Secret[] {
  const values = [...Object.values({ ...query, ...form }), bearer]
  return values.filter((value) => value instanceof Secret)
}

/** The whole body, or `undefined` when it is longer than `maxBytes`. */
async function bytesOf(source: BodySource, maxBytes: number): Promise<Uint8Array | undefined> {
  const chunks: Uint8Array[] = []
  let size = 0
  for await (const chunk of Symbol.asyncIterator in source ? source : chunksOf(source)) {
    if (!ArrayBuffer.isView(chunk)) throw new TypeError('transport.fetch must give its body as Uint8Array')
    size += chunk.byteLength || 1 // An empty chunk counts as one byte, so that endless nothing ends as well.
    if (size > maxBytes) return undefined
    chunks.push(chunk)
  }
  return joined(chunks)
}

/** Safari's streams cannot be iterated. */
async function* chunksOf(source: Exclude<BodySource, AsyncIterable<Uint8Array>>): AsyncGenerator<Uint8Array> {
  const reader = source.getReader()
  try {
    for (let next = await reader.read(); !next.done; next = await reader.read())
      if (next.value) yield next.value
  } finally {
    await reader.cancel()
  }
}

function joined(chunks: readonly Uint8Array[]): Uint8Array {
  const bytes = new Uint8Array(chunks.reduce((total, chunk) => total + chunk.byteLength, 0))
  let offset = 0
  for (const chunk of chunks) {
    bytes.set(chunk, offset)
    offset += chunk.byteLength
  }
  return bytes
}
