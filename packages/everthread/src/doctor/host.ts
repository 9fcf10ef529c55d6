/** The computer as `doctor` looks at it, an argument: what a test cannot have for real (a read-only mount, a full disk) it puts here. */
import { execFile } from 'node:child_process'
import { accessSync, constants, readdirSync, readFileSync, statfsSync } from 'node:fs'
import { type FileSystem, nodeFileSystem, systemCode } from '../env-file/file-system.ts'

export interface DoctorHost {
  readonly nodeVersion: string
  readonly sqliteVersion: string
  readonly platform: NodeJS.Platform
  /** Absent on Windows. */
  readonly userId?: number
  readonly fs: FileSystem
  /** The code with which the system would refuse to write here; `undefined` when it would not. */
  writeRefusal(path: string): string | undefined
  /** For this user; `undefined` where it cannot be told. */
  freeBytes(path: string): number | undefined
  /** `undefined` when it cannot be read, for whatever reason. */
  readText(path: string): string | undefined
  /** The names in a folder; none when it cannot be read. */
  list(folder: string): readonly string[]
  /** `undefined` when there is no such command, or it took too long. */
  run(command: string, args: readonly string[], place: CommandPlace): Promise<CommandEnd | undefined>
}

export interface CommandPlace {
  readonly cwd: string
  readonly env: Readonly<Record<string, string | undefined>>
}

export interface CommandEnd {
  readonly exitCode: number
  readonly stdout: string
}

const COMMAND_LIMIT_MS = 5_000

export function thisHost(): DoctorHost {
  const userId = process.getuid?.()
  return {
    nodeVersion: process.versions.node,
    sqliteVersion: process.versions['sqlite'] ?? '0',
    platform: process.platform,
    ...(userId !== undefined && { userId }),
    fs: nodeFileSystem,
    writeRefusal,
    freeBytes,
    readText,
    list,
    run,
  }
}

function writeRefusal(path: string): string | undefined {
  try {
    accessSync(path, constants.W_OK)
    return undefined
  } catch (error) {
    return systemCode(error) ?? 'EIO'
  }
}

function freeBytes(path: string): number | undefined {
  try {
    const { bavail, bsize } = statfsSync(path)
    return bavail * bsize
  } catch {
    return undefined // No such folder yet, or a file system that does not tell.
  }
}

function readText(path: string): string | undefined {
  try {
    return readFileSync(path, 'utf8')
  } catch {
    return undefined // Whoever needs the reason looks for it with `fs`.
  }
}

function list(folder: string): readonly string[] {
  try {
    return readdirSync(folder)
  } catch {
    return [] // As good as empty for somebody who may not look.
  }
}

function run(
  command: string,
  args: readonly string[],
  { cwd, env }: CommandPlace,
): Promise<CommandEnd | undefined> {
  return new Promise((resolve) => {
    execFile(command, args, { cwd, env, timeout: COMMAND_LIMIT_MS, windowsHide: true }, (error, stdout) => {
      const exitCode = error ? error.code : 0
      resolve(typeof exitCode === 'number' ? { exitCode, stdout } : undefined)
    })
  })
}
