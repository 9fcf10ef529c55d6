/**
 * The journal of one edit: a file beside the `.env`, readable by its owner only, in the format of `sealed-file.ts`. Its
 * space is taken and on the disk before the token is renewed, so that a full disk is met while nothing can be lost.
 */
import { type EditPlace, editFiles, PRIVATE, removeIfThere } from './env-edit-files.ts'
import { EnvFileError } from './env-file-error.ts'
import { type FileOwner, type FileSystem, systemCode } from './file-system.ts'
import { writeFully } from './file-transfer.ts'
import { seal } from './sealed-file.ts'

export interface EnvJournal {
  readonly path: string
  /** Open for reading and writing. */
  readonly file: number
  readonly identity: string
  /** As it was created: ours. */
  readonly owner: FileOwner
}

/** Room for a token that is longer than the old one, and for the seal. */
const SPARE_BYTES = 4096

/** @throws EnvFileError `leftover` when there is one already */
export function createJournal({ fs, path, crashPoint }: EditPlace, contentSize: number): EnvJournal {
  const { journal: journalPath, folder } = editFiles(path)
  const journal = openNew(fs, journalPath, path)
  try {
    crashPoint('env-journal-created')
    reserve(fs, journal.file, contentSize + SPARE_BYTES)
    crashPoint('env-journal-reserved')
    fs.sync(journal.file)
    fs.syncFolder(folder)
    crashPoint('env-journal-prepared')
    return journal
  } catch (error) {
    removeJournal(fs, journal)
    fs.close(journal.file)
    throw error
  }
}

export function openJournal(fs: FileSystem, path: string): EnvJournal {
  return describe(fs, path, fs.open(path, 'r+'))
}

/** The durable record of a new content: on the disk when it returns. */
export function recordContent(
  { fs, crashPoint }: EditPlace,
  { file }: EnvJournal,
  content: Uint8Array,
): void {
  const sealed = seal([content])
  if (fs.status(file).size < sealed.length) {
    // Space first: a write that is cut short must leave a NUL behind it.
    reserve(fs, file, sealed.length)
    fs.sync(file)
  }
  const whole = new Uint8Array(fs.status(file).size)
  whole.set(sealed)
  writeFully(fs, file, { bytes: whole, at: 0 })
  crashPoint('env-record-written')
  fs.sync(file)
  crashPoint('env-recorded')
}

/** Turns the journal into the plain new file. It stays a record: nothing else leaves a journal without NULs. */
export function cutSeal({ fs, crashPoint }: EditPlace, { file }: EnvJournal, contentSize: number): void {
  fs.truncate(file, contentSize)
  fs.sync(file)
  crashPoint('env-seal-cut')
}

/** False when somebody (another user's process, that takes no notice of our lock) has removed or replaced it. */
export function isInPlace(fs: FileSystem, { path, identity }: EnvJournal): boolean {
  try {
    return fs.statusOfLink(path).identity === identity
  } catch (error) {
    if (systemCode(error) !== 'ENOENT') throw error
    return false
  }
}

export function removeJournal(fs: FileSystem, journal: EnvJournal): void {
  if (isInPlace(fs, journal)) removeIfThere(fs, journal.path)
}

function openNew(fs: FileSystem, journalPath: string, path: string): EnvJournal {
  try {
    return describe(fs, journalPath, fs.open(journalPath, 'wx+', PRIVATE))
  } catch (error) {
    if (systemCode(error) === 'EEXIST') throw new EnvFileError('leftover', path, { cause: error })
    throw error
  }
}

function describe(fs: FileSystem, path: string, file: number): EnvJournal {
  const { identity, uid, gid } = fs.status(file)
  return { path, file, identity, owner: { uid, gid } }
}

/** Written, not only claimed: a file with holes in it is not on the disk. */
function reserve(fs: FileSystem, file: number, size: number): void {
  const at = fs.status(file).size
  writeFully(fs, file, { bytes: new Uint8Array(Math.max(0, size - at)), at })
}
