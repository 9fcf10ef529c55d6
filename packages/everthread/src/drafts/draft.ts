/**
 * Texts that a model proposes: what is asked for, what comes back, and what can go wrong. A draft is a proposal: nothing here
 * schedules or publishes, and what was written so far is never thrown away.
 */
import type { Language } from '../words/language.ts'

export interface DraftRequest {
  /** What the post is to be about, in its owner's words. */
  readonly prompt: string
  readonly topic?: string
  /** In words: "dry", "like a letter to a friend". */
  readonly tone?: string
  readonly language: Language
  /** 1 to `MOST_VARIANTS`. */
  readonly variants: number
  /** 1 is a single post; more is a chain of at most so many parts. */
  readonly mostParts: number
  /** Whether the model is shown the account's own best and worst posts. */
  readonly isGrounded?: boolean
}

export const USUAL_VARIANTS = 3
export const MOST_VARIANTS = 5
export const MOST_PARTS = 10
/** Characters of a prompt. */
export const LONGEST_PROMPT = 4000

/** How an account writes: short, its owner's own words, editable. */
export interface Voice {
  readonly profile: string
  readonly bannedPhrases: readonly string[]
}

/** One of the account's own posts, and how it did. */
export interface Example {
  readonly text: string
  readonly did: 'well' | 'badly'
  /** Likes, replies, reposts and quotes for each view; what the ranking of insights says. */
  readonly engagementPerView: number
  readonly views: number
}

/** What the model is told of the account: only what its owner wrote. The words of others never come this way. */
export interface Grounding {
  readonly voice?: Voice
  readonly examples: readonly Example[]
}

export interface Variant {
  readonly parts: readonly string[]
  /** The model's own reason; absent where it gave none. */
  readonly why?: string
}

/** A variant, held against what fits and what its owner does not want to read. */
export interface JudgedVariant extends Variant {
  readonly flaws: readonly DraftFlaw[]
  /** What it was before the model shortened it; absent where that was not needed. */
  readonly before?: readonly string[]
}

export type DraftFlaw =
  | { readonly kind: 'too-long'; readonly part: number; readonly length: number; readonly most: number }
  | { readonly kind: 'too-many-parts'; readonly count: number; readonly most: number }
  | { readonly kind: 'banned-phrase'; readonly part: number; readonly phrase: string }
  | { readonly kind: 'too-many-links'; readonly part: number; readonly count: number; readonly most: number }

/** In the model's tokens; absent where it does not say. */
export interface Usage {
  readonly input?: number
  readonly output?: number
}

/** What a reader of the stream gets, in this order: `writing`*, (`shortening`* `variant`)*, then `done` or `trouble`. */
export type DraftStep =
  /** Everything that is written so far, a list of parts for each variant. */
  | { readonly kind: 'writing'; readonly variants: readonly (readonly string[])[] }
  /** From 1. */
  | { readonly kind: 'shortening'; readonly number: number }
  | { readonly kind: 'variant'; readonly number: number; readonly variant: JudgedVariant }
  | { readonly kind: 'done'; readonly model: string; readonly usage: Usage }
  /** `kept`: what was written until then, and is not among the variants. */
  | {
      readonly kind: 'trouble'
      readonly trouble: DraftTrouble
      readonly usage: Usage
      readonly kept: readonly (readonly string[])[]
    }

/** Why no text came, or not all of it. The codes are a contract; `words/draft-words` says them. */
export interface DraftTrouble {
  readonly code: DraftTroubleCode
  /** As the service asked for it. */
  readonly retryAfterMs?: number
}

export const DRAFT_TROUBLES = [
  'not-configured',
  'key-refused',
  'model-unknown',
  'quota',
  'overloaded',
  'unreachable',
  'timed-out',
  'blocked',
  'refused',
  'cut-off',
  'malformed',
] as const
export type DraftTroubleCode = (typeof DRAFT_TROUBLES)[number]
