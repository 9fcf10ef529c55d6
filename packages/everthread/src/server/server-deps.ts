/** What the HTTP service stands on: everything that it does is done by these, and it only speaks HTTP. */
import type { WebhookEnvelope, WebhookEvent } from '@everthread/client'
import type { Handler } from 'hono'
import type { Config } from '../config/config.ts'
import type { Health } from '../service/health.ts'
import type { Drafting } from '../service/drafting.ts'
import type { Installation } from '../service/installation.ts'
import type { BusinessLog } from '../observability/business-log.ts'
import type { Metrics } from '../observability/metrics.ts'
import type { PostActions } from '../publisher/post-actions.ts'
import type { Finding } from '../publisher/preflight/finding.ts'
import type { Language } from '../words/language.ts'
import type { Clock, Millis } from '../time/clock.ts'
import type { AccountActions } from './account-actions.ts'
import type { CheckUp } from './check-up.ts'
import type { MediaPart } from './media-part.ts'
import type { SandboxPart } from './sandbox-part.ts'
import type { AppEnv } from './app-env.ts'

export interface ServerDeps {
  readonly installation: Pick<Installation, 'store' | 'vault'>
  readonly config: Pick<Config, 'host' | 'language' | 'publicUrl' | 'apiBaseUrl' | 'authorizeUrl'>
  /** Monotonic time and sleep. */
  readonly host: Clock
  /** The calendar, corrected by what Meta's answers teach. */
  readonly now: () => Millis
  readonly randomBytes: (size: number) => Uint8Array
  readonly randomId: () => string
  readonly health: () => Promise<Health>
  readonly accounts: AccountActions
  /** By what, besides the pages, a person is told; absent where nobody said. */
  readonly alerts?: AlertChannels | undefined
  /** Absent where nobody brought a doctor. */
  readonly checkUp?: CheckUp
  /** Aborts when the service ends: streams end with it. */
  readonly signal: AbortSignal
  readonly log: BusinessLog
  readonly metrics: Metrics
  /** What nobody foresaw; the caller is told the request's id alone. */
  readonly onDefect: (error: unknown, requestId: string) => void
  /** Looks for due work now. */
  readonly nudge: () => void
  /** What Meta says has happened on Threads; it may say the same more than once. */
  readonly onWebhook?: (webhook: WebhookEnvelope & WebhookEvent) => Promise<void>
  /** Absent where nothing publishes. */
  readonly posts?: PostsPart
  /** Absent where nothing proposes texts. */
  readonly drafting?: Pick<Drafting, 'provider' | 'write'>
  /** Absent where nothing keeps media. */
  readonly media?: MediaPart
  /** Absent outside the demo. */
  readonly sandbox?: SandboxPart | undefined
  readonly mounts?: Mounts
  /** The built web app, absolute; absent where there is none. */
  readonly webFolder?: string | undefined
}

/** `--notify` and `--heartbeat`. */
export interface AlertChannels {
  readonly notify: boolean
  readonly heartbeat: boolean
}

export interface PostsPart {
  readonly actions: PostActions
  /** What a preflight rule says to a person. */
  readonly sayFinding: (
    finding: Finding,
    language: Language,
  ) => { readonly message?: string; readonly remedy?: string }
}

/** What other parts answer themselves. */
export interface Mounts {
  /** `/h/TOKEN`: one post, for a phone. */
  readonly handOff?: Handler<AppEnv>
  /** `/media/…`: files, for Meta. */
  readonly media?: Handler<AppEnv>
}
