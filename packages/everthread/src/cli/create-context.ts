/** What a command runs with, put together from the real world. Loaded with the first command: the help needs none of it. */
import { randomBytes, randomInt } from 'node:crypto'
import { homedir, tmpdir } from 'node:os'
import { parseConfig } from '../config/config.ts'
import type { Environment } from '../config/env.ts'
import { armCrashPoint } from '../keeper/crash-point.ts'
import { createHttpFetch } from '../net/http-fetch.ts'
import { systemClock } from '../time/clock.ts'
import { createSkewedClock } from '../time/skew.ts'
import { createFormat } from '../words/format.ts'
import type { CommandContext } from './command-context.ts'
import type { GlobalOptions } from './program.ts'
import type { Terminal } from './terminal.ts'
import { en } from './words/en.ts'
import { ru } from './words/ru.ts'

export interface Surroundings {
  readonly environment: Environment
  readonly terminal: Terminal
  /** Aborts when the program is to stop. */
  readonly signal: AbortSignal
}

/** Throws `ConfigError`. */
export function createContext(
  { environment, terminal, signal }: Surroundings,
  options: GlobalOptions,
): CommandContext {
  const { raw } = environment
  const { getuid } = process
  const config = parseConfig(
    raw,
    {
      platform: process.platform,
      homeDir: homedir(),
      tempDir: tmpdir(),
      ...(getuid && { userId: getuid.call(process) }),
    },
    options,
  )
  return {
    config,
    raw,
    environment,
    terminal,
    words: config.language === 'ru' ? ru : en,
    format: createFormat(config.language),
    json: options.json === true,
    host: systemClock,
    clock: createSkewedClock(systemClock),
    http: createHttpFetch({ proxies: config.proxies, keepAlive: true }),
    cwd: process.cwd(),
    signal,
    crashPoint: armCrashPoint(config.crashAt, () => process.kill(process.pid, 'SIGKILL')),
    randomId: () => randomBytes(12).toString('hex'),
    randomBytes,
    random: () => randomInt(0, 1_000_000) / 1_000_000,
    pid: process.pid,
  }
}
