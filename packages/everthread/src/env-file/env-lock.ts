/**
 * The lock on one `.env`: `BEGIN EXCLUSIVE` on an empty SQLite file that is named by the real path of the `.env`. The
 * operating system takes it away from a process that dies, however it dies; Node has nothing else of which this is true
 * (a file with a process id in it outlives its process). It excludes between processes and inside one alike.
 *
 * The lock files stay where they are: to remove one is to let a second process lock another file of the same name.
 */
import { createHash } from 'node:crypto'
import { join } from 'node:path'
import type { DatabaseSync } from 'node:sqlite'
import type { Clock, Ticks } from '../time/clock.ts'
import { MINUTE } from '../time/duration.ts'
import { resolveEnvPath } from './env-file.ts'
import { EnvFileError } from './env-file-error.ts'
import { type FileSystem, nodeFileSystem } from './file-system.ts'
import { isOwnFolder } from './lock-folders.ts'

export interface EnvLockOptions {
  readonly path: string
  /** A folder of this user's alone; made 0700 if it is missing. */
  readonly runtimeDir: string
  /** The other folders in which another process of this user may look: `lockFolders`. Those that cannot be used are left out. */
  readonly alsoIn?: readonly string[]
  readonly clock: Clock
  /** How long to wait for another process; a minute by default. */
  readonly waitMs?: number
  /** Ends the waiting, not the work. */
  readonly signal?: AbortSignal
  readonly fs?: FileSystem
  /** To whom the folders must belong; the process's own user by default. */
  readonly userId?: number | undefined
}

/**
 * Runs `work` while no other process, and nothing else in this one, holds the lock on this file.
 *
 * Not reentrant. What was read before may be old: read again inside.
 *
 * @throws EnvFileError `locked` when the wait was in vain, `no-lock-folder`; the signal's reason when it aborts
 */
export async function withEnvLock<Result>(
  options: EnvLockOptions,
  work: () => Promise<Result>,
): Promise<Result> {
  const locks = new DisposableStack()
  try {
    await acquireAll(options, locks)
    return await work()
  } finally {
    locks.dispose()
  }
}

interface Wait extends EnvLockOptions {
  readonly until: Ticks
}

async function acquireAll(options: EnvLockOptions, locks: DisposableStack): Promise<void> {
  const { path, clock, waitMs = MINUTE } = options
  const wait: Wait = { ...options, until: (clock.ticks() + waitMs) as Ticks }
  let held = 0
  for (const file of lockFiles(options)) {
    const lock = await acquire(file, wait)
    if (!lock) continue
    locks.use(lock)
    held += 1
  }
  if (held === 0) throw new EnvFileError('no-lock-folder', path)
}

/** In one order for everybody, so that two processes never wait for each other. */
function lockFiles(options: EnvLockOptions): readonly string[] {
  const { fs = nodeFileSystem, path, runtimeDir, alsoIn = [], userId = process.getuid?.() } = options
  const name = `env-${createHash('sha256').update(resolveEnvPath(fs, path)).digest('hex').slice(0, 32)}.lock`
  return [...new Set([runtimeDir, ...alsoIn])]
    .sort()
    .filter((folder) => isOwnFolder(fs, folder, userId))
    .map((folder) => join(folder, name))
}

/** A try costs some microseconds; fifty processes that wait cost a hundredth of a processor. */
const SHORTEST_PAUSE_MS = 5
const LONGEST_PAUSE_MS = 50

/** `undefined` when this file cannot be locked by anybody. */
async function acquire(file: string, { clock, until, path, signal }: Wait): Promise<Disposable | undefined> {
  const database = await openLockFile(file)
  if (!database) return undefined
  try {
    for (let pause = SHORTEST_PAUSE_MS; ; pause = Math.min(2 * pause, LONGEST_PAUSE_MS)) {
      signal?.throwIfAborted()
      if (tryLock(database)) return { [Symbol.dispose]: () => database.close() }
      const left = until - clock.ticks()
      if (left <= 0) throw new EnvFileError('locked', path)
      await clock.sleep(Math.min(pause, left), signal)
    }
  } catch (error) {
    database.close()
    if (resultCode(error) !== undefined) return undefined
    throw error
  }
}

async function openLockFile(file: string): Promise<DatabaseSync | undefined> {
  // Only where a lock is taken: SQLite costs a start of the program some milliseconds.
  const { DatabaseSync } = process.getBuiltinModule('node:sqlite')
  try {
    return new DatabaseSync(file, { timeout: 0 })
  } catch (error) {
    if (resultCode(error) === undefined) throw error
    return undefined
  }
}

const SQLITE_BUSY = 5

function tryLock(database: DatabaseSync): boolean {
  try {
    database.exec('BEGIN EXCLUSIVE')
    return true
  } catch (error) {
    if (resultCode(error) === SQLITE_BUSY) return false
    throw error
  }
}

/** @see https://www.sqlite.org/rescode.html (2026-11-23): the low byte is the primary code. */
function resultCode(error: unknown): number | undefined {
  if (!(error instanceof Error) || !('errcode' in error)) return undefined
  return typeof error.errcode === 'number' ? error.errcode & 0xff : undefined
}
