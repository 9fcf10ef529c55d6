/** A file that is read where it is asked for: a film's index lies at its beginning or its end, and a gigabyte between. */
import type { FileHandle } from 'node:fs/promises'

export interface ByteSource {
  readonly size: number
  /** Shorter where the file ends. */
  read(at: number, length: number): Promise<Buffer>
}

export function sourceOf(bytes: Buffer): ByteSource {
  return { size: bytes.length, read: (at, length) => Promise.resolve(bytes.subarray(at, at + length)) }
}

export function fileSource(file: Pick<FileHandle, 'read'>, size: number): ByteSource {
  return { size, read: (at, length) => readAt(file, at, Math.max(0, Math.min(length, size - at))) }
}

async function readAt(file: Pick<FileHandle, 'read'>, at: number, length: number): Promise<Buffer> {
  const bytes = Buffer.alloc(length)
  let done = 0
  while (done < length) {
    const { bytesRead } = await file.read(bytes, done, length - done, at + done)
    if (bytesRead === 0) break
    done += bytesRead
  }
  return bytes.subarray(0, done)
}

/** Everything, or it rejects. */
export async function writeAt(file: Pick<FileHandle, 'write'>, bytes: Uint8Array, at: number): Promise<void> {
  let done = 0
  while (done < bytes.length) {
    const { bytesWritten } = await file.write(bytes, done, bytes.length - done, at + done)
    done += bytesWritten
  }
}
