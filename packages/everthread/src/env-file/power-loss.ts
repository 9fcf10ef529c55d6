/**
 * For tests: what a disk may hold after the power went. A file system that keeps a log of what was done to the files of one
 * folder, and from it every state that the disk may be found in when the power goes after some of its steps:
 *
 * - what was synced is there; what was not may be there, a part of it, or not at all, with the old size or the new one;
 * - names (created, renamed, removed) change in their order; those since the last sync of the folder may be lost.
 */
import { type FileCall, interceptFileSystem } from './faulty-file-system.ts'
import type { FileSystem } from './file-system.ts'

type Step =
  | { readonly kind: 'create'; readonly path: string }
  | { readonly kind: 'write'; readonly path: string; readonly bytes: Uint8Array; readonly at: number }
  | { readonly kind: 'truncate'; readonly path: string; readonly size: number }
  | { readonly kind: 'sync'; readonly path: string }
  | { readonly kind: 'rename'; readonly path: string; readonly to: string }
  | { readonly kind: 'unlink'; readonly path: string }
  | { readonly kind: 'syncFolder' }

export type DiskState = ReadonlyMap<string, Uint8Array>

export interface LoggedFileSystem extends FileSystem {
  readonly steps: readonly Step[]
}

export function logFileSystem(base: FileSystem): LoggedFileSystem {
  const steps: Step[] = []
  const fs = interceptFileSystem(base, (call) => {
    const answer = call.proceed()
    const step = stepOf(call)
    if (step) steps.push(step)
    return answer
  })
  return { ...fs, steps }
}

/** `undefined` for what changes nothing on the disk. (Owner and mode are no part of these states.) */
function stepOf({ operation, path, args: [, second, third] }: FileCall): Step | undefined {
  if (operation === 'open') return second === 'wx+' ? { kind: 'create', path } : undefined
  if (operation === 'write') {
    return { kind: 'write', path, bytes: Uint8Array.from(second as Uint8Array), at: third as number }
  }
  if (operation === 'truncate') return { kind: 'truncate', path, size: second as number }
  if (operation === 'rename') return { kind: 'rename', path, to: second as string }
  if (operation === 'sync' || operation === 'unlink') return { kind: operation, path }
  return operation === 'syncFolder' ? { kind: 'syncFolder' } : undefined
}

interface Inode {
  synced: Uint8Array
  now: Uint8Array
}

/** Everything that the disk may hold after these steps, each state once. */
export function statesAfter(before: DiskState, steps: readonly Step[]): readonly DiskState[] {
  const { names, syncedNames } = play(before, steps)
  const states = [names, syncedNames].flatMap((names) =>
    REMAINDERS.map((remainder) => new Map([...names].map(([path, inode]) => [path, remainder(inode)]))),
  )
  return [...new Map(states.map((state) => [identityOf(state), state])).values()]
}

function identityOf(state: DiskState): string {
  return JSON.stringify([...state].map(([path, bytes]) => [path, Buffer.from(bytes).toString('latin1')]))
}

function play(before: DiskState, steps: readonly Step[]) {
  const names = new Map<string, Inode>(
    [...before].map(([path, content]) => [path, { synced: content, now: content }]),
  )
  // An open file keeps its name here after a rename: what is done to it is done to the same inode.
  const opened = new Map<string, Inode>()
  let syncedNames = new Map(names)
  for (const step of steps) {
    if (step.kind === 'syncFolder') syncedNames = new Map(names)
    else if (step.kind === 'create') {
      const inode = { synced: new Uint8Array(), now: new Uint8Array() }
      names.set(step.path, inode)
      opened.set(step.path, inode)
    } else if (step.kind === 'rename') {
      const inode = names.get(step.path)
      if (inode) names.set(step.to, inode)
      names.delete(step.path)
    } else if (step.kind === 'unlink') names.delete(step.path)
    else change(opened.get(step.path) ?? names.get(step.path), step)
  }
  return { names, syncedNames }
}

function change(inode: Inode | undefined, step: Step): void {
  if (!inode) throw new Error(`the log has no file for ${step.kind}`)
  if (step.kind === 'sync') inode.synced = inode.now
  if (step.kind === 'truncate') inode.now = resized(inode.now, step.size)
  if (step.kind === 'write') {
    inode.now = resized(inode.now, Math.max(inode.now.length, step.at + step.bytes.length))
    inode.now.set(step.bytes, step.at)
  }
}

/** Where what was written ends and what was not begins, or the reverse. */
const BORDERS = [20, 200, 2048]

const REMAINDERS: readonly ((inode: Inode) => Uint8Array)[] = [
  ({ now }) => now,
  ({ synced }) => synced,
  ...BORDERS.flatMap((border) => [
    ({ now, synced }: Inode) => mixed({ first: now, rest: synced, border }, synced.length),
    ({ now, synced }: Inode) => mixed({ first: now, rest: synced, border }, now.length),
    ({ now, synced }: Inode) => mixed({ first: synced, rest: now, border }, synced.length),
    ({ now, synced }: Inode) => mixed({ first: synced, rest: now, border }, now.length),
  ]),
]

interface Mixture {
  readonly first: Uint8Array
  readonly rest: Uint8Array
  readonly border: number
}

/** NULs where neither has anything. */
function mixed({ first, rest, border }: Mixture, size: number): Uint8Array {
  const whole = resized(rest, size)
  whole.set(resized(first, Math.min(border, size)), 0)
  return whole
}

function resized(bytes: Uint8Array, size: number): Uint8Array {
  const whole = new Uint8Array(size)
  whole.set(bytes.subarray(0, size))
  return whole
}
