/**
 * Puts the new value in its place: compare, stage, compare, rename; and where a rename is impossible, rewrite in place.
 * The journal holds the value until one of them has succeeded.
 */
import { readEnvValue, setEnvValue, type EnvChange } from './env-document.ts'
import { type EditPlace, editFiles, PRIVATE, removeIfThere } from './env-edit-files.ts'
import { findEnvFile, type EnvFile } from './env-file.ts'
import { asEnvFileError, EnvFileError } from './env-file-error.ts'
import { cutSeal, type EnvJournal, isInPlace, removeJournal } from './env-journal.ts'
import { type FileOwner, systemCode } from './file-system.ts'
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
  const staged = stage(place, edit, { current, bytes })
  const result = replace(place, staged, { current, bytes })
  if (result === 'changed') return undefined
  return { how: result, change, warnings, isDurable: settle(place, edit.journal) }
}

interface Replacement {
  readonly current: EnvFile | undefined
  readonly bytes: Uint8Array
}

interface Staged {
  readonly path: string
  readonly file: number
  readonly owner: FileOwner
}

/** The journal becomes the new file if it was written for what the file still holds; else another one does. */
function stage(place: EditPlace, { journal, base }: RecordedEdit, { current, bytes }: Replacement): Staged {
  const { fs, path, crashPoint } = place
  if (isStill(base, current) && isInPlace(fs, journal)) {
    cutSeal(place, journal, bytes.length)
    return journal
  }
  const { next } = editFiles(path)
  removeIfThere(fs, next)
  const file = fs.open(next, 'wx+', PRIVATE)
  try {
    overwrite(fs, file, bytes)
    crashPoint('env-next-written')
    const { uid, gid } = fs.status(file)
    return { path: next, file, owner: { uid, gid } }
  } catch (error) {
    fs.close(file)
    removeIfThere(fs, next)
    throw error
  }
}

function isStill(base: EditBase, current: EnvFile | undefined): boolean {
  if (base.kind === 'file') return current !== undefined && sameBytes(base.file.bytes, current.bytes)
  return base.kind === 'nothing' && current === undefined
}
