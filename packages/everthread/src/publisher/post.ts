/**
 * A post and its parts (DESIGN §6). A chain is a post with more than one part.
 *
 * | post | what is true | who enters | what leaves |
 * |---|---|---|---|
 * | `draft` | its owner is writing it; nothing is due | create, edit | schedule, cancel |
 * | `scheduled` | it has an instant; no container counts | schedule, edit, resume | 15 minutes before: `preparing` |
 * | `preparing` | the first part's container is being made | the loop | `ready`, `failed`, edit → `scheduled` |
 * | `ready` | the container is finished and waits for the instant | the loop | `publishing`, edit → `scheduled` |
 * | `publishing` | a part has passed the point of no return | the loop | `published`, `needs_review`, `failed` |
 * | `published` | every part is out, by us or by hand | the loop, a person | delete |
 * | `held` | it may not go: its time came with the token dead, the queue paused, too late; or its owner holds it | the loop, hold | resume, hand-off, cancel |
 * | `handed_off` | a person publishes it by hand | hand-off | `published`, taken back → `held` |
 * | `needs_review` | nobody can tell whether a part is out | recovery | a person says which |
 * | `failed` | a person must change something | the loop, preflight | edit, cancel |
 * | `cancelled` | it will not go out | cancel | edit → `draft` |
 *
 * | part | what is true |
 * |---|---|
 * | `pending` | nothing is at Meta |
 * | `container` | Meta has its container, and works on it |
 * | `ready` | Meta says `FINISHED` |
 * | `publishing` | the intent is in the ledger; the call may be out |
 * | `unknown` | the call's answer was lost; recovery asks |
 * | `published` | it is out: Meta's id, or by hand |
 * | `failed` | Meta or preflight refused it |
 * | `skipped` | its owner let it go |
 */
import type { PartContent } from './content.ts'
import type { PostReason } from './post-reasons.ts'
import type { Millis } from '../time/clock.ts'

export type PostId = string & { readonly __brand: 'PostId' }

export const POST_STATES = [
  'draft',
  'scheduled',
  'preparing',
  'ready',
  'publishing',
  'published',
  'held',
  'handed_off',
  'needs_review',
  'failed',
  'cancelled',
] as const

export type PostState = (typeof POST_STATES)[number]

/** When it shall go out: the instant counts, the wall time and its zone are what the owner saw. */
export interface Plan {
  readonly at: Millis
  /** `2026-03-29T09:00` */
  readonly wall: string
  readonly zone: string
}

/** Why it stands where it stands. */
export interface Standing {
  readonly reason: PostReason
  readonly at: Millis
  /** Which part is meant, from 1. */
  readonly position?: number
  /** Meta's own words or numbers, redacted. */
  readonly detail?: string
}

/** What of a part is at Meta. The hash is of the content that it was made of: publishing demands equality. */
export interface ContainerRecord {
  readonly id: string
  readonly contentHash: string
  readonly madeAt: Millis
  /** How often it was read since, and when last: the polls' table counts from it. */
  readonly polls: number
  readonly polledAt?: Millis
}

/** The containers of a part on their way: a carousel's items first, then the part's own. */
export interface PartContainer {
  readonly children: readonly (ContainerRecord & { readonly isFinished: boolean })[]
  readonly own?: ContainerRecord
}

/** A streak of failures of one part; the next try is not before `notBefore`. */
export interface PartAttempts {
  readonly count: number
  readonly since: Millis
  readonly notBefore: Millis
  readonly reason: PostReason
  readonly detail?: string
  /** How often the container was made anew. */
  readonly remakes: number
}

interface PartBase {
  readonly position: number
  readonly content: PartContent
  readonly delayMs: number
  readonly attempts?: PartAttempts
}

export type Part =
  | (PartBase & { readonly state: 'pending' | 'failed' | 'skipped'; readonly container?: PartContainer })
  | (PartBase & {
      readonly state: 'container' | 'ready' | 'publishing' | 'unknown'
      readonly container: PartContainer
    })
  | (PartBase & {
      readonly state: 'published'
      readonly publishedAt: Millis
      readonly permalink?: string
      readonly as: PublishedAs
    })

export type PublishedAs =
  | { readonly kind: 'by_us'; readonly mediaId: string }
  /** Its owner says so; the id, where the API or the link told it. */
  | { readonly kind: 'by_hand'; readonly at: Millis; readonly mediaId?: string }

interface PostBase {
  readonly id: PostId
  readonly accountId: string
  readonly version: number
  readonly parts: readonly Part[]
  readonly textHash: string
  readonly receipts: number
  readonly createdAt: Millis
  readonly updatedAt: Millis
}

export type Post =
  | (PostBase & { readonly state: 'draft' | 'handed_off' | 'cancelled'; readonly plan?: Plan })
  | (PostBase & { readonly state: 'scheduled' | 'preparing' | 'ready' | 'publishing'; readonly plan: Plan })
  | (PostBase & {
      readonly state: 'held' | 'needs_review' | 'failed'
      readonly plan: Plan
      readonly standing: Standing
    })
  | (PostBase & { readonly state: 'published'; readonly plan?: Plan; readonly publishedAt: Millis })
