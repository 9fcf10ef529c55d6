/**
 * Puts the new value in its place: compare, stage, compare, rename; and where a rename is impossible, rewrite in place.
 * The journal holds the value until one of them has succeeded.
 */
import { type EnvChange, setEnvValue } from './env-document.ts'
import { type EditPlace, editFiles } from './env-edit-files.ts'
import { type EnvFile, findEnvFile } from './env-file.ts'
import { asEnvFileError, EnvFileError } from './env-file-error.ts'
import { createStaged, type EditJournal, isInPlace, type OwnFile, removeQuietly } from './env-journal.ts'
import { type FileStatus, type FileSystem, systemCode } from './file-system.ts'
import { overwrite, sameBytes } from './file-transfer.ts'
import { rewriteInPlace } from './rewrite-in-place.ts'

export interface RecordedEdit extends EditJournal {
  readonly key: string
  readonly value: string
  /** There was a file to begin with: one that is gone by now is not created again. */
  readonly hadFile: boolean
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
    const staged = isInPlace(place.fs, edit.staged) ? edit.staged : createStaged(place, 0)
    try {
      return tryToCommit(place, { ...edit, staged })
    } finally {
      removeQuietly(place.fs, staged)
      if (staged !== edit.staged) place.fs.close(staged.file)
    }
  } catch (error) {
    throw pointingAtToken(place, edit, error)
  }
}

function tryToCommit(place: EditPlace, edit: RecordedEdit): EnvCommit {
  for (let tries = 0; tries < MOST_TRIES; tries += 1) {
    const current = findEnvFile(place.fs, place.path)
    if (!current && edit.hadFile) throw new EnvFileError('not-found', place.path)
    const { bytes, ...rest } = setEnvValue(current?.bytes ?? new Uint8Array(), edit.key, edit.value)
    place.crashPoint('env-commit-compared')
    const how = rest.change === 'unchanged' ? 'unchanged' : replace(place, edit.staged, { current, bytes })
    if (how !== 'changed') return { how, ...rest, isDurable: settle(place, edit.journal) }
  }
  throw new EnvFileError('changed-meanwhile', place.path)
}

interface Replacement {
  readonly current: EnvFile | undefined
  readonly bytes: Uint8Array
}

function replace(
  place: EditPlace,
  staged: OwnFile,
  { current, bytes }: Replacement,
): 'renamed' | 'rewritten' | 'changed' {
  const { fs, path, crashPoint } = place
  overwrite(fs, staged.file, bytes)
  crashPoint('env-staged')
  const isOwned = !current || giveOwner(fs, staged, current.status)
  crashPoint('env-owner-given')
  if (!isUnchanged(place, current)) return 'changed'
  // A file with several names would lose all but one.
  const mayRename = isOwned && (current?.status.links ?? 1) === 1
  if (mayRename && isRenamed(fs, staged.path, path)) {
    crashPoint('env-renamed')
    return 'renamed'
  }
  if (!current) throw new EnvFileError('not-writable', path)
  // Its space is what the undo file takes, should the disk be full by now.
  removeQuietly(fs, staged)
  rewriteInPlace(place, { old: current.bytes, new: bytes })
  return 'rewritten'
}

/** False when this user may not give a file to the owner of the old one. */
function giveOwner(fs: FileSystem, { file, owner }: OwnFile, wanted: FileStatus): boolean {
  try {
    if (owner.uid !== wanted.uid || owner.gid !== wanted.gid) fs.setOwner(file, wanted)
    fs.setPermissions(file, wanted.mode)
    return true
  } catch (error) {
    if (systemCode(error) !== 'EPERM') throw error
    return false
  }
}

function isUnchanged({ fs, path }: EditPlace, current: EnvFile | undefined): boolean {
  const now = findEnvFile(fs, path)
  return current && now ? sameBytes(current.bytes, now.bytes) : current === now
}

/** A mount point, another device, an immutable file or a folder of somebody else's: writing in place may still do. */
const RENAME_REFUSED: readonly (string | undefined)[] = ['EBUSY', 'EXDEV', 'EPERM', 'EACCES']

function isRenamed(fs: FileSystem, from: string, to: string): boolean {
  try {
    fs.rename(from, to)
    return true
  } catch (error) {
    if (RENAME_REFUSED.includes(systemCode(error))) return false
    throw error
  }
}

/** Whether the disk has confirmed it. Until it has, the journal stays: the next run settles it. */
function settle(place: EditPlace, journal: OwnFile): boolean {
  try {
    place.fs.syncFolder(editFiles(place.path).folder)
  } catch (error) {
    if (systemCode(error) === undefined) throw error
    return false
  }
  place.crashPoint('env-folder-synced')
  removeQuietly(place.fs, journal)
  place.crashPoint('env-journal-removed')
  return true
}

function pointingAtToken({ fs, path }: EditPlace, { journal }: RecordedEdit, error: unknown): unknown {
  // The new content of somebody else's has an open quote in it, say.
  const isUneditable = error instanceof TypeError && systemCode(error) === undefined
  const known = isUneditable
    ? new EnvFileError('changed-meanwhile', path, { cause: error })
    : asEnvFileError(error, path, 'write')
  if (!(known instanceof EnvFileError) || !isInPlace(fs, journal)) return known
  const { code, cause = known } = known
  return new EnvFileError(code, path, { cause, newTokenAt: journal.path })
}
