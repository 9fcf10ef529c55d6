/** Takes out of a file what tells where, when and with what it was made. What is seen and heard stays as it is, byte for byte. */
import type { FileHandle } from 'node:fs/promises'
import { fileSource, writeAt } from './byte-source.ts'
import { readIndex } from './film.ts'
import type { MediaFacts, PictureFacts } from './inspect.ts'
import { stripJpeg } from './jpeg.ts'
import { MOST_BYTES } from './media-rules.ts'
import { stripPng } from './png.ts'
import { type Blank, tellingPieces } from './strip-film.ts'

export type StrippedFile = Pick<FileHandle, 'read' | 'write' | 'truncate'>

/** Works in place, on a file that nobody else has. Resolves with its size afterwards. */
export async function strip(file: StrippedFile, facts: MediaFacts): Promise<number> {
  return facts.kind === 'image' ? stripPicture(file, facts) : stripFilm(file, facts.bytes)
}

async function stripPicture(file: StrippedFile, { type, bytes: size }: PictureFacts): Promise<number> {
  const bytes = await fileSource(file, size).read(0, MOST_BYTES.image)
  const stripped = type === 'image/png' ? stripPng(bytes) : stripJpeg(bytes)
  if (!stripped) throw new TypeError('a picture that was inspected can be stripped')
  await writeAt(file, stripped, 0)
  await file.truncate(stripped.length)
  return stripped.length
}

async function stripFilm(file: StrippedFile, size: number): Promise<number> {
  const index = await readIndex(fileSource(file, size))
  for (const piece of index ? tellingPieces(index) : []) await blank(file, piece)
  return size
}

const ZEROS = Buffer.alloc(64 * 1024)

async function blank(file: StrippedFile, piece: Blank): Promise<void> {
  if (piece.kind === 'box') await writeAt(file, Buffer.from('free'), piece.at + 4)
  const end = piece.at + piece.size
  for (let at = piece.at + (piece.kind === 'box' ? piece.header : 0); at < end; at += ZEROS.length) {
    await writeAt(file, ZEROS.subarray(0, Math.min(ZEROS.length, end - at)), at)
  }
}
