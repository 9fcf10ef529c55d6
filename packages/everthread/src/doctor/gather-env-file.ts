/** Looks at the `.env` and at the place where it lies, and changes neither. */
import { dirname } from 'node:path'
import { isShadowed, type EnvPlace } from '../cli/token-source.ts'
import type { CommandContext } from '../cli/command-context.ts'
import { secretOf } from '../config/secrets.ts'
import { describeEnvProblems, type EnvReading, readEnvValue } from '../env-file/env-document.ts'
import { editFiles, readIfThere } from '../env-file/env-edit-files.ts'
import { type EnvFile, findEnvFile, isWiderThanPrivate } from '../env-file/env-file.ts'
import { EnvFileError } from '../env-file/env-file-error.ts'
import { systemCode } from '../env-file/file-system.ts'
import { unseal } from '../env-file/sealed-file.ts'
import { gatherGit } from './gather-git.ts'
import type { EnvFileView, FileView, Leftover } from './gathered.ts'
import type { DoctorHost } from './host.ts'
import { mountPoints } from './mount-points.ts'

export interface GatheredFile {
  readonly view: FileView
  /** The value of any key in it. */
  readonly valueOf: (key: string) => string | undefined
}

export async function gatherEnvFile(
  context: CommandContext,
  host: DoctorHost,
  place: EnvPlace & { readonly isNamed: boolean },
): Promise<GatheredFile> {
  const { path, key, isNamed } = place
  const file = openFile(host, path)
  if (file instanceof EnvFileError) {
    return { view: { kind: 'broken', path, isNamed, code: file.code }, valueOf: () => undefined }
  }
  if (!file) return { view: { kind: 'none', path, isNamed }, valueOf: () => undefined }
  const reading = readEnvValue(file.bytes, key)
  const view: EnvFileView = {
    kind: 'file',
    path,
    isNamed,
    realPath: file.path,
    key,
    reading: reading.kind,
    ...(reading.kind !== 'missing' && { line: reading.line }),
    problems: describeEnvProblems(file.bytes, key),
    isShadowed: isShadowed(context, place, secretOf(valueIn(reading))),
    ...gatherPlace(host, file),
    git: await gatherGit(context, host, file.path),
    leftover: gatherLeftover(host, file.path),
  }
  return { view, valueOf: (name) => valueIn(readEnvValue(file.bytes, name)) }
}

function openFile(host: DoctorHost, path: string): EnvFile | EnvFileError | undefined {
  try {
    return findEnvFile(host.fs, path)
  } catch (error) {
    if (error instanceof EnvFileError) return error
    throw error
  }
}

function valueIn(reading: EnvReading): string | undefined {
  return reading.kind === 'found' ? reading.value : undefined
}

type PlaceView = Pick<
  EnvFileView,
  'mode' | 'isPrivate' | 'names' | 'isMounted' | 'canWriteFile' | 'folder' | 'canWriteFolder'
>

function gatherPlace(host: DoctorHost, { path, status }: EnvFile): PlaceView {
  const folder = dirname(path)
  return {
    mode: status.mode,
    // Windows has no such bits: every file reads as 0666, and the profile's access list protects it.
    isPrivate: host.platform === 'win32' || !isWiderThanPrivate(status),
    names: status.links,
    isMounted: isMounted(host, path, folder),
    canWriteFile: canReplace(host.writeRefusal(path), status.uid === host.userId),
    folder,
    canWriteFolder: host.writeRefusal(folder) === undefined,
  }
}

/** What the owner has made read-only he can replace all the same; another refusal (EROFS, EPERM) stands. */
function canReplace(refusal: string | undefined, isOwner: boolean): boolean {
  return refusal === undefined || (refusal === 'EACCES' && isOwner)
}

/** Where there is no mountinfo, a file on another device than its folder gives a mount away. */
function isMounted(host: DoctorHost, path: string, folder: string): boolean {
  const { fs } = host
  const mountinfo = host.readText('/proc/self/mountinfo')
  if (mountinfo !== undefined && mountPoints(mountinfo).has(path)) return true
  return deviceOf(fs.statusOf(path).identity) !== deviceOf(fs.statusOf(folder).identity)
}

function deviceOf(identity: string): string | undefined {
  return identity.split(':')[0]
}

/** Reads what `findLeftover` would mend. A file that is not ours, or that vanishes meanwhile, is nothing to tell. */
function gatherLeftover({ fs }: DoctorHost, path: string): Leftover {
  const { journal, undo } = editFiles(path)
  try {
    const bytes = readIfThere(fs, journal)
    if (bytes) {
      return { kind: unseal(bytes).kind === 'sealed' ? 'recorded' : 'intent', journal }
    }
    return { kind: readIfThere(fs, undo) ? 'rewrite' : 'none' }
  } catch (error) {
    if (error instanceof EnvFileError || systemCode(error) !== undefined) return { kind: 'none' }
    throw error
  }
}
