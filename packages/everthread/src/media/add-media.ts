/**
 * Takes a picture or a film over: onto the disk as it comes, looked at, freed of what tells where it was made, and only then
 * to its place. What Meta would refuse is not kept; what fails on the way leaves nothing behind.
 */
import { createHash } from 'node:crypto'
import type { FileHandle } from 'node:fs/promises'
import { join } from 'node:path'
import { insertMedia, type Media } from '../store/media.ts'
import type { Store } from '../store/open-store.ts'
import type { Schema } from '../store/schema.ts'
import type { Clock } from '../time/clock.ts'
import { fileSource, writeAt } from './byte-source.ts'
import { NO_BYTES } from './bytes.ts'
import { fileTypeOf, TELLING_BYTES } from './file-type.ts'
import { incomingFolder, type MediaFiles } from './folder-place.ts'
import { inspect, type MediaFacts, typeFinding } from './inspect.ts'
import { MediaError } from './media-error.ts'
import { isRefused, type MediaFinding } from './media-finding.ts'
import type { MediaPlaces } from './media-place.ts'
import { MOST_BYTES, sizeFindings } from './media-rules.ts'
import { onDisk } from './on-disk.ts'
import { strip } from './strip.ts'

export interface AddMediaDeps {
  readonly store: Pick<Store<Schema>, 'db'>
  readonly clock: Pick<Clock, 'now'>
  readonly places: MediaPlaces
  readonly files: MediaFiles
  /** Uploads are made whole in it, whatever their place. */
  readonly mediaFolder: string
  readonly newId: () => string
}

export interface Upload {
  readonly stream: AsyncIterable<Uint8Array>
  /** What its owner calls it. */
  readonly name?: string
  /** What the sender announced (`Content-Length`): a file that is too large is then refused unread. */
  readonly declaredBytes?: number
}

export type Addition =
  | { readonly kind: 'added'; readonly media: Media; readonly findings: readonly MediaFinding[] }
  | { readonly kind: 'refused'; readonly findings: readonly MediaFinding[] }

/** @throws {MediaError} and nothing is left behind */
export async function addMedia(deps: AddMediaDeps, upload: Upload): Promise<Addition> {
  const { declaredBytes = 0 } = upload
  if (declaredBytes > MOST_BYTES.video) return refused(sizeFindings('video', declaredBytes))
  await using incoming = await openIncoming(deps)
  const early = await receive(upload, incoming.file)
  if (early.length > 0) return refused(early)
  const { facts, findings } = await look(incoming.file)
  if (!facts || isRefused(findings)) return refused(findings)
  const media = await keep(deps, incoming, { facts, upload })
  return { kind: 'added', media, findings }
}

function refused(findings: readonly MediaFinding[]): Addition {
  return { kind: 'refused', findings }
}

interface Incoming extends AsyncDisposable {
  readonly file: FileHandle
  readonly path: string
}

/** Gone when it is disposed of, unless it was moved to its place. */
async function openIncoming({ files, mediaFolder, newId }: AddMediaDeps): Promise<Incoming> {
  const folder = incomingFolder(mediaFolder)
  const path = join(folder, newId())
  const file = await onDisk(async () => {
    await files.mkdir(folder, { recursive: true, mode: 0o700 })
    return files.open(path, 'wx+', 0o600)
  })
  return {
    file,
    path,
    [Symbol.asyncDispose]: async () => {
      await file.close()
      await files.rm(path, { force: true })
    },
  }
}

/** Ends early, with the reason, as soon as the bytes tell that it will be refused. */
async function receive(
  { stream, declaredBytes = 0 }: Upload,
  file: FileHandle,
): Promise<readonly MediaFinding[]> {
  let beginning = NO_BYTES
  let size = 0
  for await (const chunk of fromSender(stream)) {
    beginning = Buffer.concat([beginning, chunk.subarray(0, TELLING_BYTES - beginning.length)])
    const findings = earlyFindings(beginning, Math.max(size + chunk.length, declaredBytes))
    if (findings.length > 0) return findings
    await onDisk(() => writeAt(file, chunk, size))
    size += chunk.length
  }
  return []
}

async function* fromSender(stream: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array, void> {
  try {
    yield* stream
  } catch (cause) {
    throw new MediaError('upload-broken', { cause })
  }
}

function earlyFindings(beginning: Buffer, size: number): MediaFinding[] {
  if (beginning.length < TELLING_BYTES) return []
  const type = fileTypeOf(beginning)
  return type.kind === 'image' || type.kind === 'video' ? sizeFindings(type.kind, size) : [typeFinding(type)]
}

function look(file: FileHandle) {
  return onDisk(async () => inspect(fileSource(file, (await file.stat()).size)))
}

interface Looked {
  readonly facts: MediaFacts
  readonly upload: Upload
}

async function keep(deps: AddMediaDeps, { file, path }: Incoming, { facts, upload }: Looked): Promise<Media> {
  const { store, clock, places, newId } = deps
  const place = places.bucket ?? places.folder
  const { kind, type, width, height } = facts
  const { bytes, sha256 } = await onDisk(() => finish(file, facts))
  const media: Media = {
    id: newId(),
    kind,
    type,
    bytes,
    sha256,
    width,
    height,
    place: place.kind,
    createdAt: clock.now(),
    ...(facts.kind === 'video' && facts.durationMs !== undefined && { durationMs: facts.durationMs }),
    ...(upload.name !== undefined && { name: upload.name }),
  }
  // Windows moves no file that is open.
  await file.close()
  await place.keep(path, media)
  try {
    await insertMedia(store.db, media)
  } catch (error) {
    await place.remove(media.id)
    throw error
  }
  return media
}

/** Stripped, on the disk, and counted as it then is. */
async function finish(file: FileHandle, facts: MediaFacts): Promise<Pick<Media, 'bytes' | 'sha256'>> {
  const bytes = await strip(file, facts)
  await file.sync()
  const hash = createHash('sha256')
  const source = fileSource(file, bytes)
  for (let at = 0; at < bytes; at += HASHED_BYTES) hash.update(await source.read(at, HASHED_BYTES))
  return { bytes, sha256: hash.digest('hex') }
}

const HASHED_BYTES = 1024 * 1024
