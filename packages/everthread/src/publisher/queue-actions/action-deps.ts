/** What the actions of people are made with: the store, a clock, and the rules about texts and times, each as a function. */
import type { Kysely, Transaction } from 'kysely'
import type { PartContent } from '../content.ts'
import type { Plan, Post } from '../post.ts'
import type { Finding } from '../preflight/finding.ts'
import type { Slot } from '../queue-policy.ts'
import type { Schema } from '../../store/schema.ts'
import type { Millis } from '../../time/clock.ts'

export interface ActionDeps {
  readonly db: Kysely<Schema>
  readonly transaction: <T>(work: (trx: Transaction<Schema>) => Promise<T>) => Promise<T>
  readonly now: () => Millis
  readonly randomId: () => string
  /** What the preflight rules say of the post as it would be saved. */
  readonly check: (db: Kysely<Schema>, post: Post) => Promise<readonly Finding[]>
  /** Of the words of all parts: equal for what readers would call the same post. */
  readonly textHash: (contents: readonly PartContent[]) => string
  readonly zones: Zones
  /** `undefined` where there are no slots, or none is free within reach. */
  readonly nextFreeSlot: (search: SlotSearch) => Plan | undefined
}

/** Between instants and what a wall shows; `undefined` for a zone that nobody knows. */
export interface Zones {
  /** `2026-03-29T09:00` */
  readonly wallAt: (at: Millis, zone: string) => string | undefined
  /** A gap moves to its first valid minute, an overlap is its first pass (P11). `undefined` also for what is no wall time. */
  readonly instantOf: (wall: string, zone: string) => Millis | undefined
}

export interface SlotSearch {
  readonly slots: readonly Slot[]
  readonly zone: string
  /** Slots before it are over. */
  readonly after: Millis
  /** Instants that other posts of the account have. */
  readonly taken: readonly Millis[]
}
