/** Our `fetch` for small texts: what `--prove URL` answers. */
import type { HttpFetch } from './http-fetch.ts'

export interface TextResponse {
  readonly ok: boolean
  readonly status: number
  text(): Promise<string>
}

export interface TextFetchInit {
  readonly signal: AbortSignal
  readonly headers: Readonly<Record<string, string>>
}

/** More than this is no fingerprint. */
const MOST_BYTES = 64 * 1024

export function createTextFetch({
  fetch,
}: HttpFetch): (url: string, init: TextFetchInit) => Promise<TextResponse> {
  return async (url, { signal, headers }) => {
    const { status, body } = await fetch(url, { method: 'GET', headers: { ...headers }, signal })
    return { ok: status >= 200 && status < 300, status, text: () => textOf(body) }
  }
}

async function textOf(body: AsyncIterable<Uint8Array> | null): Promise<string> {
  const chunks: Uint8Array[] = []
  let size = 0
  for await (const chunk of body ?? []) {
    size += chunk.length
    if (size > MOST_BYTES) throw new RangeError('the answer is too long')
    chunks.push(chunk)
  }
  return Buffer.concat(chunks).toString('utf8')
}
