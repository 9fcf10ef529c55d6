/** Media in the data folder: one file each, 0600, whole or not there. */
import * as nodeFs from 'node:fs/promises'
import { join } from 'node:path'
import { systemCode } from '../env-file/file-system.ts'
import type { Millis } from '../time/clock.ts'
import { MediaError } from './media-error.ts'
import type { ByteRange, MediaPlace } from './media-place.ts'
import { onDisk } from './on-disk.ts'

/** What is needed of the file system: an argument, so that tests can fill the disk. */
export type MediaFiles = Pick<typeof nodeFs, 'mkdir' | 'open' | 'readdir' | 'rename' | 'rm' | 'stat'>

/** Of the data folder. */
export const MEDIA_FOLDER = 'media'
/** Of the media's: what is not whole yet. */
const INCOMING_FOLDER = 'incoming'

const CHUNK_BYTES = 64 * 1024

export function createFolderPlace(folder: string, files: MediaFiles = nodeFs): MediaPlace {
  return {
    kind: 'folder',
    keep: (file, { id }) =>
      onDisk(async () => {
        await files.rename(file, join(folder, id))
        await syncFolder(folder, files)
      }),
    read: (id, range) => readFile(join(folder, id), range, files),
    remove: (id) => onDisk(() => files.rm(join(folder, id), { force: true })),
  }
}

/** On the same disk as the folder that keeps them, so that a rename is enough. */
export function incomingFolder(mediaFolder: string): string {
  return join(mediaFolder, INCOMING_FOLDER)
}

/** The rename is on the disk when this resolves. Windows cannot open folders, and needs no such thing. */
async function syncFolder(folder: string, files: MediaFiles): Promise<void> {
  if (process.platform === 'win32') return
  await using handle = await files.open(folder, 'r')
  await handle.sync()
}

async function* readFile(
  path: string,
  { first, last }: ByteRange,
  files: MediaFiles,
): AsyncGenerator<Uint8Array, void> {
  await using file = await onDisk(() => files.open(path, 'r'))
  for (let at = first; at <= last; ) {
    const into = Buffer.allocUnsafe(Math.min(CHUNK_BYTES, last + 1 - at))
    const { bytesRead } = await onDisk(() => file.read(into, 0, into.length, at))
    if (bytesRead === 0) throw new MediaError('place-failed', { detail: 'cut off' })
    yield into.subarray(0, bytesRead)
    at += bytesRead
  }
}

/** Names of files, not of folders. */
export async function filesOlderThan(folder: string, before: Millis, files: MediaFiles): Promise<string[]> {
  const old: string[] = []
  for (const entry of await entriesOf(folder, files)) {
    if (entry.isFile() && (await files.stat(join(folder, entry.name))).mtimeMs < before) old.push(entry.name)
  }
  return old
}

async function entriesOf(folder: string, files: MediaFiles) {
  try {
    return await files.readdir(folder, { withFileTypes: true })
  } catch (error) {
    // Nothing was ever uploaded.
    if (systemCode(error) === 'ENOENT') return []
    throw error
  }
}
