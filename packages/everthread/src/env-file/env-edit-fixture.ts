/** For tests: a `.env` in a folder of its own, and edits of it on a disk that may fail. */
import { readFileSync, writeFileSync } from 'node:fs'
import { type EnvEditOptions, prepareEnvEdit } from './env-edit.ts'
import { EnvFileError } from './env-file-error.ts'
import { createFaultyFileSystem, type Fault } from './faulty-file-system.ts'
import { nodeFileSystem } from './file-system.ts'
import type { TemporaryFolder } from './temporary-folder.ts'

export const KEY = 'TOKEN'
export const OLD = '# mine\nexport TOKEN="old" # c\r\nA=\xff'
export const NEW = '# mine\nexport TOKEN="new" # c\r\nA=\xff'

export function envIn(folder: TemporaryFolder, content = OLD): string {
  writeFileSync(folder.join('.env'), content, 'latin1')
  return folder.join('.env')
}

export function read(path: string): string {
  return readFileSync(path, 'latin1')
}

export function edit(path: string, rest: Partial<EnvEditOptions> = {}) {
  return prepareEnvEdit({ fs: nodeFileSystem, path, key: KEY, ...rest })
}

export function faulty(...faults: readonly Fault[]) {
  return createFaultyFileSystem(nodeFileSystem, faults)
}

export function failure(work: () => unknown): EnvFileError {
  try {
    work()
  } catch (error) {
    if (error instanceof EnvFileError) return error
    throw error
  }
  throw new Error('it did not fail')
}

/** The file of this path, as if it belonged to somebody else. */
export function ownedByOther(fs: typeof nodeFileSystem, path: string) {
  const identity = nodeFileSystem.statusOf(path).identity
  return (file: number) => {
    const status = fs.status(file)
    return status.identity === identity ? { ...status, uid: 12_345, gid: 54_321 } : status
  }
}
