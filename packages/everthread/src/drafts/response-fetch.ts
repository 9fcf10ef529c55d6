/** Our transport in the shape that libraries expect of `fetch`: a `Response` that streams. */
import type { HttpFetch } from '../net/http-fetch.ts'

/** What libraries ask an answer for. */
const HEADERS = ['content-type', 'retry-after']

/** Only text goes out: a body of bytes is refused by type. */
export function responseFetch(send: HttpFetch['fetch']): typeof globalThis.fetch {
  return async (input, init = {}) => {
    const url = input instanceof Request ? input.url : String(input)
    const answer = await send(url, {
      method: init.method ?? 'GET',
      headers: Object.fromEntries(new Headers(init.headers)),
      signal: init.signal ?? new AbortController().signal,
      ...(typeof init.body === 'string' && { body: init.body }),
    })
    const headers = HEADERS.flatMap((name): [string, string][] => {
      const value = answer.headers.get(name)
      return value === null ? [] : [[name, value]]
    })
    return new Response(answer.body && streamOf(answer.body), { status: answer.status, headers })
  }
}

function streamOf(body: AsyncIterable<Uint8Array>): ReadableStream<Uint8Array> {
  const chunks = body[Symbol.asyncIterator]()
  return new ReadableStream({
    pull: async (controller) => {
      const next = await chunks.next()
      if (next.done) controller.close()
      else controller.enqueue(next.value)
    },
    cancel: async () => {
      await chunks.return?.()
    },
  })
}
