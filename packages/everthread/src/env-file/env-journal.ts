/**
 * The two files of one edit, beside the `.env` and readable by their owner only: the journal, in the format of
 * `sealed-file.ts`, and the file that is to take the place of the old one. Their space is taken and on the disk before the
 * token is renewed, so that a full disk is met while nothing can be lost.
 *
 * @NOTE They are two on purpose. A journal whose seal is cut off and that is then renamed can come back from a power cut
 * with NULs in the place of the seal (a file system may write the zeroed end of a block before the new size), and is then
 * no record any more while the rename has not happened either.
 */
import { type EditPlace, editFiles, PRIVATE, removeIfThere } from './env-edit-files.ts'
import { EnvFileError } from './env-file-error.ts'
import { type FileOwner, type FileSystem, systemCode } from './file-system.ts'
import { writeFully } from './file-transfer.ts'
import { seal } from './sealed-file.ts'

/** A file that we have created, or taken over from a process of ours that died. */
export interface OwnFile {
  readonly path: string
  /** Open for reading and writing. */
  readonly file: number
  readonly identity: string
  readonly owner: FileOwner
}

export interface EditJournal {
  readonly journal: OwnFile
  /** Holds nothing of worth until the commit. */
  readonly staged: OwnFile
}

/** Room for a token that is longer than the old one, and for the seal. */
const SPARE_BYTES = 4096

/** @throws EnvFileError `leftover` when there is a journal already */
export function createJournal(place: EditPlace, contentSize: number): EditJournal {
  const { fs, path, crashPoint } = place
  const files = editFiles(path)
  const journal = createOwnFile(fs, files.journal, path)
  try {
    crashPoint('env-journal-created')
    reserve(fs, journal.file, contentSize + SPARE_BYTES)
    crashPoint('env-journal-reserved')
    const staged = createStaged(place, contentSize + SPARE_BYTES)
    fs.syncFolder(files.folder)
    crashPoint('env-journal-prepared')
    return { journal, staged }
  } catch (error) {
    removeOwnFile(fs, journal)
    removeIfThere(fs, files.next)
    fs.close(journal.file)
    throw error
  }
}

/** Of a process that died. */
export function reopenJournal(place: EditPlace): EditJournal {
  const { fs, path } = place
  const files = editFiles(path)
  const journal = describe(fs, files.journal, fs.open(files.journal, 'r+'))
  try {
    return { journal, staged: createStaged(place, 0) }
  } catch (error) {
    fs.close(journal.file)
    throw error
  }
}

/** Takes the place of one that is there: it is never a record of anything. */
export function createStaged({ fs, path }: EditPlace, size: number): OwnFile {
  const { next } = editFiles(path)
  removeIfThere(fs, next)
  const staged = createOwnFile(fs, next, path)
  try {
    reserve(fs, staged.file, size)
    return staged
  } catch (error) {
    fs.close(staged.file)
    throw error
  }
}

/** The durable record of a new content: on the disk when it returns. */
export function recordContent({ fs, crashPoint }: EditPlace, { file }: OwnFile, content: Uint8Array): void {
  const sealed = seal([content])
  // Space first: a write that is cut short leaves a NUL behind it.
  if (fs.status(file).size < sealed.length) reserve(fs, file, sealed.length)
  const whole = new Uint8Array(fs.status(file).size)
  whole.set(sealed)
  writeFully(fs, file, { bytes: whole, at: 0 })
  crashPoint('env-record-written')
  fs.sync(file)
  crashPoint('env-recorded')
}

/** False when somebody (another user's process, that takes no notice of our lock) has removed or replaced it. */
export function isInPlace(fs: FileSystem, { path, identity }: OwnFile): boolean {
  try {
    return fs.statusOfLink(path).identity === identity
  } catch (error) {
    if (systemCode(error) !== 'ENOENT') throw error
    return false
  }
}

export function removeOwnFile(fs: FileSystem, file: OwnFile): void {
  if (isInPlace(fs, file)) removeIfThere(fs, file.path)
}

/** What cannot be removed now, the next run removes: the file holds the value, or the journal does. */
export function removeQuietly(fs: FileSystem, file: OwnFile): void {
  try {
    removeOwnFile(fs, file)
  } catch (error) {
    if (systemCode(error) === undefined) throw error
  }
}

function createOwnFile(fs: FileSystem, ownPath: string, path: string): OwnFile {
  try {
    return describe(fs, ownPath, fs.open(ownPath, 'wx+', PRIVATE))
  } catch (error) {
    if (systemCode(error) === 'EEXIST') throw new EnvFileError('leftover', path, { cause: error })
    throw error
  }
}

function describe(fs: FileSystem, path: string, file: number): OwnFile {
  const { identity, uid, gid } = fs.status(file)
  return { path, file, identity, owner: { uid, gid } }
}

/** Written, not only claimed: a file with holes in it is not on the disk. */
function reserve(fs: FileSystem, file: number, size: number): void {
  const at = fs.status(file).size
  writeFully(fs, file, { bytes: new Uint8Array(Math.max(0, size - at)), at })
  fs.sync(file)
}
