/** Asks git about the `.env`. A machine without git, and a folder that is no repository, are fine. */
import { basename, dirname } from 'node:path'
import type { CommandContext } from '../cli/command-context.ts'
import type { GitView } from './gathered.ts'
import type { CommandPlace, DoctorHost } from './host.ts'

const TRACKED = 0
const NOT_TRACKED = 1

export async function gatherGit(
  { environment }: CommandContext,
  host: DoctorHost,
  path: string,
): Promise<GitView> {
  const place = { cwd: dirname(path), env: gitEnvironment(environment.inherited) }
  const name = basename(path)
  const listed = await ask(host, place, ['ls-files', '--error-unmatch', '--', name])
  if (listed === TRACKED) return 'tracked'
  if (listed !== NOT_TRACKED) return 'unknown'
  const ignored = await ask(host, place, ['check-ignore', '--quiet', '--', name])
  if (ignored === 0) return 'ignored'
  return ignored === 1 ? 'not-ignored' : 'unknown'
}

async function ask(
  host: DoctorHost,
  place: CommandPlace,
  args: readonly string[],
): Promise<number | undefined> {
  return (await host.run('git', args, place))?.exitCode
}

/** Without the variables of a git that runs us (a hook), which name its repository and not the file's; and no lock taken. */
function gitEnvironment(inherited: CommandPlace['env']): CommandPlace['env'] {
  const kept = Object.entries(inherited).filter(([name]) => !name.startsWith('GIT_'))
  return { ...Object.fromEntries(kept), GIT_OPTIONAL_LOCKS: '0' }
}
