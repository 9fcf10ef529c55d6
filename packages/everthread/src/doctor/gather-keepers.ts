/** Who keeps this `.env`: services with a heartbeat, processes that run `everthread`, cron; and who holds its lock now. */
import type { CommandContext } from '../cli/command-context.ts'
import { EnvFileError } from '../env-file/env-file-error.ts'
import { withEnvLock } from '../env-file/env-lock.ts'
import { resolveEnvPath } from '../env-file/env-file.ts'
import { type FileSystem, systemCode } from '../env-file/file-system.ts'
import { isOwnFolder } from '../env-file/lock-folders.ts'
import type { LiveService } from '../store/heartbeats.ts'
import { listProc } from '../supervisor/proc-files.ts'
import type { Keeper, Keepers } from './gathered.ts'
import type { DoctorHost } from './host.ts'
import { cronLines, keeperCommand } from './keeper-command.ts'

export interface KeeperQuestion {
  readonly services: readonly LiveService[]
  /** The `.env`, where there is one. */
  readonly file?: { readonly path: string; readonly realPath: string }
}

export async function gatherKeepers(
  context: CommandContext,
  host: DoctorHost,
  { services, file }: KeeperQuestion,
): Promise<Keepers> {
  const beating = new Set(services.map(({ pid }) => pid))
  const commands = file ? await keepersRunning(context, host, file.realPath) : []
  const crons = file ? await keepersInCron(context, host, [file.path, file.realPath]) : []
  const foreignFolder = findForeignFolder(context, host)
  return {
    keepers: [
      ...[...beating].map((pid): Keeper => ({ kind: 'service', pid })),
      ...commands.filter(({ pid }) => !beating.has(pid)),
      ...crons,
    ],
    isLocked: file ? await isLocked(context, host, file.realPath) : false,
    ...(foreignFolder !== undefined && { foreignFolder }),
  }
}

type RunningKeeper = Extract<Keeper, { kind: 'command' }>

/** Where there is no `/proc`, none is found. */
async function keepersRunning(
  { pid: own }: CommandContext,
  host: DoctorHost,
  realPath: string,
): Promise<RunningKeeper[]> {
  const listing = await listProc()
  if (listing.kind === 'unavailable') return []
  return listing.processes.flatMap(({ pid }): RunningKeeper[] => {
    const argv = host.readText(`/proc/${pid}/cmdline`)?.split('\0') ?? []
    const keeper = pid === own ? undefined : keeperCommand(argv, cwdOf(host.fs, pid))
    if (!keeper || realPathOf(host.fs, keeper.envPath) !== realPath) return []
    return [{ kind: 'command', pid, command: keeper.command }]
  })
}

/** Of another user's process it cannot be read. */
function cwdOf(fs: FileSystem, pid: number): string {
  return realPathOf(fs, `/proc/${pid}/cwd`) ?? '/'
}

function realPathOf(fs: FileSystem, path: string): string | undefined {
  try {
    return resolveEnvPath(fs, path)
  } catch (error) {
    if (error instanceof EnvFileError) return undefined
    throw error
  }
}

type CronKeeper = Extract<Keeper, { kind: 'cron' }>

const SYSTEM_CRONTAB = '/etc/crontab'
const SYSTEM_CRON_FOLDER = '/etc/cron.d'

async function keepersInCron(
  { environment, cwd }: CommandContext,
  host: DoctorHost,
  paths: readonly string[],
): Promise<CronKeeper[]> {
  const own = await host.run('crontab', ['-l'], { cwd, env: environment.inherited })
  const system = [
    SYSTEM_CRONTAB,
    ...host.list(SYSTEM_CRON_FOLDER).map((name) => `${SYSTEM_CRON_FOLDER}/${name}`),
  ]
  const tables = [
    { where: 'crontab -l', text: own?.exitCode === 0 ? own.stdout : undefined },
    ...system.map((where) => ({ where, text: host.readText(where) })),
  ]
  return tables.flatMap(({ where, text = '' }) =>
    cronLines(text, paths).map((line): CronKeeper => ({ kind: 'cron', where, line })),
  )
}

/**
 * Takes the lock and gives it back at once. Folders are not made for this: where there is none, nobody holds a lock.
 *
 * @NOTE In a folder that is there, an empty lock file may be left, as every `renew` leaves one.
 */
async function isLocked(
  { config, host: clock }: CommandContext,
  host: DoctorHost,
  path: string,
): Promise<boolean> {
  const { runtimeDir, lockFolders: alsoIn } = config
  const fs = { ...host.fs, makeFolder: refuseToMake(host.fs) }
  try {
    await withEnvLock({ path, runtimeDir, alsoIn, clock, fs, waitMs: 0 }, async () => undefined)
    return false
  } catch (error) {
    if (error instanceof EnvFileError) return error.code === 'locked'
    throw error
  }
}

/** As `mkdir` does on a file system that is read-only, but for a folder that is there. */
function refuseToMake(fs: FileSystem): FileSystem['makeFolder'] {
  return (path) => {
    fs.statusOfLink(path) // ENOENT
    throw Object.assign(new Error('it is there'), { code: 'EEXIST' })
  }
}

/** A lock in a folder that others can write to could be put aside by them. */
function findForeignFolder({ config }: CommandContext, { fs, userId }: DoctorHost): string | undefined {
  const looking = { ...fs, makeFolder: refuseToMake(fs) }
  const folders = new Set([config.runtimeDir, ...config.lockFolders])
  return [...folders].find((folder) => isThere(fs, folder) && !isOwnFolder(looking, folder, userId))
}

function isThere(fs: FileSystem, path: string): boolean {
  try {
    fs.statusOfLink(path)
    return true
  } catch (error) {
    if (systemCode(error) === undefined) throw error
    return false
  }
}
