/**
 * One call: a request goes out, an answer comes in whole or not at all. Nothing is interpreted, repeated, kept or
 * logged here. The limits hold even against a `fetch` that ignores its signal.
 */
import { notTheApi } from './answer-content.ts'
import type { EndpointId } from './endpoint.ts'
import { ThreadsProtocolError, ThreadsTransportError } from './errors.ts'
import { wholeNumber } from './json.ts'
import { present } from './present.ts'
import { type RawAnswer, withBody } from './raw-answer.ts'
import { Secret } from './secret.ts'
import { type DeadlineEnd, httpDateMillis, within } from './time.ts'
import {
  type BodyReader,
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
  const { endpoint } = request
  if (checked.signal?.aborted)
    throw new ThreadsTransportError({ endpoint, code: 'aborted', outcome: 'not_sent' })
  const secrets = secretsIn(request)
  let answer: RawAnswer | DeadlineEnd
  try {
    answer = await within(checked, (signal) => exchange(checked, { request, secrets, signal }))
  } catch (error) {
    throw error instanceof ThreadsProtocolError ? error : transportError(error, { endpoint, secrets })
  }
  if (typeof answer !== 'string') return answer
  throw new ThreadsTransportError({ endpoint, code: answer, outcome: 'unknown' })
}

interface Exchange {
  readonly request: ApiRequest
  readonly secrets: readonly Secret[]
  readonly signal: AbortSignal
}

async function exchange(
  { fetch, baseUrl, maxBytes }: CheckedTransport,
  { request, secrets, signal }: Exchange,
): Promise<RawAnswer> {
  const { endpoint, path, query } = request
  const url = baseUrl + path + (query === undefined ? '' : `?${encoded(query)}`)
  const { status, headers, body } = await fetch(url, initOf(request, signal))
  const head = present({
    endpoint,
    status,
    contentType: headers.get('content-type') ?? undefined,
    date: httpDateMillis(headers.get('date')),
    retryAfterSeconds: wholeNumber(headers.get('retry-after')),
    secrets,
  })
  const bytes = body === null ? new Uint8Array() : await bytesOf(body, maxBytes)
  if (bytes === undefined) throw notTheApi(head, 'too_large')
  return withBody(head, bytes)
}

function initOf({ method, form, bearer }: ApiRequest, signal: AbortSignal): FetchInit {
  const headers: Record<string, string> = { accept: 'application/json' }
  if (bearer) headers['authorization'] = `Bearer ${bearer.reveal()}`
  if (!form) return { method: method ?? 'GET', headers, signal, redirect: 'manual' }
  headers['content-type'] = 'application/x-www-form-urlencoded'
  return { method: 'POST', headers, body: encoded(form), signal, redirect: 'manual' }
}

function encoded(parameters: Parameters): string {
  const search = new URLSearchParams()
  for (const [name, value] of Object.entries(parameters))
    search.append(name, value instanceof Secret ? value.reveal() : value)
  return search.toString()
}

function secretsIn({ query, form, bearer }: ApiRequest): readonly Secret[] {
  const values = [bearer, ...Object.values(query ?? {}), ...Object.values(form ?? {})]
  return values.filter((value) => value instanceof Secret)
}

/** The whole body, or `undefined` when it is longer than `maxBytes`. */
async function bytesOf(source: BodySource, maxBytes: number): Promise<Uint8Array | undefined> {
  // Safari's streams have readers only, and they are the faster way elsewhere.
  const reader = 'getReader' in source ? source.getReader() : readerOf(source[Symbol.asyncIterator]())
  const chunks: Uint8Array[] = []
  let size = 0
  for (let next = await reader.read(); !next.done; next = await reader.read()) {
    const chunk = next.value
    size += chunk?.byteLength || 1 // An empty chunk counts as one byte, so that endless nothing ends as well.
    if (size <= maxBytes && ArrayBuffer.isView(chunk)) chunks.push(chunk)
    else {
      await reader.cancel()
      if (size > maxBytes) return undefined
      throw new TypeError('transport.fetch must give its body as Uint8Array')
    }
  }
  return joined(chunks)
}

function readerOf(iterator: AsyncIterator<Uint8Array>): BodyReader {
  return {
    read: () => iterator.next(),
    cancel: async () => {
      await iterator.return?.()
    },
  }
}

function joined(chunks: readonly Uint8Array[]): Uint8Array {
  const [first] = chunks
  if (first && chunks.length === 1) return first
  const bytes = new Uint8Array(chunks.reduce((total, chunk) => total + chunk.byteLength, 0))
  let offset = 0
  for (const chunk of chunks) {
    bytes.set(chunk, offset)
    offset += chunk.byteLength
  }
  return bytes
}
