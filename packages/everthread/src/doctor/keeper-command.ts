/**
 * Which command lines keep a `.env`: of running processes, and of cron. Pure, and a best guess: what cannot be told apart
 * counts as no keeper, because a false alarm is worse than none.
 */
import { basename, dirname, resolve } from 'node:path'

export interface KeeperCommand {
  readonly command: 'run' | 'serve'
  /** Absolute, links not followed. */
  readonly envPath: string
}

const RUNTIMES = /^(?:node|nodejs|bun)(?:\.exe)?$/
const PROGRAMS: readonly string[] = ['everthread', 'everthread.js', 'main.ts', 'main.cjs']

/** `undefined` when it is no `everthread run` or `serve` of its own (a shell or npm that started one is not). */
export function keeperCommand(argv: readonly string[], cwd: string): KeeperCommand | undefined {
  const [runtime = '', ...rest] = argv
  if (!RUNTIMES.test(basename(runtime))) return undefined
  const at = rest.findIndex((word) => !word.startsWith('-'))
  const program = rest[at] ?? ''
  if (!PROGRAMS.includes(basename(program)) || !program.includes('everthread')) return undefined
  const end = rest.indexOf('--')
  const words = rest.slice(at + 1, end === -1 ? undefined : end)
  const command = words.find((word) => word === 'run' || word === 'serve')
  if (command === undefined || words.includes('--demo')) return undefined
  return { command, envPath: resolve(cwd, optionOf(words, '--env') ?? '.env') }
}

function optionOf(words: readonly string[], name: string): string | undefined {
  const at = words.findIndex((word) => word === name || word.startsWith(`${name}=`))
  return words[at] === name ? words[at + 1] : words[at]?.slice(name.length + 1)
}

/** Lines, from 1, of a crontab that run `everthread renew` and name this file, or the folder in which it lies. */
export function cronLines(crontab: string, paths: readonly string[]): readonly number[] {
  return crontab.split('\n').flatMap((line, index) => (renews(line, paths) ? [index + 1] : []))
}

function renews(line: string, paths: readonly string[]): boolean {
  if (line.trimStart().startsWith('#') || !/\beverthread\b.*\srenew\b/.test(line)) return false
  return paths.some((path) => names(line, path) || (isSpecific(dirname(path)) && names(line, dirname(path))))
}

/** `/` is in every line. */
function isSpecific(folder: string): boolean {
  return dirname(folder) !== folder
}

/** The whole path, not the beginning of a longer one; a folder may have its slash. */
function names(line: string, path: string): boolean {
  const at = line.indexOf(path)
  return at !== -1 && !/^\/?[\w.-]/.test(line.slice(at + path.length))
}
