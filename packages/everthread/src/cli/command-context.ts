/** What a command runs with: everything it may touch, as values. Built once by `main`, never read from globals. */
import type { Config } from '../config/config.ts'
import type { Environment, RawEnv } from '../config/env.ts'
import type { HttpFetch } from '../net/http-fetch.ts'
import type { Clock } from '../time/clock.ts'
import type { SkewedClock } from '../time/skew.ts'
import type { Format } from '../words/format.ts'
import type { CrashPoint } from '../keeper/crash-point.ts'
import type { Terminal } from './terminal.ts'
import type { CliWords } from './words/en.ts'

export interface CommandContext {
  readonly config: Config
  readonly raw: RawEnv
  readonly environment: Environment
  readonly terminal: Terminal
  readonly words: CliWords
  readonly format: Format
  /** `--json`: one document on stdout. */
  readonly json: boolean
  readonly host: Clock
  /** The host's clock, corrected by what Meta's answers teach. */
  readonly clock: SkewedClock
  readonly http: HttpFetch
  readonly cwd: string
  /** Aborts on SIGINT or SIGTERM. */
  readonly signal: AbortSignal
  readonly crashPoint: CrashPoint
  readonly randomId: () => string
  readonly randomBytes: (size: number) => Uint8Array
  /** [0, 1) */
  readonly random: () => number
  readonly pid: number
}
