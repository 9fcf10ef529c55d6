/** What a file is by its bytes, and whether Meta takes it. The file may come from anybody: nothing here throws for its content. */
import type { ByteSource } from './byte-source.ts'
import { type FileType, fileTypeOf, type FilmType, type PictureType, TELLING_BYTES } from './file-type.ts'
import { type Film, readFilm, readIndex } from './film.ts'
import { readJpeg } from './jpeg.ts'
import { type MediaFinding, mediaFinding } from './media-finding.ts'
import { filmFindings, MOST_BYTES, pictureFindings, sizeFindings } from './media-rules.ts'
import { readPng } from './png.ts'

export type MediaFacts = PictureFacts | FilmFacts

export interface PictureFacts {
  readonly kind: 'image'
  readonly type: PictureType
  readonly bytes: number
  /** As it is seen. */
  readonly width: number
  readonly height: number
}

export interface FilmFacts {
  readonly kind: 'video'
  readonly type: FilmType
  readonly bytes: number
  /** As it is seen. */
  readonly width: number
  readonly height: number
  /** Absent for a film in fragments. */
  readonly durationMs?: number
  readonly film: Film
}

export interface Inspection {
  /** Absent where the bytes do not tell them: then it is refused. */
  readonly facts?: MediaFacts
  readonly findings: readonly MediaFinding[]
}

export async function inspect(file: ByteSource): Promise<Inspection> {
  if (file.size === 0) return { findings: [mediaFinding('file-empty', {})] }
  const type = fileTypeOf(await file.read(0, TELLING_BYTES))
  switch (type.kind) {
    case 'image':
      return inspectPicture(file, type.type)
    case 'video':
      return inspectFilm(file, type.type)
    case 'foreign':
    case 'unknown':
      return { findings: [typeFinding(type)] }
    default:
      return type satisfies never
  }
}

export function typeFinding(type: Extract<FileType, { kind: 'foreign' | 'unknown' }>): MediaFinding {
  return type.kind === 'foreign'
    ? mediaFinding('type-not-taken', { type: type.name })
    : mediaFinding('type-unknown', {})
}

async function inspectPicture(file: ByteSource, type: PictureType): Promise<Inspection> {
  const tooBig = sizeFindings('image', file.size)
  // What is refused anyhow is not read into memory.
  if (tooBig.length > 0) return { findings: tooBig }
  const bytes = await file.read(0, MOST_BYTES.image)
  const size = type === 'image/png' ? readPng(bytes) : readJpeg(bytes)
  if (!size) return { findings: [mediaFinding('image-broken', {})] }
  return { facts: { kind: 'image', type, bytes: file.size, ...size }, findings: pictureFindings(size) }
}

async function inspectFilm(file: ByteSource, type: FilmType): Promise<Inspection> {
  const tooBig = sizeFindings('video', file.size)
  const index = await readIndex(file)
  if (!index) return { findings: [...tooBig, mediaFinding('video-broken', {})] }
  const film = readFilm(index, file.size)
  const findings = [...tooBig, ...filmFindings(film)]
  return film.video ? { facts: filmFacts(type, film, file.size), findings } : { findings }
}

function filmFacts(type: FilmType, film: Film, bytes: number): FilmFacts {
  const { width = 0, height = 0 } = film.video ?? {}
  const isTimed = film.seconds > 0
  return {
    kind: 'video',
    type,
    bytes,
    width,
    height,
    film,
    ...(isTimed && { durationMs: Math.round(film.seconds * 1000) }),
  }
}
