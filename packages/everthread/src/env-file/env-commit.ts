/**
 * Puts the new value in its place: compare, stage, compare, rename; and where a rename is impossible, rewrite in place.
 * The journal holds the value until one of them has succeeded.
 */
import { type EnvChange, setEnvValue } from './env-document.ts'
import { type EditPlace, editFiles, PRIVATE, removeIfThere } from './env-edit-files.ts'
import { type EnvFile, findEnvFile } from './env-file.ts'
import { asEnvFileError, EnvFileError } from './env-file-error.ts'
import { cutSeal, type EnvJournal, isInPlace, removeJournal } from './env-journal.ts'
import { type FileOwner, type FileStatus, type FileSystem, systemCode } from './file-system.ts'
import { overwrite, sameBytes } from './file-transfer.ts'
import { rewriteInPlace } from './rewrite-in-place.ts'

/** What the new content was made from. */
export type EditBase =
  | { readonly kind: 'file'; readonly file: EnvFile }
  /** There was none, and it is to be created. */
  | { readonly kind: 'nothing' }
  /** The journal of a process that died. */
  | { readonly kind: 'unknown' }

export interface RecordedEdit {
  readonly journal: EnvJournal
  readonly base: EditBase
  readonly key: string
  readonly value: string
}

export interface EnvCommit extends Pick<EnvChange, 'change' | 'warnings'> {
  readonly how: 'renamed' | 'rewritten' | 'unchanged'
  /** False when the disk did not confirm the folder: the file is in place, and may not survive a power cut. */
  readonly isDurable: boolean
}

/**
 * How often the file may change under our hands before we give up.
 *
 * @NOTE Between the last comparison and the rename somebody can still write: no system call closes that gap.
 */
const MOST_TRIES = 5

/** @throws EnvFileError which says where the new token is */
export function commitEdit(place: EditPlace, edit: RecordedEdit): EnvCommit {
  try {
    for (let tries = 0; tries < MOST_TRIES; tries += 1) {
      const commit = tryToCommit(place, edit)
      if (commit) return commit
    }
    throw new EnvFileError('changed-meanwhile', place.path)
  } catch (error) {
    throw pointingAtToken(place, edit, error)
  }
}

/** `undefined` when the file changed meanwhile. */
function tryToCommit(place: EditPlace, edit: RecordedEdit): EnvCommit | undefined {
  const { fs, path, crashPoint } = place
  const current = findEnvFile(fs, path)
  if (!current && edit.base.kind === 'file') throw new EnvFileError('not-found', path)
  const { bytes, change, warnings } = setEnvValue(current?.bytes ?? new Uint8Array(), edit.key, edit.value)
  crashPoint('env-commit-compared')
  if (change === 'unchanged') {
    dropJournal(place, edit.journal)
    return { how: 'unchanged', change, warnings, isDurable: true }
  }
  const how = replace(place, edit, { current, bytes })
  if (how === 'changed') return undefined
  return { how, change, warnings, isDurable: settle(place, edit.journal) }
}

interface Replacement {
  readonly current: EnvFile | undefined
  readonly bytes: Uint8Array
}

/** The file that is to take the place of the old one, still readable by its owner only. */
interface Staged {
  readonly path: string
  readonly file: number
  readonly owner: FileOwner
}

type Replaced = 'renamed' | 'rewritten' | 'changed'

/** The journal becomes the new file if it was written for what the file still holds; else another one does. */
function replace(place: EditPlace, { journal, base }: RecordedEdit, replacement: Replacement): Replaced {
  const { fs, path } = place
  if (isStill(base, replacement.current) && isInPlace(fs, journal)) {
    cutSeal(place, journal, replacement.bytes.length)
    return putInPlace(place, journal, replacement)
  }
  const { next } = editFiles(path)
  removeIfThere(fs, next)
  const file = fs.open(next, 'wx+', PRIVATE)
  try {
    overwrite(fs, file, replacement.bytes)
    place.crashPoint('env-next-written')
    const { uid, gid } = fs.status(file)
    return putInPlace(place, { path: next, file, owner: { uid, gid } }, replacement)
  } finally {
    fs.close(file)
    removeIfThere(fs, next)
  }
}

function isStill(base: EditBase, current: EnvFile | undefined): boolean {
  if (base.kind === 'file') return current !== undefined && sameBytes(base.file.bytes, current.bytes)
  return base.kind === 'nothing' && current === undefined
}

function putInPlace(place: EditPlace, staged: Staged, { current, bytes }: Replacement): Replaced {
  const { fs, path, crashPoint } = place
  const isOwned = !current || giveOwner(fs, staged, current.status)
  crashPoint('env-owner-given')
  if (!isUnchanged(place, current)) {
    takeBack(fs, staged)
    return 'changed'
  }
  // A file with several names would lose all but one.
  const mayRename = isOwned && (current?.status.links ?? 1) === 1
  const refusal = mayRename ? tryRename(fs, staged.path, path) : undefined
  if (mayRename && refusal === undefined) {
    crashPoint('env-renamed')
    return 'renamed'
  }
  takeBack(fs, staged)
  if (!current) throw refusal
  rewriteInPlace(place, { old: current.bytes, new: bytes })
  return 'rewritten'
}

/** False when this user may not give a file to the owner of the old one. */
function giveOwner(fs: FileSystem, { file, owner }: Staged, wanted: FileStatus): boolean {
  try {
    if (owner.uid !== wanted.uid || owner.gid !== wanted.gid) fs.setOwner(file, wanted)
    fs.setPermissions(file, wanted.mode)
    return true
  } catch (error) {
    if (systemCode(error) !== 'EPERM') throw error
    return false
  }
}

/** What stays behind with a token in it is ours, and ours alone. */
function takeBack(fs: FileSystem, { file, owner }: Staged): void {
  fs.setPermissions(file, PRIVATE)
  const { uid, gid } = fs.status(file)
  if (owner.uid !== uid || owner.gid !== gid) fs.setOwner(file, owner)
}

function isUnchanged({ fs, path }: EditPlace, current: EnvFile | undefined): boolean {
  const now = findEnvFile(fs, path)
  return current && now ? sameBytes(current.bytes, now.bytes) : current === now
}

/** A mount point, another device, an immutable file or a folder of somebody else's: writing in place may still do. */
const RENAME_REFUSED: readonly (string | undefined)[] = ['EBUSY', 'EXDEV', 'EPERM', 'EACCES']

/** The error, if it is one of these. */
function tryRename(fs: FileSystem, from: string, to: string): unknown {
  try {
    fs.rename(from, to)
    return undefined
  } catch (error) {
    if (!RENAME_REFUSED.includes(systemCode(error))) throw error
    return error
  }
}

/** Whether the disk has confirmed it. Until it has, a journal that is still there stays: the next run settles it. */
function settle(place: EditPlace, journal: EnvJournal): boolean {
  try {
    place.fs.syncFolder(editFiles(place.path).folder)
  } catch (error) {
    if (systemCode(error) === undefined) throw error
    return false
  }
  place.crashPoint('env-folder-synced')
  dropJournal(place, journal)
  return true
}

/** The file holds the value: a journal that cannot be removed is settled by the next run. */
function dropJournal({ fs, crashPoint }: EditPlace, journal: EnvJournal): void {
  try {
    removeJournal(fs, journal)
  } catch (error) {
    if (systemCode(error) === undefined) throw error
  }
  crashPoint('env-journal-removed')
}

function pointingAtToken({ fs, path }: EditPlace, { journal }: RecordedEdit, error: unknown): unknown {
  // The new content of somebody else's has an open quote in it, say.
  const isUneditable = error instanceof TypeError && systemCode(error) === undefined
  const known = isUneditable
    ? new EnvFileError('changed-meanwhile', path, { cause: error })
    : asEnvFileError(error, path, 'write')
  if (!(known instanceof EnvFileError) || !isInPlace(fs, journal)) return known
  const { code, message: sentence, cause = known } = known
  return new EnvFileError(code, path, { sentence, cause, newTokenAt: journal.path })
}
