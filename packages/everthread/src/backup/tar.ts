/**
 * The part of the tar format that a backup needs: regular files with short names, one after the other, so that any `tar` can
 * list and unpack one. Files go through in pieces: a film is larger than the memory may be.
 *
 * @see https://pubs.opengroup.org/onlinepubs/9799919799/utilities/pax.html, "ustar Interchange Format" (read 2026-11)
 */
import { createHash } from 'node:crypto'
import { closeSync, fstatSync, fsyncSync, openSync, readSync, writeSync } from 'node:fs'

const BLOCK = 512
const PIECE = 1 << 20
const LONGEST_NAME = 100

/** An archive ends with two empty blocks. One that does not was cut off. */
const END = Buffer.alloc(2 * BLOCK)

export class TarError extends Error {
  override readonly name = 'TarError'
  readonly code: 'not-a-tar' | 'cut-off'

  constructor(code: TarError['code']) {
    super(code)
    this.code = code
  }
}

export interface TarWriter extends Disposable {
  /** Resolves with the SHA-256 of what it holds. */
  addFile(name: string, path: string): string
  addBytes(name: string, bytes: Uint8Array): void
  /** Ends the archive and syncs it. */
  finish(): void
}

/** The file must not be there. It is born 0600: what it holds is nobody else's. */
export function createTar(path: string): TarWriter {
  const file = openSync(path, 'wx', 0o600)
  return {
    addFile: (name, from) => {
      const source = openSync(from, 'r')
      try {
        const { size } = fstatSync(source)
        writeAll(file, headerOf(name, size))
        const digest = copyBytes(source, size, (piece) => writeAll(file, piece))
        writeAll(file, paddingOf(size))
        return digest
      } finally {
        closeSync(source)
      }
    },
    addBytes: (name, bytes) => {
      writeAll(file, headerOf(name, bytes.length))
      writeAll(file, bytes)
      writeAll(file, paddingOf(bytes.length))
    },
    finish: () => {
      writeAll(file, END)
      fsyncSync(file)
    },
    [Symbol.dispose]: () => closeSync(file),
  }
}

export interface TarEntry {
  readonly name: string
  readonly size: number
  /** Into a new file, 0600, synced. Resolves with the SHA-256. Each entry may be read once, in its turn. */
  writeTo(path: string): string
  bytes(): Buffer
}

/** Each entry in its order; one that nobody reads is passed over. Throws {@link TarError}. */
export function* readTar(path: string): Generator<TarEntry> {
  const file = openSync(path, 'r')
  try {
    for (;;) {
      const header = readBytes(file, BLOCK)
      if (header.every((byte) => byte === 0)) return
      const { name, size } = parseHeader(header)
      let left = size
      yield {
        name,
        size,
        writeTo: (to) => {
          left = 0
          return extract(file, size, to)
        },
        bytes: () => {
          left = 0
          return readBytes(file, size)
        },
      }
      readBytes(file, left + paddingOf(size).length)
    }
  } finally {
    closeSync(file)
  }
}

function extract(file: number, size: number, path: string): string {
  const target = openSync(path, 'wx', 0o600)
  try {
    const digest = copyBytes(file, size, (piece) => writeAll(target, piece))
    fsyncSync(target)
    return digest
  } finally {
    closeSync(target)
  }
}

function copyBytes(source: number, size: number, write: (piece: Uint8Array) => void): string {
  const hash = createHash('sha256')
  for (let left = size; left > 0; ) {
    const piece = readBytes(source, Math.min(left, PIECE))
    hash.update(piece)
    write(piece)
    left -= piece.length
  }
  return hash.digest('hex')
}

function headerOf(name: string, size: number): Buffer {
  if (Buffer.byteLength(name) > LONGEST_NAME) throw new TypeError(`the name ${name} is too long for a tar`)
  const header = Buffer.alloc(BLOCK)
  const put = (text: string, at: number): void => void header.write(text, at, 'utf8')
  put(name, 0)
  put('0000600\0', 100)
  put('0000000\0', 108)
  put('0000000\0', 116)
  put(`${size.toString(8).padStart(11, '0')}\0`, 124)
  put('00000000000\0', 136)
  put('        ', 148)
  put('0', 156)
  put('ustar\x0000', 257)
  put(`${checksumOf(header).toString(8).padStart(6, '0')}\0 `, 148)
  return header
}

function parseHeader(header: Buffer): { readonly name: string; readonly size: number } {
  const text = (from: number, to: number): string => header.toString('utf8', from, to).replace(/\0.*$/s, '')
  const blank = Buffer.from(header).fill(' ', 148, 156)
  const isRight = Number.parseInt(text(148, 156), 8) === checksumOf(blank) && text(257, 262) === 'ustar'
  const size = Number.parseInt(text(124, 136), 8)
  if (!isRight || !Number.isSafeInteger(size) || header[156] !== 0x30) throw new TarError('not-a-tar')
  return { name: text(0, 100), size }
}

function checksumOf(header: Buffer): number {
  return header.reduce((sum, byte) => sum + byte, 0)
}

function paddingOf(size: number): Buffer {
  return Buffer.alloc((BLOCK - (size % BLOCK)) % BLOCK)
}

function readBytes(file: number, size: number): Buffer {
  const bytes = Buffer.alloc(size)
  for (let done = 0; done < size; ) {
    const read = readSync(file, bytes, done, size - done, null)
    if (read === 0) throw new TarError('cut-off')
    done += read
  }
  return bytes
}

function writeAll(file: number, bytes: Uint8Array): void {
  for (let done = 0; done < bytes.length; ) done += writeSync(file, bytes, done, bytes.length - done)
}
