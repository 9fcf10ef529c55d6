/** Really fetches a picture or a film, as Meta does when a container is made (threads-api.md §4.2). Limits are in real time. */
import { createHash, type Hash } from 'node:crypto'
import { startTimer } from '../time/host.ts'
import { LARGEST_FILM_BYTES } from './media-verdict.ts'

export type Download =
  /** `bytes` is the beginning: all of it, unless the file is larger than what is kept. */
  | {
      readonly kind: 'fetched'
      readonly digest: string
      readonly size: number
      readonly bytes: Uint8Array
    }
  /** Nobody answered, or not with 2xx. */
  | { readonly kind: 'unreachable' }
  /** It began, and did not come to its end: too slow, too large, cut off. */
  | { readonly kind: 'broken_off' }

export interface DownloadLimits {
  /** Until the answer begins. */
  readonly answerMs: number
  /** From there to its end. */
  readonly bodyMs: number
  readonly mostBytes: number
  readonly keptBytes: number
}

export const DOWNLOAD_LIMITS: DownloadLimits = {
  answerMs: 5000,
  bodyMs: 60_000,
  mostBytes: LARGEST_FILM_BYTES,
  keptBytes: 64 * 1024 ** 2,
}

type Fetch = typeof globalThis.fetch

/** Never rejects. */
export async function fetchMedia(fetch: Fetch, url: string, limits = DOWNLOAD_LIMITS): Promise<Download> {
  const controller = new AbortController()
  const body = await withinTime(controller, limits.answerMs, () => requestBody(fetch, url, controller.signal))
  if (!body) return { kind: 'unreachable' }
  const file = await withinTime(controller, limits.bodyMs, () => readBody(body, limits))
  return file ?? { kind: 'broken_off' }
}

/** `undefined` where the work fails or takes too long. */
async function withinTime<T>(
  controller: AbortController,
  ms: number,
  work: () => Promise<T | undefined>,
): Promise<T | undefined> {
  const stop = startTimer(ms, () => controller.abort())
  try {
    return await work()
  } catch {
    // Why a host does not answer is nothing that Meta tells.
    return undefined
  } finally {
    stop()
  }
}

async function requestBody(fetch: Fetch, url: string, signal: AbortSignal) {
  const response = await fetch(url, { signal })
  if (response.ok && response.body) return response.body
  await response.body?.cancel()
  return undefined
}

async function readBody(
  body: ReadableStream<Uint8Array>,
  { mostBytes, keptBytes }: DownloadLimits,
): Promise<Download | undefined> {
  const hash: Hash = createHash('sha256')
  const kept: Uint8Array[] = []
  let size = 0
  // Leaving the loop early cancels the rest.
  for await (const chunk of body) {
    if (size < keptBytes) kept.push(chunk.subarray(0, keptBytes - size))
    size += chunk.length
    if (size > mostBytes) return undefined
    hash.update(chunk)
  }
  return { kind: 'fetched', digest: hash.digest('hex'), size, bytes: Buffer.concat(kept) }
}
