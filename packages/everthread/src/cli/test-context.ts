/**
 * What a command runs with in a test: real HTTP to a sandbox, a folder of its own for everything that it writes, the
 * environment as a value, and streams that are kept to be looked at. For tests only.
 */
import { randomBytes, randomUUID } from 'node:crypto'
import { mkdtempSync, realpathSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import type { Sandbox } from '@everthread/sandbox'
import { parseConfig } from '../config/config.ts'
import { environmentOf } from '../config/env.ts'
import { createHttpFetch } from '../net/http-fetch.ts'
import { type Clock, systemClock } from '../time/clock.ts'
import { createSkewedClock } from '../time/skew.ts'
import { createFormat } from '../words/format.ts'
import type { Language } from '../words/language.ts'
import type { CommandContext } from './command-context.ts'
import { type ExplainedFailure, explainFailure } from './explain-failure.ts'
import { createTerminal } from './terminal.ts'
import { en } from './words/en.ts'
import { ru } from './words/ru.ts'

export interface TestContextOptions {
  readonly sandbox: Pick<Sandbox, 'url'>
  /** A folder of the test's own: also the home folder, and thus where the data and the locks go. */
  readonly cwd: string
  readonly env?: Readonly<Record<string, string>>
  /** Nothing unless given. A stream stays open until the test ends it. */
  readonly stdin?: string | Readable
  /** Is a person at the terminal? */
  readonly interactive?: boolean
  readonly lang?: Language
  readonly json?: boolean
  readonly clock?: Clock
  readonly signal?: AbortSignal
}

export interface TestContext extends Disposable {
  readonly context: CommandContext
  /** Everything on standard output so far. */
  out(): string
  /** Everything on standard error so far. */
  err(): string
  /** Resolves as soon as standard error holds this. */
  said(text: string | RegExp): Promise<void>
  /** Standard output as one JSON document. */
  document(): unknown
}

export function createTestContext(options: TestContextOptions): TestContext {
  const { sandbox, cwd, lang = 'en', clock = systemClock, json = false, interactive = false } = options
  const environment = environmentOf({
    HOME: cwd,
    THREADS_API_BASE_URL: sandbox.url,
    EVERTHREAD_LANG: lang,
    ...options.env,
  })
  const { raw } = environment
  const stdout = createCapture(interactive)
  const stderr = createCapture(interactive)
  const http = createHttpFetch({ keepAlive: true })
  const context: CommandContext = {
    config: parseConfig(raw, { platform: 'linux', homeDir: cwd, tempDir: cwd }),
    raw,
    environment,
    terminal: createTerminal(
      { stdin: stdinOf(options), stdout, stderr },
      { noColor: true, forceColor: false },
    ),
    words: lang === 'ru' ? ru : en,
    format: createFormat(lang, 'UTC'),
    json,
    host: clock,
    clock: createSkewedClock(clock),
    http,
    cwd,
    signal: options.signal ?? new AbortController().signal,
    crashPoint: () => undefined,
    randomId: randomUUID,
    randomBytes,
    random: () => 0.5,
    pid: process.pid,
  }
  return {
    context,
    out: stdout.text,
    err: stderr.text,
    said: stderr.holds,
    document: () => JSON.parse(stdout.text()) as unknown,
    [Symbol.dispose]: () => http.close(),
  }
}

/** How a command ended for whoever called it: its exit code, or what it threw as `main` would explain it. */
export async function ended(
  command: Promise<number>,
  lang: Language = 'en',
): Promise<{ exitCode: number } & Partial<ExplainedFailure>> {
  try {
    return { exitCode: await command }
  } catch (error) {
    return explainFailure(error, lang)
  }
}

/** A folder of the test's own, gone with the test. */
export function testFolder(): Disposable & { readonly path: string } {
  const path = realpathSync(mkdtempSync(join(tmpdir(), 'everthread-')))
  return { path, [Symbol.dispose]: () => rmSync(path, { recursive: true, force: true }) }
}

/** Every secret that the sandbox knows, as far as the text shows it: empty, or the test has found a leak. */
export function secretsIn(text: string, sandbox: Sandbox): string[] {
  const secrets = [sandbox.appSecret, ...sandbox.tokens.list().map(({ access_token }) => access_token)]
  return secrets.filter((secret) => text.includes(secret))
}

function stdinOf({ stdin = '', interactive = false }: TestContextOptions): Readable & { isTTY: boolean } {
  const stream = typeof stdin === 'string' ? Readable.from([Buffer.from(stdin)]) : stdin
  return Object.assign(stream, { isTTY: interactive })
}

interface Capture {
  readonly isTTY: boolean
  readonly write: (text: string) => void
  readonly text: () => string
  readonly holds: (wanted: string | RegExp) => Promise<void>
}

function createCapture(isTTY: boolean): Capture {
  let text = ''
  let waiting: { wanted: string | RegExp; resolve: () => void }[] = []
  const has = (wanted: string | RegExp): boolean =>
    typeof wanted === 'string' ? text.includes(wanted) : wanted.test(text)
  return {
    isTTY,
    write: (more) => {
      text += more
      for (const { wanted, resolve } of waiting) if (has(wanted)) resolve()
      waiting = waiting.filter(({ wanted }) => !has(wanted))
    },
    text: () => text,
    holds: (wanted) =>
      new Promise((resolve) => {
        if (has(wanted)) resolve()
        else waiting.push({ wanted, resolve })
      }),
  }
}
