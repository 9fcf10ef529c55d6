/** What keeping needs, whatever is kept: the accounts of a data folder, or a `.env` alone. */
import type { Secret } from '@everthread/client'
import type { PostSurroundings } from '../account/post-lane-deps.ts'
import type { Notices } from '../alerts/notices.ts'
import type { Config } from '../config/config.ts'
import type { CrashPoint } from '../keeper/crash-point.ts'
import type { HttpFetch } from '../net/http-fetch.ts'
import type { Clock } from '../time/clock.ts'
import type { SkewedClock } from '../time/skew.ts'

export interface Keeping {
  readonly config: Pick<Config, 'apiBaseUrl' | 'runtimeDir' | 'lockFolders' | 'language' | 'databaseUrl'>
  readonly host: Clock
  /** The host's clock, corrected by what Meta's answers teach. */
  readonly clock: SkewedClock
  readonly http: HttpFetch
  /** Shorter than the lease of a claim (DESIGN §4). */
  readonly callLimitMs: number
  readonly crashPoint: CrashPoint
  /** Asked in every round: a person may put it right at any time. */
  readonly findAppSecret: () => Promise<Secret | undefined>
  readonly notices: Notices
  readonly signal: AbortSignal
  /** Before each look at what is due: what changed outside. */
  readonly beforeTick?: (() => Promise<void>) | undefined
  readonly onTrouble: (error: unknown) => void
  /** What posts need of others: the rules that refuse them, and where Meta can fetch our files. */
  readonly posts?: PostSurroundings
}
