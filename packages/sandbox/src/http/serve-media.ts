/** `GET /__sandbox/media/{digest}`: the files of posts, whole or in part, as Meta's CDN serves them. */
import type { MediaStore } from '../media/media-store.ts'
import type { Answer } from './answer.ts'

/** `undefined` where the path is none of a file. A file whose bytes are gone is looked for where it came from. */
export function findMediaFile(
  store: MediaStore,
  path: string,
  range: string | undefined,
): Answer | undefined {
  const digest = MEDIA_PATH.exec(path)?.[1]
  const media = digest === undefined ? undefined : store.find(digest)
  if (!media) return undefined
  const { bytes, contentType, sourceUrl } = media
  if (!bytes) return { kind: 'redirect', location: sourceUrl }
  return partOf(bytes, contentType, parseRange(range, bytes.length))
}

const MEDIA_PATH = /^\/__sandbox\/media\/([0-9a-f]{64})$/

function partOf(bytes: Uint8Array, type: string, range: ByteRange): Answer {
  const size = bytes.length
  const headers = { 'accept-ranges': 'bytes' }
  switch (range.kind) {
    case 'all':
      return { kind: 'bytes', status: 200, type, body: bytes, headers }
    case 'part': {
      const { first, last } = range
      const part = { ...headers, 'content-range': `bytes ${first}-${last}/${size}` }
      return { kind: 'bytes', status: 206, type, body: bytes.subarray(first, last + 1), headers: part }
    }
    case 'none': {
      const none = { ...headers, 'content-range': `bytes */${size}` }
      return { kind: 'bytes', status: 416, type, body: bytes.subarray(0, 0), headers: none }
    }
    default:
      return range satisfies never
  }
}

export type ByteRange =
  | { readonly kind: 'all' }
  | { readonly kind: 'part'; readonly first: number; readonly last: number }
  /** Beyond the end. */
  | { readonly kind: 'none' }

/** One range of bytes (RFC 9110 §14.2). Several, other units and nonsense are as if nothing had been asked. */
export function parseRange(header: string | undefined, size: number): ByteRange {
  const [, from = '', to = ''] = /^bytes=(\d{0,15})-(\d{0,15})$/.exec(header ?? '') ?? []
  if (from === '' && to === '') return { kind: 'all' }
  const first = from === '' ? Math.max(0, size - Number(to)) : Number(from)
  const last = from === '' || to === '' ? size - 1 : Math.min(Number(to), size - 1)
  if (from !== '' && to !== '' && Number(to) < first) return { kind: 'all' }
  return first > last ? { kind: 'none' } : { kind: 'part', first, last }
}
