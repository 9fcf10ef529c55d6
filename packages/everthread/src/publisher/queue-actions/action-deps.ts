/** What the actions of people are made with: the store, a clock, the rules and the zones. */
import type { Kysely, Transaction } from 'kysely'
import type { Post } from '../post.ts'
import type { Finding } from '../preflight/finding.ts'
import type { Schema } from '../../store/schema.ts'
import type { Millis } from '../../time/clock.ts'
import type { Zones } from '../../time/zones.ts'

export interface ActionDeps {
  readonly db: Kysely<Schema>
  readonly transaction: <T>(work: (trx: Transaction<Schema>) => Promise<T>) => Promise<T>
  readonly now: () => Millis
  readonly randomId: () => string
  /** What the preflight rules say of the post as it would be saved. */
  readonly check: (db: Kysely<Schema>, post: Post) => Promise<readonly Finding[]>
  readonly zones: Zones
}
