/**
 * `GET` and `HEAD /media/…`: what Meta fetches while a container is made. To everybody else there is nothing: a wrong
 * signature, a time that is over and an id that is unknown get the same answer.
 */
import { findMedia } from '../store/media.ts'
import type { Store } from '../store/open-store.ts'
import type { Schema } from '../store/schema.ts'
import type { Clock, Millis } from '../time/clock.ts'
import type { Vault } from '../vault/vault.ts'
import { wantedRange } from './byte-range.ts'
import { MediaError } from './media-error.ts'
import { type ByteRange, type MediaPlaces, placeOf } from './media-place.ts'
import { mediaIdIn, signedPath } from './media-url.ts'
import { PROBE, readProbe, type Served } from './probe.ts'

export interface ServeMediaDeps {
  readonly store: Pick<Store<Schema>, 'db'>
  readonly clock: Pick<Clock, 'now'>
  readonly vault: Pick<Vault, 'isSigned'>
  readonly places: MediaPlaces
}

export function serveMedia(deps: ServeMediaDeps): (request: Request) => Promise<Response> {
  return async ({ method, url, headers }) => {
    if (method !== 'GET' && method !== 'HEAD') return refusal(405, { allow: 'GET, HEAD' })
    const id = mediaIdIn(deps.vault, new URL(url).pathname, deps.clock.now())
    const media = id === undefined ? undefined : await servedAs(deps, id)
    if (!media) return refusal(404)
    if (headers.get('if-none-match') === tagOf(media))
      return new Response(null, { status: 304, headers: headersOf(media) })
    // Ranges are a matter of GET alone.
    return method === 'HEAD' ? whole(media, null) : await answer(media, rangeIn(headers, media))
  }
}

/** What is served, and how its bytes are read. */
type Readable = Served & { readonly read: (range: ByteRange) => AsyncIterableIterator<Uint8Array> }

async function servedAs({ store, places }: ServeMediaDeps, id: string): Promise<Readable | undefined> {
  if (id === PROBE.id) return { ...PROBE, read: readProbe }
  const media = await findMedia(store.db, id)
  const place = media && placeOf(places, media)
  return place && { ...media, read: (range) => place.read(id, range) }
}

export interface PublicUrlDeps {
  readonly store: Pick<Store<Schema>, 'db'>
  readonly vault: Pick<Vault, 'sign'>
  readonly places: MediaPlaces
  /** EVERTHREAD_PUBLIC_URL, without a slash at its end. */
  readonly publicUrl: string | undefined
}

/** Where Meta can fetch it until then; `undefined` for unknown media, and without a bucket or a public address. */
export async function publicUrlOf(
  { store, vault, places, publicUrl }: PublicUrlDeps,
  mediaId: string,
  until: Millis,
): Promise<string | undefined> {
  const media = await findMedia(store.db, mediaId)
  const place = media && placeOf(places, media)
  if (!place) return undefined
  if (place.urlOf) return await place.urlOf(media, until)
  return publicUrl === undefined ? undefined : `${publicUrl}${signedPath(vault, media, until)}`
}

/** With `If-Range` of another version it is all or nothing. */
function rangeIn(headers: Headers, media: Served): string | undefined {
  const version = headers.get('if-range')
  return version === null || version === tagOf(media) ? (headers.get('range') ?? undefined) : undefined
}

async function answer(media: Readable, header: string | undefined): Promise<Response> {
  const wanted = wantedRange(header, media.bytes)
  if (wanted.kind === 'none') return refusal(416, { 'content-range': `bytes */${media.bytes}` })
  const range = wanted.kind === 'part' ? wanted.range : { first: 0, last: media.bytes - 1 }
  const body = await bodyOf(media, range)
  if (!body) return refusal(404)
  return wanted.kind === 'part' ? partly(media, range, body) : whole(media, body)
}

function whole(media: Served, body: ReadableStream<Uint8Array> | null): Response {
  return new Response(body, { headers: { ...headersOf(media), 'content-length': String(media.bytes) } })
}

function partly(media: Served, { first, last }: ByteRange, body: ReadableStream<Uint8Array>): Response {
  const headers = {
    ...headersOf(media),
    'content-length': String(last - first + 1),
    'content-range': `bytes ${first}-${last}/${media.bytes}`,
  }
  return new Response(body, { status: 206, headers })
}

function headersOf(media: Served): Record<string, string> {
  return {
    'content-type': media.type,
    etag: tagOf(media),
    'accept-ranges': 'bytes',
    // Nobody between us and Meta keeps it, or makes another picture of it.
    'cache-control': 'private, no-transform',
    'content-disposition': 'inline',
    'x-content-type-options': 'nosniff',
  }
}

function tagOf({ sha256 }: Served): string {
  return `"${sha256}"`
}

function refusal(status: number, headers: Record<string, string> = {}): Response {
  return new Response(null, { status, headers: { 'cache-control': 'no-store', ...headers } })
}

/** Read as fast as it is taken. The first piece is read at once: whether the bytes are there must be known before the status. */
async function bodyOf(media: Readable, range: ByteRange): Promise<ReadableStream<Uint8Array> | undefined> {
  const pieces = media.read(range)
  const first = await pieces.next().catch(onlyMissing)
  if (!first) return undefined
  let next: IteratorResult<Uint8Array> | undefined = first
  return new ReadableStream<Uint8Array>(
    {
      pull: async (controller) => {
        const piece = next ?? (await pieces.next())
        next = undefined
        if (piece.done === true) controller.close()
        else controller.enqueue(piece.value)
      },
      cancel: async () => {
        await pieces.return?.()
      },
    },
    { highWaterMark: 0 },
  )
}

function onlyMissing(error: unknown): undefined {
  if (!(error instanceof MediaError) || error.code !== 'missing') throw error
}
