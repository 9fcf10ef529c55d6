/**
 * One edit of one key of a `.env`, with a journal of its own (DESIGN §5, "Without a data folder"): prepared before the
 * token is renewed, recorded when the new one is there, committed when it has been proven.
 *
 *     prepareEnvEdit -> record -> commit         the usual way
 *                    -> abandon                  no new token came, or it is worse
 *                    -> record -> (closed)       not proven yet: the journal stays for the next run
 *     findLeftover -> resumeEnvEdit -> commit | abandon
 *
 * What a process leaves behind that dies at any point, and how the next one tells it apart (`sealed-file.ts`):
 *
 * | Journal `NAME.everthread-new` | `.env` | State | What is true |
 * |---|---|---|---|
 * | none | old or new | `none` | nothing was begun, or all was done |
 * | empty, or only NULs | old | `intent` | a renewal was about to be asked for, or its answer was lost |
 * | new content without a seal that fits | old | `torn` | an answer had come and is lost |
 * | new content and its seal | old or new | `recorded` | the new token is safe; a commit may have begun |
 *
 * `.env` is old or new at every moment where it is renamed over; where it is rewritten in place, `findLeftover` and
 * `prepareEnvEdit` first mend what was cut (`rewrite-in-place.ts`). `NAME.everthread-next`, the file that is renamed, is
 * never a record of anything. Only one process at a time may do any of this (`env-lock.ts`).
 */
import { commitEdit, type EnvCommit } from './env-commit.ts'
import { type EnvChange, setEnvValue } from './env-document.ts'
import type { CrashHook, EditPlace } from './env-edit-files.ts'
import { type EnvFile, findEnvFile, resolveEnvPath } from './env-file.ts'
import { EnvFileError, translating } from './env-file-error.ts'
import {
  createJournal,
  type EditJournal,
  recordContent,
  removeOwnFile,
  removeQuietly,
  reopenJournal,
} from './env-journal.ts'
import { findLeftover } from './env-leftover.ts'
import { type FileOwner, type FileSystem, systemCode } from './file-system.ts'
import { withFile } from './file-transfer.ts'
import { mendRewrite } from './rewrite-in-place.ts'

export interface EnvEditOptions {
  readonly fs: FileSystem
  readonly path: string
  readonly key: string
  /** Only `connect` and `adopt` create a `.env`; the default is to refuse. */
  readonly ifMissing?: 'refuse' | 'create'
  readonly crashPoint?: CrashHook
}

/**
 * Makes sure that the new value can be written, before it exists: room on the disk, permissions, no earlier edit.
 *
 * @throws EnvFileError; nothing has changed then
 */
export function prepareEnvEdit(options: EnvEditOptions): EnvEdit {
  const place = placeOf(options)
  const { fs, path } = place
  return translating(path, 'write', () => {
    mendRewrite(fs, path)
    const file = findEnvFile(fs, path)
    if (!file && options.ifMissing !== 'create') throw new EnvFileError('not-found', path)
    const files = createJournal(place, file?.bytes.length ?? 0)
    const edit = new EnvEdit({ ...stateOf(options, file), place, ...files })
    try {
      if (file) assertWritable(fs, file, files.journal.owner)
    } catch (error) {
      edit.abandon()
      throw error
    }
    return edit
  })
}

/**
 * Takes up the edit of a process that died after it had recorded the new value.
 *
 * @throws TypeError when `findLeftover` does not say `recorded`
 */
export function resumeEnvEdit(options: EnvEditOptions): EnvEdit {
  const place = placeOf(options)
  const leftover = findLeftover(options.fs, options.path, options.key)
  if (leftover.kind !== 'recorded')
    throw new TypeError(`there is no recorded edit of ${options.path} to resume`)
  return translating(place.path, 'write', () => {
    const files = reopenJournal(place)
    const file = findEnvFile(options.fs, place.path)
    return new EnvEdit({ ...stateOf(options, file), place, ...files, value: leftover.value })
  })
}

function stateOf({ key, ifMissing }: EnvEditOptions, file: EnvFile | undefined) {
  return { key, base: file?.bytes ?? new Uint8Array(), hadFile: file !== undefined || ifMissing !== 'create' }
}

interface EnvEditState extends EditJournal {
  readonly place: EditPlace
  readonly key: string
  /** What the file held. */
  readonly base: Uint8Array
  /** The file was there, or must have been. */
  readonly hadFile: boolean
  readonly value?: string
}

/** Owns the open files. Closing it (`using`) leaves the file and the journal as they are. */
export class EnvEdit {
  readonly #state: EnvEditState
  #value: string | undefined
  #isOpen = true

  constructor(state: EnvEditState) {
    this.#state = state
    this.#value = state.value
  }

  /** The real file, links followed. */
  get path(): string {
    return this.#state.place.path
  }

  get journalPath(): string {
    return this.#state.journal.path
  }

  /**
   * Writes the new value down. It survives anything that happens after this has returned.
   *
   * @throws TypeError when the value cannot be written to a `.env` at all, EnvFileError when the disk fails: try again, as
   *   the value is nowhere but in memory
   */
  record(value: string): Pick<EnvChange, 'change' | 'warnings'> {
    const { place, journal, key, base } = this.#state
    this.#assertOpen()
    const { bytes, change, warnings } = setEnvValue(base, key, value)
    translating(place.path, 'write', () => recordContent(place, journal, bytes))
    this.#value = value
    return { change, warnings }
  }

  /**
   * Puts the recorded value in its place, onto whatever the file holds by now, and removes the journal.
   *
   * @throws EnvFileError with `newTokenAt`; the file holds what it held, and the journal stays
   */
  commit(): EnvCommit {
    this.#assertOpen()
    const value = this.#value
    if (value === undefined) throw new TypeError('an edit must be recorded before it is committed')
    const commit = commitEdit(this.#state.place, { ...this.#state, value })
    this[Symbol.dispose]()
    return commit
  }

  /** Removes the journal. A value that was recorded is gone: only for one that is worse than the old one. */
  abandon(): void {
    const { place, journal } = this.#state
    this.#assertOpen()
    translating(place.path, 'write', () => removeOwnFile(place.fs, journal))
    this[Symbol.dispose]()
  }

  [Symbol.dispose](): void {
    const { place, journal, staged } = this.#state
    if (!this.#isOpen) return
    this.#isOpen = false
    removeQuietly(place.fs, staged)
    for (const { file } of [journal, staged]) place.fs.close(file)
  }

  #assertOpen(): void {
    if (!this.#isOpen) throw new TypeError('this edit has been committed, abandoned or closed')
  }
}

function placeOf({ fs, path, crashPoint = () => undefined }: EnvEditOptions): EditPlace {
  return { fs, path: resolveEnvPath(fs, path), crashPoint }
}

/**
 * A file on a read-only mount, or an immutable one, shows only when it is opened for writing. A file that its owner has
 * made read-only (`chmod 400`) can be replaced all the same.
 */
function assertWritable(fs: FileSystem, { path, status }: EnvFile, ours: FileOwner): void {
  try {
    withFile(fs, fs.open(path, 'r+'), () => undefined)
  } catch (error) {
    if (systemCode(error) !== 'EACCES' || status.uid !== ours.uid) throw error
  }
}
