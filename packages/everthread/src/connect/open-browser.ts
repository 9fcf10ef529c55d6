/** Opens the login window in the person's own browser, where there is one. Its absence is no failure: the address is told. */
import type { ChildProcess, SpawnOptions } from 'node:child_process'
import { once } from 'node:events'
import type { Clock } from '../time/clock.ts'
import { SECOND } from '../time/duration.ts'

export interface OpenBrowserDeps {
  /** `process.platform`. */
  readonly platform: string
  readonly clock: Clock
  /** Node's. */
  readonly spawn: (command: string, args: readonly string[], options: SpawnOptions) => ChildProcess
}

/** Some desktops keep the opener running for as long as the browser: by then it has not failed. */
const FAILS_WITHIN_MS = 2 * SECOND

export async function openBrowser(
  url: string,
  { platform, clock, spawn }: OpenBrowserDeps,
): Promise<'opened' | 'not-opened'> {
  const { protocol } = new URL(url)
  // Anything else could be read as an option or as a file.
  if (protocol !== 'https:' && protocol !== 'http:') throw new TypeError('only a web address can be opened')
  const [command, ...args] = openerFor(platform)
  // Without our terminal: a text browser must not take it over.
  const child = spawn(command, [...args, url], { stdio: 'ignore', detached: true })
  child.unref()
  const ended = new AbortController()
  const isGood = once(child, 'exit').then(
    ([code]) => code === 0,
    () => false, // no such command
  )
  const stillRunning = clock.sleep(FAILS_WITHIN_MS, ended.signal).then(() => true)
  const good = await Promise.race([isGood, stillRunning])
  ended.abort()
  return good ? 'opened' : 'not-opened'
}

function openerFor(platform: string): readonly [string, ...string[]] {
  if (platform === 'darwin') return ['open']
  // Not `cmd /c start`: it would take the address's `&` for its own.
  if (platform === 'win32') return ['rundll32', 'url.dll,FileProtocolHandler']
  return ['xdg-open']
}
