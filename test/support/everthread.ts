/**
 * The real command line as a child process: bundled from this source once for a test file, because a hundred starts of a
 * bundle cost what thirty of its source do; or straight from its source.
 */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { REPOSITORY } from './repository.ts'
import {
  type Ended,
  type ProcessOrder,
  type RunningProcess,
  runProcess,
  startProcess,
} from './running-process.ts'
import type { TestHome } from './test-home.ts'

export interface Everthread extends Disposable {
  /** What `node` is started with to run it. */
  readonly argv: readonly string[]
  start(home: TestHome, args: readonly string[], how?: How): RunningProcess
  run(home: TestHome, args: readonly string[], how?: How): Promise<Ended>
}

export interface How {
  /** On top of the home's own environment. */
  readonly env?: Readonly<Record<string, string>>
  readonly stdin?: ProcessOrder['stdin']
  /** A program that starts it, with its own arguments. */
  readonly through?: readonly string[]
}

const MAIN = join(REPOSITORY, 'packages/everthread/src/cli/main.ts')

export function everthreadFromSource(): Everthread {
  return everthread(['--conditions=@everthread/source', MAIN], () => undefined)
}

/** By the script that makes what is published. */
interface BundleScript {
  readonly bundleEverthread: (root: string, into: string) => Promise<void>
}

export async function bundleEverthread(): Promise<Everthread> {
  const folder = mkdtempSync(join(tmpdir(), 'everthread-bundle-'))
  const script = pathToFileURL(join(REPOSITORY, 'scripts/bundle.js')).href
  const { bundleEverthread: bundle } = (await import(script)) as BundleScript
  await bundle(`${REPOSITORY}/`, `${folder}/`)
  return everthread([join(folder, 'dist/main.cjs')], () => rmSync(folder, { recursive: true, force: true }))
}

function everthread(argv: readonly string[], dispose: () => void): Everthread {
  const order = (home: TestHome, args: readonly string[], { env, stdin, through = [] }: How = {}) => {
    const [command = process.execPath, ...rest] = [...through, process.execPath, ...argv, ...args]
    return {
      command,
      args: rest,
      cwd: home.cwd,
      env: { ...home.env, ...env },
      ...(stdin !== undefined && { stdin }),
    }
  }
  return {
    argv,
    start: (home, args, how) => startProcess(order(home, args, how)),
    run: (home, args, how) => runProcess(order(home, args, how)),
    [Symbol.dispose]: dispose,
  }
}

/** The one JSON document on standard output. */
export function documentOf({ stdout, stderr }: Ended): Record<string, unknown> {
  try {
    return JSON.parse(stdout) as Record<string, unknown>
  } catch (error) {
    throw new Error(`no JSON document on stdout: ${JSON.stringify(stdout)}\n${stderr}`, { cause: error })
  }
}
