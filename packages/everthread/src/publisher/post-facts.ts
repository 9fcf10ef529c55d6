/** What a decision about a post is made from: its rows, the ledger, and how its account stands. */
import type { Post } from './post.ts'
import type { Queue } from './queue-policy.ts'
import type { Quotas } from './quota.ts'
import type { Millis } from '../time/clock.ts'

export interface PostFacts {
  readonly post: Post
  readonly ledger: readonly LedgerEntry[]
  /** Of the part that is next, as it stands now: its container must have been made of the same. */
  readonly contentHash: string
  readonly account: AccountStanding
  /** A post of the same account goes first, but not for longer than until then. */
  readonly earlierUntil?: Millis
  /** How long a call may take: nobody asks what came of it before it can have ended. */
  readonly callLimitMs: number
}

/** One part's row in the ledger. */
export interface LedgerEntry {
  readonly position: number
  readonly containerId: string
  readonly intentAt: Millis
  readonly outcome: 'unanswered' | 'published' | 'refused'
  readonly mediaId?: string
}

export interface AccountStanding {
  readonly token: TokenStanding
  /** The token may publish, as far as is known. */
  readonly hasScope: boolean
  readonly queue: Pick<Queue, 'pause' | 'missed' | 'lateLimitMs'>
  readonly quotas: Quotas
  /** [0, 1); spreads what failed together. */
  readonly jitter: number
}

export type TokenStanding =
  | { readonly kind: 'alive' }
  /** Meta refused it once; the keeper looks again then. */
  | { readonly kind: 'doubted'; readonly until: Millis }
  | { readonly kind: 'dead' }
