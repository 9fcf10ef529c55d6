/** From the bytes that came to what a container knows of its file, and how it will fail. Pure. */
import type { ContainerFailure } from '../entities/container.ts'
import { readFilm } from './film.ts'
import { filmFailure, pictureFailure } from './media-verdict.ts'
import { readPicture } from './picture.ts'

export interface Inspection {
  readonly contentType: string
  /** 0 where the bytes do not say: such a file fails. */
  readonly width: number
  readonly height: number
  readonly failure: ContainerFailure | undefined
}

/** The beginning of a file of `size` bytes. */
export interface FileStart {
  readonly bytes: Uint8Array
  readonly size: number
}

export function inspectPicture({ bytes, size }: FileStart): Inspection {
  const picture = readPicture(bytes)
  return { ...(picture ?? NOTHING_KNOWN), failure: pictureFailure(picture, size) }
}

export function inspectFilm({ bytes, size }: FileStart, layout: 'strict' | 'lenient'): Inspection {
  const film = readFilm(bytes, size)
  const { width = 0, height = 0 } = film?.video ?? {}
  const contentType = film?.contentType ?? NOTHING_KNOWN.contentType
  return { contentType, width, height, failure: filmFailure(film, layout) }
}

const NOTHING_KNOWN = { contentType: 'application/octet-stream', width: 0, height: 0 } as const
