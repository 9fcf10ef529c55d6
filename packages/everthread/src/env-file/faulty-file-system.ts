/**
 * For tests: a real file system in which chosen calls fail, write less than they were asked to, or never come back because
 * the process is dead.
 */
import type { FileSystem } from './file-system.ts'

export type FileOperation = keyof FileSystem

export interface FileCall {
  readonly operation: FileOperation
  /** Of the file or folder; for an open file the path that it was opened by. */
  readonly path: string
  readonly args: readonly unknown[]
  /** What this call does, for an intercept to run, to change or to leave out. */
  readonly proceed: (...args: readonly unknown[]) => unknown
}

/** Every call goes through `intercept`, and answers what that answers. */
export function interceptFileSystem(base: FileSystem, intercept: (call: FileCall) => unknown): FileSystem {
  const paths = new Map<number, string>()
  const pathOf = (target: unknown) =>
    typeof target === 'number' ? (paths.get(target) ?? `file ${target}`) : String(target)
  const entries = Object.entries(base).map(([operation, work]) => {
    const intercepted = (...args: unknown[]) => {
      const proceed = (...changed: readonly unknown[]) => {
        const answer: unknown = (work as (...args: unknown[]) => unknown)(
          ...(changed.length > 0 ? changed : args),
        )
        if (operation === 'open') paths.set(answer as number, String(args[0]))
        return answer
      }
      return intercept({ operation: operation as FileOperation, path: pathOf(args[0]), args, proceed })
    }
    return [operation, intercepted]
  })
  return Object.fromEntries(entries) as FileSystem
}

export type Fault = {
  readonly operation: FileOperation
  /** Only for paths that end so. */
  readonly on?: string
  /** The first call that it strikes, of those that match; 1 by default. */
  readonly nth?: number
  /** How many calls it strikes; 1 by default. */
  readonly times?: number
} & (
  | { readonly kind: 'error'; readonly code: ErrorCode }
  /** A write takes no more than this many bytes; a read gives no more. */
  | { readonly kind: 'short'; readonly bytes: number }
)

export type ErrorCode =
  | 'ENOSPC'
  | 'EDQUOT'
  | 'EIO'
  | 'EBUSY'
  | 'EROFS'
  | 'EXDEV'
  | 'EPERM'
  | 'EACCES'
  | 'EEXIST'

export interface FaultyFileSystem extends FileSystem {
  /** Faults that no call has met: a test that leaves some has not tested what it says. */
  unplayed(): readonly Fault[]
}

export function createFaultyFileSystem(base: FileSystem, faults: readonly Fault[]): FaultyFileSystem {
  const met = new Map<Fault, number>(faults.map((fault) => [fault, 0]))
  const strikes = (fault: Fault, call: FileCall) => {
    if (fault.operation !== call.operation || !call.path.endsWith(fault.on ?? '')) return false
    const count = (met.get(fault) ?? 0) + 1
    met.set(fault, count)
    const first = fault.nth ?? 1
    return count >= first && count < first + (fault.times ?? 1)
  }
  const fs = interceptFileSystem(base, (call) => {
    const fault = faults.filter((fault) => strikes(fault, call)).at(0)
    if (!fault) return call.proceed()
    if (fault.kind === 'error') throw systemError(fault.code, call)
    const [file, bytes, position] = call.args
    return call.proceed(file, (bytes as Uint8Array).subarray(0, fault.bytes), position)
  })
  return { ...fs, unplayed: () => faults.filter((fault) => (met.get(fault) ?? 0) < (fault.nth ?? 1)) }
}

/** What a call throws when the process is dead: it has no `code`, and nothing may swallow it. */
export class ProcessDied extends Error {
  override readonly name = 'ProcessDied'
}

const CHANGING: readonly FileOperation[] = [
  'open',
  'write',
  'truncate',
  'sync',
  'setPermissions',
  'setOwner',
  'rename',
  'unlink',
  'syncFolder',
]

export interface Death {
  /** Which of the calls that can change the disk is the last one, from 1. */
  readonly at: number
  /** Before it or after it, or when a write has come so many bytes far. */
  readonly when: 'before' | 'after' | number
}

export interface MortalFileSystem extends FileSystem {
  isDead(): boolean
  /** The process dies between two calls. */
  die(): never
}

/** From the death on every call throws. */
export function createMortalFileSystem(base: FileSystem, death?: Death): MortalFileSystem {
  let calls = 0
  let dead = false
  const die = (): never => {
    dead = true
    throw new ProcessDied()
  }
  const fs = interceptFileSystem(base, (call) => {
    if (dead) throw new ProcessDied()
    if (!CHANGING.includes(call.operation)) return call.proceed()
    calls += 1
    if (calls !== death?.at) return call.proceed()
    if (death.when === 'after') proceedAnyhow(call)
    if (typeof death.when === 'number' && call.operation === 'write') writeUpTo(call, death.when)
    return die()
  })
  return { ...fs, die, isDead: () => dead }
}

function proceedAnyhow(call: FileCall): void {
  try {
    call.proceed()
  } catch {
    // The process does not live to see it.
  }
}

function writeUpTo({ args: [file, bytes, position], proceed }: FileCall, size: number): void {
  proceed(file, (bytes as Uint8Array).subarray(0, size), position)
}

function systemError(code: ErrorCode, { operation, path }: FileCall): Error {
  return Object.assign(new Error(`${code}: injected, ${operation} '${path}'`), { code })
}
