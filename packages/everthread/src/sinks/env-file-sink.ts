/**
 * The `.env` as a place that a token is read from and delivered to: the editor, its journal and its lock (`env-file/`) behind
 * the two interfaces that the keeper knows.
 */
import { fingerprint, Secret } from '@everthread/client'
import { readEnvValue } from '../env-file/env-document.ts'
import { type EnvEdit, type EnvEditOptions, prepareEnvEdit, resumeEnvEdit } from '../env-file/env-edit.ts'
import { findEnvFile, readEnvFile, resolveEnvPath } from '../env-file/env-file.ts'
import { EnvFileError } from '../env-file/env-file-error.ts'
import { discardLeftover, findLeftover } from '../env-file/env-leftover.ts'
import { withEnvLock } from '../env-file/env-lock.ts'
import { type FileSystem, nodeFileSystem } from '../env-file/file-system.ts'
import type { AttemptJournal, JournalState } from '../keeper/attempt.ts'
import type { CrashPoint } from '../keeper/crash-point.ts'
import { parseEnvNote } from '../keeper/env-note.ts'
import type { LockedEnv } from '../keeper/env-round.ts'
import type { Clock } from '../time/clock.ts'
import { MINUTE } from '../time/duration.ts'
import type { Language } from '../words/language.ts'
import { explainFileFailure } from './explain-file-failure.ts'
import { runtimeFile } from './runtime-file.ts'
import type { Locked, ReadableContent, SinkWrite, TokenSink } from './token-sink.ts'

export interface EnvSinkOptions {
  readonly path: string
  readonly key: string
  readonly runtimeDir: string
  /** Further folders in which others may look for the lock. */
  readonly alsoIn?: readonly string[]
  readonly clock: Clock
  readonly signal?: AbortSignal
  readonly crashPoint?: CrashPoint
  /** Only `connect` and `adopt` create a `.env`. */
  readonly ifMissing?: 'refuse' | 'create'
  /** Of the details; English unless said. */
  readonly language?: Language
  readonly fs?: FileSystem
}

/** How long another process's work on the file is waited for. */
const LOCK_WAIT_MS = MINUTE

/** @throws EnvFileError when something is there that is no readable file */
export function envFileExists(path: string, fs: FileSystem = nodeFileSystem): boolean {
  return findEnvFile(fs, path) !== undefined
}

/** @throws EnvFileError */
export function readEnvText({
  path,
  key,
  fs = nodeFileSystem,
}: Pick<EnvSinkOptions, 'path' | 'key' | 'fs'>): ReadableContent {
  const reading = readEnvValue(readEnvFile(fs, path).bytes, key)
  return reading.kind === 'found'
    ? { kind: 'token', token: new Secret(reading.value) }
    : { kind: reading.kind }
}

/** Absolute, links followed: what a sink is known by. @throws EnvFileError */
export function realEnvPath(path: string, fs: FileSystem = nodeFileSystem): string {
  return resolveEnvPath(fs, path)
}

export function createEnvSink(options: EnvSinkOptions): TokenSink {
  return {
    read: () => {
      try {
        return readEnvText(options)
      } catch (error) {
        const { detail } = explainFileFailure(error, options.language)
        return { kind: 'unreadable', reason: 'file-not-readable', detail }
      }
    },
    write: (token) => {
      try {
        return deliver(options, token)
      } catch (error) {
        return { kind: 'failed', ...explainFileFailure(error, options.language) }
      }
    },
    locked: (work) => underLock(options, work),
  }
}

/** One round's hold on the file. */
export function withLockedEnv<T>(
  options: EnvSinkOptions,
  work: (env: LockedEnv) => Promise<T>,
): Promise<Locked<T>> {
  return underLock(options, () => work(lockedEnv(options)))
}

function lockedEnv(options: EnvSinkOptions): LockedEnv {
  const { key } = options
  const edit = editOptions(options)
  const path = resolveEnvPath(edit.fs, options.path)
  const note = runtimeFile({ ...options, path }, 'note')
  const journal = createEnvJournal(edit, options.language)
  return {
    path,
    key,
    read: () => createEnvSink(options).read(),
    leftover: () => leftoverState(edit),
    journal,
    commit: () => journal.commit(),
    readNote: () => parseEnvNote(note.read() ?? ''),
    writeNote: (facts) => note.write(JSON.stringify(facts)),
  }
}

interface EnvEditJournal extends AttemptJournal {
  commit(): SinkWrite
}

/** The edit as the keeper's journal: prepared before the call, recorded after it, committed when the token is proven. */
function createEnvJournal(options: EnvEditOptions, language: Language | undefined): EnvEditJournal {
  let edit: EnvEdit | undefined
  return {
    prepare: () => {
      // What an unanswered attempt of ours left: it has been asked about, and this one takes its place.
      edit?.[Symbol.dispose]()
      discardLeftover(options.fs, options.path)
      edit = prepareEnvEdit(options)
    },
    record: ({ token }) => {
      edit?.record(token.reveal())
    },
    discard: () => {
      edit?.[Symbol.dispose]()
      edit = undefined
      discardLeftover(options.fs, options.path)
    },
    commit: () => {
      try {
        const { change } = (edit ?? resumeEnvEdit(options)).commit()
        return { kind: change === 'unchanged' ? 'unchanged' : 'written' }
      } catch (error) {
        return { kind: 'failed', ...explainFileFailure(error, language) }
      } finally {
        edit?.[Symbol.dispose]()
        edit = undefined
      }
    },
  }
}

function leftoverState({ fs, path, key }: EnvEditOptions): JournalState {
  const leftover = findLeftover(fs, path, key)
  switch (leftover.kind) {
    case 'none':
      return { kind: 'none' }
    case 'intent':
    case 'torn':
      return { kind: 'intent' }
    case 'recorded': {
      const token = new Secret(leftover.value)
      return {
        kind: 'recorded',
        minted: { token, facts: { fingerprint: fingerprint(token), expiry: { kind: 'unknown' } } },
      }
    }
    default:
      return leftover satisfies never
  }
}

/** Under the lock, with the token safe in the store. */
function deliver(options: EnvSinkOptions, token: Secret): SinkWrite {
  const edit = editOptions(options)
  const leftover = findLeftover(edit.fs, edit.path, edit.key)
  if (leftover.kind === 'recorded' && leftover.value !== token.reveal()) {
    // Somebody without our store renewed this token and died: what he got goes into the file, and is looked at there.
    resumeEnvEdit(edit).commit()
    return { kind: 'failed', reason: 'locked', detail: 'an unfinished renewal was put in place first' }
  }
  discardLeftover(edit.fs, edit.path)
  const held = envFileExists(edit.path, edit.fs) ? readEnvText(options) : undefined
  if (held?.kind === 'token' && held.token.reveal() === token.reveal()) return { kind: 'unchanged' }
  using prepared = prepareEnvEdit(edit)
  prepared.record(token.reveal())
  return { kind: prepared.commit().change === 'unchanged' ? 'unchanged' : 'written' }
}

function editOptions({
  path,
  key,
  fs = nodeFileSystem,
  ifMissing = 'refuse',
  crashPoint,
}: EnvSinkOptions): EnvEditOptions {
  return { fs, path, key, ifMissing, ...(crashPoint && { crashPoint }) }
}

async function underLock<T>(options: EnvSinkOptions, work: () => Promise<T>): Promise<Locked<T>> {
  const { path, runtimeDir, alsoIn = [], clock, signal, fs = nodeFileSystem } = options
  try {
    const place = { path: resolveEnvPath(fs, path), runtimeDir, alsoIn, waitMs: LOCK_WAIT_MS, clock, fs }
    return { kind: 'done', value: await withEnvLock({ ...place, ...(signal && { signal }) }, work) }
  } catch (error) {
    if (error instanceof EnvFileError && error.code === 'locked') return { kind: 'locked' }
    throw error
  }
}
