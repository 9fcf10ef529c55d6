/** Whole reads and writes over the short ones of a `FileSystem`. */
import type { FileSystem } from './file-system.ts'

/** Writes everything, or throws. */
export function writeFully(
  fs: FileSystem,
  file: number,
  { bytes, at }: { bytes: Uint8Array; at: number },
): void {
  let done = 0
  while (done < bytes.length) {
    const written = fs.write(file, bytes.subarray(done), at + done)
    if (written === 0) throw Object.assign(new Error('a write wrote nothing'), { code: 'EIO' })
    done += written
  }
}

/** Makes this the whole content of an open file, on the disk when it returns. */
export function overwrite(fs: FileSystem, file: number, bytes: Uint8Array): void {
  writeFully(fs, file, { bytes, at: 0 })
  fs.truncate(file, bytes.length)
  fs.sync(file)
}

/** The content up to `limit` bytes, and no more memory than that, whatever the size of the file. */
export function readAtMost(fs: FileSystem, file: number, limit: number): Uint8Array {
  const into = new Uint8Array(Math.min(limit, fs.status(file).size + 1))
  let length = 0
  while (length < into.length) {
    const read = fs.read(file, into.subarray(length), length)
    if (read === 0) break
    length += read
  }
  return into.subarray(0, length)
}

/** Opens, works, closes. */
export function withFile<Result>(fs: FileSystem, file: number, work: (file: number) => Result): Result {
  try {
    return work(file)
  } finally {
    fs.close(file)
  }
}

export function sameBytes(a: Uint8Array, b: Uint8Array): boolean {
  return Buffer.compare(a, b) === 0
}
