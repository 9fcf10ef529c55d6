/**
 * The process dies, or the power goes, at every step of an edit. Afterwards the file is old or new, never anything else; a
 * value that `record` has returned for is in the file or in the journal; and the next run can finish.
 */
import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { basename, dirname } from 'node:path'
import { describe, expect, test } from 'vitest'
import { type EnvEditOptions, prepareEnvEdit, resumeEnvEdit } from './env-edit.ts'
import { type CrashHook, ENV_EDIT_CRASH_POINTS } from './env-edit-files.ts'
import { discardLeftover, type EnvLeftover, findLeftover } from './env-leftover.ts'
import {
  createFaultyFileSystem,
  createMortalFileSystem,
  type Death,
  ProcessDied,
} from './faulty-file-system.ts'
import { type FileSystem, nodeFileSystem } from './file-system.ts'
import { type DiskState, logFileSystem, statesAfter } from './power-loss.ts'
import { temporaryFolder, type TemporaryFolder } from './temporary-folder.ts'

const KEY = 'TOKEN'
const OLD = '# mine\nTOKEN=old\nA=\xff\n'
const LONG = 'n'.repeat(180)

interface Way {
  readonly name: string
  readonly value: string
  /** The real disk with whatever makes the edit go this way. */
  readonly fileSystem: () => FileSystem
  /** What somebody makes of the file after the value was recorded. */
  readonly changedTo?: string
}

/** Every way that a commit can go. */
const WAYS: readonly Way[] = [
  { name: 'renamed', value: LONG, fileSystem: () => nodeFileSystem },
  { name: 'shorter than before', value: 'n', fileSystem: () => nodeFileSystem },
  { name: 'longer than the space that was taken', value: LONG.repeat(40), fileSystem: () => nodeFileSystem },
  { name: 'rewritten in place', value: LONG, fileSystem: busyMount },
  { name: 'rewritten in place, shorter', value: 'n', fileSystem: busyMount },
  { name: 'changed meanwhile', value: LONG, fileSystem: () => nodeFileSystem, changedTo: 'B=2\nTOKEN=other' },
  {
    name: 'changed meanwhile, rewritten in place',
    value: LONG,
    fileSystem: busyMount,
    changedTo: 'TOKEN=other',
  },
]

function busyMount(): FileSystem {
  return createFaultyFileSystem(nodeFileSystem, [
    { kind: 'error', operation: 'rename', code: 'EBUSY', times: Number.POSITIVE_INFINITY },
  ])
}

interface Progress {
  isRecorded: boolean
  isCommitted: boolean
}

/** The whole edit; stops where the process dies. */
function runEdit(options: EnvEditOptions, { value, changedTo }: Way): Progress {
  const progress = { isRecorded: false, isCommitted: false }
  try {
    const edit = prepareEnvEdit(options)
    edit.record(value)
    progress.isRecorded = true
    if (changedTo !== undefined) writeFileSync(options.path, changedTo, 'latin1')
    edit.commit()
    progress.isCommitted = true
  } catch (error) {
    if (!(error instanceof ProcessDied)) throw error
  }
  return progress
}

function oldAndNew({ value, changedTo = OLD }: Way): { old: string; new: string } {
  return { old: changedTo, new: changedTo.replace(/TOKEN=\w+/, `TOKEN=${value}`) }
}

/** For the run after: what the disk holds is settled by then, and need not be waited for. */
const hasty: FileSystem = { ...nodeFileSystem, sync: () => undefined, syncFolder: () => undefined }

/** What the next run does, and what must be true before and after it. */
function settle(path: string, way: Way, progress: Progress): EnvLeftover {
  const contents = oldAndNew(way)
  const leftover = findLeftover(hasty, path, KEY)
  const found = readFileSync(path, 'latin1')
  expect([OLD, contents.old, contents.new]).toContain(found)
  if (progress.isCommitted) expect(found).toBe(contents.new)
  if (progress.isRecorded) expect(found === contents.new || leftover.kind === 'recorded').toBe(true)
  if (leftover.kind === 'recorded') {
    expect(leftover.value).toBe(way.value)
    using resumed = resumeEnvEdit({ fs: hasty, path, key: KEY })
    resumed.commit()
    expect(readFileSync(path, 'latin1')).toBe(found.replace(/TOKEN=\w+/, `TOKEN=${way.value}`))
  } else discardLeftover(hasty, path)
  // And from here the usual way is open.
  using next = prepareEnvEdit({ fs: hasty, path, key: KEY })
  next.abandon()
  expect(readdirSync(dirname(path))).toEqual(['.env'])
  return leftover
}

function envIn(folder: TemporaryFolder): string {
  writeFileSync(folder.join('.env'), OLD, 'latin1')
  return folder.join('.env')
}

/** How far a write comes that dies: into the first line, into the value, into the seal. */
const PARTLY = [1, 15, 100, 260]

describe.each(WAYS)('an edit that is $name', (way) => {
  test.each(['before', 'after'] as const)('may die %s every call that changes the disk', (when) => {
    const met = new Set<EnvLeftover['kind']>()
    for (let at = 1; dieAt({ at, when }, way, met); at += 1);
    expect([...met].toSorted()).toEqual(['intent', 'none', 'recorded'])
  })

  test('may die in every write', () => {
    const met = new Set<EnvLeftover['kind']>()
    for (const when of PARTLY) for (let at = 1; dieAt({ at, when }, way, met); at += 1);
    expect([...met].toSorted()).toEqual(['intent', 'none', 'recorded', 'torn'])
  })
})

/** False when the edit was through before it came to this call. */
function dieAt(death: Death, way: Way, met: Set<EnvLeftover['kind']>): boolean {
  using folder = temporaryFolder()
  const path = envIn(folder)
  const fs = createMortalFileSystem(way.fileSystem(), death)
  const progress = runEdit({ fs, path, key: KEY }, way)
  met.add(settle(path, way, progress).kind)
  return fs.isDead()
}

describe.each(WAYS.filter(({ changedTo }) => changedTo === undefined))('an edit that is $name', (way) => {
  test('may lose the power behind every step', () => {
    expect(losePower(way, way.fileSystem())).toEqual(['intent', 'none', 'recorded', 'torn'])
  })

  test('would be found out if it did not sync', () => {
    const careless = { ...way.fileSystem(), sync: () => undefined }
    expect(() => losePower(way, careless, ['sync'])).toThrow(/expected/)
  })
})

/** Loses the power behind every step, lets the next run settle it, and tells what that found. */
function losePower(way: Way, base: FileSystem, leftOut: readonly string[] = []): readonly string[] {
  using folder = temporaryFolder()
  const path = envIn(folder)
  const logged = logFileSystem(base)
  let stepsAtRecord = Number.POSITIVE_INFINITY
  const crashPoint: CrashHook = (name) => {
    if (name === 'env-recorded') stepsAtRecord = logged.steps.length
  }
  expect(runEdit({ fs: logged, path, key: KEY, crashPoint }, way).isCommitted).toBe(true)
  const before: DiskState = new Map([[path, Buffer.from(OLD, 'latin1')]])
  const met = new Set<EnvLeftover['kind']>()
  for (let count = 0; count <= logged.steps.length; count += 1) {
    const progress = { isRecorded: count >= stepsAtRecord, isCommitted: count === logged.steps.length }
    const done = logged.steps.slice(0, count).filter(({ kind }) => !leftOut.includes(kind))
    for (const state of statesAfter(before, done)) {
      using after = temporaryFolder()
      restore(after, state)
      met.add(settle(after.join('.env'), way, progress).kind)
    }
  }
  return [...met].toSorted()
}

function restore(folder: TemporaryFolder, state: DiskState): void {
  for (const [path, content] of state) writeFileSync(folder.join(basename(path)), content)
}

describe('the named crash points', () => {
  test('are all met, by one way or another', () => {
    const met = new Set<string>()
    for (const way of WAYS) {
      using folder = temporaryFolder()
      const crashPoint: CrashHook = (name) => met.add(name)
      runEdit({ fs: way.fileSystem(), path: envIn(folder), key: KEY, crashPoint }, way)
    }
    expect([...met].toSorted()).toEqual(ENV_EDIT_CRASH_POINTS.toSorted())
  })

  test.each(ENV_EDIT_CRASH_POINTS)('%s: the process may die there', (point) => {
    let deaths = 0
    for (const way of WAYS) {
      using folder = temporaryFolder()
      const path = envIn(folder)
      const fs = createMortalFileSystem(way.fileSystem())
      const crashPoint: CrashHook = (name) => {
        if (name === point) fs.die()
      }
      settle(path, way, runEdit({ fs, path, key: KEY, crashPoint }, way))
      if (fs.isDead()) deaths += 1
    }
    expect(deaths).toBeGreaterThan(0)
  })
})
