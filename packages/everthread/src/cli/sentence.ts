/** Sentences for reasons, with what is known filled in. */
import type { Decision, TokenFacts } from '../keeper/facts.ts'
import type { Reason } from '../keeper/reasons.ts'
import type { Profile } from '../keeper/api.ts'
import { reasonSentences } from '../words/reason-words.ts'
import type { SentenceFacts, Sentences } from '../words/sentences.ts'
import { isLoopbackApi } from '../config/config.ts'
import type { CommandContext } from './command-context.ts'

export interface Spoken {
  readonly profile?: Profile | undefined
  readonly facts?: TokenFacts | undefined
  readonly decision?: Decision | undefined
  readonly path?: string | undefined
  readonly key?: string | undefined
  readonly missing?: readonly string[] | undefined
  /** Whose token was found instead. */
  readonly found?: Profile | undefined
}

export function sentenceFor(context: CommandContext, reason: Reason, spoken: Spoken = {}): Sentences {
  const { config, format } = context
  return reasonSentences(reason, sentenceFacts(context, spoken), { language: config.language, format })
}

export function sentenceFacts({ clock }: CommandContext, spoken: Spoken): SentenceFacts {
  const { profile, facts, decision, path, key, missing, found } = spoken
  return {
    now: clock.now(),
    username: profile?.username,
    at: decision && 'at' in decision ? decision.at : undefined,
    expiresAt: facts?.expiry.kind === 'at' ? facts.expiry.at : undefined,
    dataAccessExpiresAt: facts?.dataAccessExpiresAt,
    path,
    key,
    missing,
    foundUsername: found?.username,
    skewMs: clock.skewMs() === 0 ? undefined : -clock.skewMs(),
  }
}

/** A sandbox's clock is turned on purpose: nothing to warn of. */
export function sayIfSkewed({ clock, config, terminal, words, format }: CommandContext): void {
  if (!clock.isSkewed() || isLoopbackApi(config)) return
  terminal.say(terminal.style.warn(words.skewed(format.duration(Math.abs(clock.skewMs())))))
}

/** `@anna`, or the id; empty where nobody could say whose token it is. */
export function nameOf({ words }: CommandContext, profile: Profile | undefined): string {
  if (profile?.username !== undefined) return `@${profile.username}`
  return profile?.id ?? words.someone
}
