/**
 * Starts `test-run-main.ts` for whole-process tests and waits for what it tells. Disposing ends it, and fails the test when
 * something of it is left or when a token was told to anybody but the child.
 */
import { type ChildProcess, spawn } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { RUN_ID_NAME } from './child-surroundings.ts'
import { createNodeProcessHost } from './node-process-host.ts'
import type { SupervisorEvent } from './supervisor-event.ts'
import { type FromTestRun, TEST_KEY, type TestRunOptions, type ToTestRun } from './test-run.ts'

/** In every token of these tests, and in nothing else. */
export const CANARY = 'canary'
export const ONE = `THAA${CANARY}1`
export const TWO = `THAA${CANARY}2`

/** Starts a sleeper that leaves group, session and parent, and goes on. */
export const ESCAPE = `${process.execPath} -e '
  require("child_process").spawn("sleep", ["1000"], { detached: true, stdio: "ignore" }).unref()
'`

export function sh(script: string): [string, ...string[]] {
  return ['sh', '-c', script]
}

export function temporaryFolder(): Disposable & { readonly path: string } {
  const path = mkdtempSync(join(tmpdir(), 'everthread-'))
  return { path, [Symbol.dispose]: () => rmSync(path, { recursive: true }) }
}

type EventOf<K> = Extract<SupervisorEvent, { kind: K }>

export interface TestRun extends AsyncDisposable {
  readonly process: ChildProcess
  readonly runId: string
  readonly code: Promise<number | null>
  events(): readonly FromTestRun[]
  /** What came on standard error. */
  talk(): string
  deliver(token: string): void
  /** The first event of this kind that satisfies, one that has passed included. */
  event<K extends SupervisorEvent['kind']>(
    kind: K,
    satisfies?: (event: EventOf<K>) => boolean,
  ): Promise<EventOf<K>>
  /** Until the child has written this. */
  wrote(text: string): Promise<void>
}

export function startTestRun(
  command: TestRunOptions['command'],
  over: Partial<TestRunOptions> = {},
): TestRun {
  const run = new RunProcess()
  const reload = { kind: 'restart' } as const
  run.send({
    kind: 'begin',
    options: { command, token: ONE, reload, graceMs: 5000, group: 'own', runId: run.runId, ...over },
  })
  return run
}

class RunProcess implements TestRun {
  readonly runId = randomUUID()
  readonly process: ChildProcess
  readonly code: Promise<number | null>
  readonly #events: FromTestRun[] = []
  #out = ''
  #talk = ''
  readonly #watchers = new Set<() => void>()

  constructor() {
    this.process = spawn(
      process.execPath,
      ['--conditions=@everthread/source', join(import.meta.dirname, 'test-run-main.ts')],
      // What is inherited under the key is not the one to be used.
      { stdio: ['pipe', 'pipe', 'pipe', 'ipc'], env: { ...process.env, [TEST_KEY]: 'THAAstale' } },
    )
    this.code = new Promise((resolve) => {
      this.process.once('close', resolve)
    })
    this.process.on('message', (message) => {
      this.#events.push(message as FromTestRun)
      this.#changed()
    })
    this.process.stdout?.setEncoding('utf8').on('data', (text: string) => {
      this.#out += text
      this.#changed()
    })
    this.process.stderr?.setEncoding('utf8').on('data', (text: string) => {
      this.#talk += text
    })
  }

  events(): readonly FromTestRun[] {
    return this.#events
  }

  talk(): string {
    return this.#talk
  }

  send(message: ToTestRun): void {
    this.process.send(message)
  }

  deliver(token: string): void {
    this.send({ kind: 'deliver', token })
  }

  async event<K extends SupervisorEvent['kind']>(
    kind: K,
    satisfies: (event: EventOf<K>) => boolean = () => true,
  ): Promise<EventOf<K>> {
    return await this.#until(() =>
      this.#events
        .map(({ event }) => event)
        .filter((event): event is EventOf<K> => event.kind === kind)
        .find(satisfies),
    )
  }

  async wrote(text: string): Promise<void> {
    await this.#until(() => (this.#out.includes(text) ? text : undefined))
  }

  async [Symbol.asyncDispose](): Promise<void> {
    if (this.process.exitCode === null && this.process.signalCode === null) this.process.kill('SIGTERM')
    await this.code
    if (`${JSON.stringify(this.#events)}${this.#talk}`.includes(CANARY)) throw new Error('a token was told')
    const left = await markedProcesses(this.runId)
    if (left.length > 0) throw new Error(`processes are left: ${left.join(', ')}`)
  }

  #until<T>(look: () => T | undefined): Promise<T> {
    return new Promise((resolve, reject) => {
      const watcher = (): void => {
        const found = look()
        if (found === undefined) return
        this.#watchers.delete(watcher)
        resolve(found)
      }
      this.#watchers.add(watcher)
      void this.code.finally(() => reject(new Error(`the run ended; it wrote: ${this.#out} ${this.#talk}`)))
      watcher()
    })
  }

  #changed(): void {
    for (const watcher of this.#watchers) watcher()
  }
}

/** The living processes that carry this run's mark, whoever their parent is. */
export async function markedProcesses(runId: string): Promise<readonly number[]> {
  const host = createNodeProcessHost()
  const listing = await host.list()
  if (listing.kind === 'unavailable') return []
  const alive = listing.processes.filter(({ life }) => life === 'alive').map(({ pid }) => pid)
  const views = await Promise.all(alive.map(async (pid) => ({ pid, view: await host.environment(pid) })))
  return views
    .filter(({ view }) => view.kind === 'readable' && view.entries.includes(`${RUN_ID_NAME}=${runId}`))
    .map(({ pid }) => pid)
}
