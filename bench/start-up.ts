/** How long a command takes from its start to its end, in starts of an empty Node. */
import { spawnSync } from 'node:child_process'
import { adoptInto } from '../test/support/adopt.ts'
import { createTestHome, type TestHome } from '../test/support/test-home.ts'
import { buildEverthread } from './built-everthread.ts'
import type { Figure } from './figure.ts'
import type { BenchOptions } from './main.ts'
import { median, middleHalf } from './samples.ts'
import { startSandboxProcess } from './sandbox-process.ts'
import { inTurns } from './turns.ts'

export async function benchStartUp({ quick }: BenchOptions): Promise<Figure[]> {
  using everthread = await buildEverthread()
  await using sandbox = await startSandboxProcess()
  using empty = createTestHome(sandbox.url)
  using kept = createTestHome(sandbox.url)
  for (const home of [empty, kept]) home.write('.env', `THREADS_ACCESS_TOKEN=${sandbox.token}\n`)
  await adoptInto(kept, { apiBaseUrl: sandbox.url, token: sandbox.token, file: '.env' })

  const run = (home: TestHome, ...args: string[]) => timed(home, [everthread.program, ...args])
  const { node, ...commands } = await inTurns(
    {
      node: () => timed(empty, ['-e', '0']),
      help: () => run(empty, '--help'),
      emptyStatus: () => run(empty, 'status'),
      keptStatus: () => run(kept, 'status'),
      check: () => run(empty, 'check', '--env', '.env'),
    },
    quick ? 7 : 40,
  )
  const figure = (what: string, samples: readonly number[], atMost: number): Figure => ({
    what,
    value: median(samples) / median(node),
    unit: '×',
    atMost,
    detail: `${median(samples).toFixed(1)} ms (${middleHalf(samples)}); node -e 0: ${median(node).toFixed(1)} ms (${middleHalf(node)})`,
  })
  return [
    figure('everthread --help', commands.help, 3),
    figure('everthread status, no data folder', commands.emptyStatus, 3),
    figure('everthread status, one account', commands.keptStatus, 3),
    figure('everthread check, sandbox on loopback', commands.check, 5),
  ]
}

/** Milliseconds. */
function timed({ cwd, env }: TestHome, args: readonly string[]): number {
  const from = performance.now()
  const { status, stderr } = spawnSync(process.execPath, args, {
    cwd,
    env,
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  const took = performance.now() - from
  if (status !== 0) throw new Error(`${args.join(' ')} ended with ${status}: ${stderr.toString()}`)
  return took
}
