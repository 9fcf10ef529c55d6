/** What a person is told, and what the sentences are told with. */
import type { Millis } from '../time/clock.ts'
import type { Format } from './format.ts'

export interface Sentences {
  /** What is the case. */
  readonly message: string
  /** The one thing that helps; absent when nothing has to be done. */
  readonly remedy?: string
  /** Where it can be done. */
  readonly url?: string
}

/** What is known when something is said. What is not known is left out of the sentence, never guessed. */
export interface SentenceFacts {
  readonly now: Millis
  /** The account's name, without `@`. */
  readonly username?: string | undefined
  /** When Everthread acts next. */
  readonly at?: Millis | undefined
  readonly expiresAt?: Millis | undefined
  readonly dataAccessExpiresAt?: Millis | undefined
  /** When the renewal that did not happen was planned. */
  readonly plannedAt?: Millis | undefined
  /** The file, folder or sink that it is about. */
  readonly path?: string | undefined
  /** The id of the post that it is about. */
  readonly post?: string | undefined
  /** The name of the token's variable; `THREADS_ACCESS_TOKEN` unless said. */
  readonly key?: string | undefined
  /** Settings or scopes that are missing. */
  readonly missing?: readonly string[] | undefined
  /** Whose token was found instead, without `@`. */
  readonly foundUsername?: string | undefined
  /** Our clock minus Meta's. */
  readonly skewMs?: number | undefined
}

/** The facts as text in the language of the sentence. */
export interface Spoken {
  /** `@anna` */
  readonly username: string | undefined
  readonly at: string | undefined
  readonly expiresAt: string | undefined
  /** `in 5 days` */
  readonly expiresIn: string | undefined
  readonly dataAccessExpiresAt: string | undefined
  readonly dataAccessExpiresIn: string | undefined
  readonly plannedAt: string | undefined
  readonly path: string | undefined
  readonly post: string | undefined
  readonly key: string
  readonly missing: string | undefined
  /** `@boris` */
  readonly foundUsername: string | undefined
  /** How much our clock is wrong. */
  readonly skew: { readonly by: string; readonly direction: 'fast' | 'slow' } | undefined
}

export type Saying = Sentences | ((spoken: Spoken) => Sentences)

export function say(saying: Saying, facts: SentenceFacts, format: Format): Sentences {
  return typeof saying === 'function' ? saying(speak(facts, format)) : saying
}

/** `before value after`, or nothing when the value is not known. */
export function known(before: string, value: string | undefined, after = ''): string {
  return value === undefined ? '' : `${before}${value}${after}`
}

function speak(facts: SentenceFacts, format: Format): Spoken {
  return {
    username: spoken(facts.username, (name) => `@${name}`),
    at: spoken(facts.at, format.instant),
    expiresAt: spoken(facts.expiresAt, format.instant),
    expiresIn: spoken(ahead(facts.expiresAt, facts.now), format.relative),
    dataAccessExpiresAt: spoken(facts.dataAccessExpiresAt, format.instant),
    dataAccessExpiresIn: spoken(ahead(facts.dataAccessExpiresAt, facts.now), format.relative),
    plannedAt: spoken(facts.plannedAt, format.instant),
    path: facts.path,
    post: facts.post,
    key: facts.key ?? 'THREADS_ACCESS_TOKEN',
    missing: facts.missing?.length ? format.list(facts.missing) : undefined,
    foundUsername: spoken(facts.foundUsername, (name) => `@${name}`),
    skew: spoken(facts.skewMs, (ms) => ({
      by: format.duration(ms),
      direction: ms > 0 ? ('fast' as const) : ('slow' as const),
    })),
  }
}

/** Nothing "expires 2 hours ago". */
function ahead(at: Millis | undefined, now: Millis): number | undefined {
  return at !== undefined && at > now ? at - now : undefined
}

function spoken<Value, Text>(value: Value | undefined, text: (value: Value) => Text): Text | undefined {
  return value === undefined ? undefined : text(value)
}
