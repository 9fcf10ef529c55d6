/**
 * From "the API has renewed the token" to "the application runs with it": `run` over a sandbox whose clock is turned, with
 * an application that says when it started and with which token.
 */
import { createHash } from 'node:crypto'
import { subscribe, unsubscribe } from 'node:diagnostics_channel'
import { existsSync, readFileSync } from 'node:fs'
import type { IncomingMessage } from 'node:http'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { createSandbox } from '@everthread/sandbox'
import { adoptInto } from '../test/support/adopt.ts'
import { startProcess } from '../test/support/running-process.ts'
import { createTestHome } from '../test/support/test-home.ts'
import { until } from '../test/support/until.ts'
import { buildEverthread } from './built-everthread.ts'
import type { Figure } from './figure.ts'
import type { BenchOptions } from './main.ts'
import { median, middleHalf } from './samples.ts'

/** Longer than the supervisor waits after a restart before it makes another. */
const BETWEEN_RENEWALS_MS = 2_500

/** A line of the application's log. `at` and `startedAt`: epoch milliseconds with fractions. */
interface Note {
  readonly kind: 'runs' | 'told'
  readonly at: number
  /** When the process began. */
  readonly startedAt: number
  /** SHA-256. */
  readonly token: string
}

/** Milliseconds since the sandbox began to answer the renewal. */
interface Delivery {
  readonly untilStarted: number
  readonly untilRunning: number
}

export async function benchNewToken(options: BenchOptions): Promise<Figure[]> {
  using everthread = await buildEverthread()
  const alone = await deliveries(everthread.program, { ...options, adopted: false })
  const adopted = await deliveries(everthread.program, { ...options, adopted: true })
  return [figureOf('the .env alone', alone), figureOf('a data folder', adopted)]
}

function figureOf(kept: string, delivered: readonly Delivery[]): Figure {
  const started = delivered.map(({ untilStarted }) => untilStarted)
  const running = delivered.map(({ untilRunning }) => untilRunning)
  return {
    what: `renewed upstream to restarted with it, ${kept}`,
    value: median(started),
    unit: 'ms',
    atMost: 1000,
    detail: `${middleHalf(started)}, the most ${Math.max(...started).toFixed(0)}; with the child's own start ${median(running).toFixed(0)} ms`,
  }
}

async function deliveries(
  program: string,
  { quick, adopted }: BenchOptions & { readonly adopted: boolean },
): Promise<Delivery[]> {
  await using sandbox = await createSandbox()
  sandbox.users.put({ username: 'anna' })
  const { access_token: token } = sandbox.tokens.create({ user: 'anna', age: '2d' })
  using home = createTestHome(sandbox.url)
  home.write('.env', `THREADS_ACCESS_TOKEN=${token}\n`)
  if (adopted) await adoptInto(home, { apiBaseUrl: sandbox.url, token, file: '.env' })
  using renewals = watchRenewals()
  const log = join(home.root, 'application.log')
  await using keeper = startProcess({
    command: process.execPath,
    args: [
      program,
      'run',
      '--env',
      '.env',
      '--',
      process.execPath,
      `${import.meta.dirname}/token-bearer.js`,
      log,
    ],
    cwd: home.cwd,
    env: home.env,
  })
  const running = (): Note | undefined => notesIn(log).findLast(({ kind }) => kind === 'runs')
  await until(() => running() !== undefined, 'the application runs')
  const delivered: Delivery[] = []
  while (delivered.length < (quick ? 3 : 15)) {
    await sleep(BETWEEN_RENEWALS_MS)
    const before = running()?.startedAt
    sandbox.clock.advance('50d')
    await until(() => running()?.startedAt !== before, `the application runs anew\n${keeper.stderr()}`)
    delivered.push(deliveryOf(running(), renewals.last(), sandbox.tokens.list().at(-1)?.access_token))
  }
  return delivered
}

function deliveryOf(
  note: Note | undefined,
  renewedAt: number | undefined,
  newest: string | undefined,
): Delivery {
  if (note === undefined || renewedAt === undefined || newest === undefined)
    throw new Error('nothing was renewed')
  if (note.token !== createHash('sha256').update(newest).digest('hex'))
    throw new Error('the application was restarted with another token than the newest')
  return { untilStarted: note.startedAt - renewedAt, untilRunning: note.at - renewedAt }
}

function notesIn(log: string): Note[] {
  if (!existsSync(log)) return []
  const lines = readFileSync(log, 'utf8').split('\n').slice(0, -1)
  return lines.map((line) => JSON.parse(line) as Note)
}

/** When this process, which is also the sandbox, last began to answer a renewal. */
function watchRenewals(): Disposable & { readonly last: () => number | undefined } {
  let last: number | undefined
  const onRequest = (message: unknown): void => {
    const { request } = message as { readonly request: IncomingMessage }
    if (request.url?.includes('refresh_access_token')) last = performance.timeOrigin + performance.now()
  }
  subscribe('http.server.request.start', onRequest)
  return {
    last: () => last,
    [Symbol.dispose]: () => void unsubscribe('http.server.request.start', onRequest),
  }
}
