/** A new post. Whatever becomes of its time, what was written is kept. */
import type { Kysely } from 'kysely'
import type { ActionDeps } from './action-deps.ts'
import type { NoContent, Written } from './action-outcome.ts'
import { writeChange } from './change-post.ts'
import { lackOf } from './lack-of.ts'
import { type NewPart, partsOf } from './part-contents.ts'
import { plannedReceipt } from './planned-receipt.ts'
import { planFor, type When } from './plan-for.ts'
import { asScheduled } from './post-forms.ts'
import type { Post, PostId } from '../post.ts'
import { textHash } from '../text-hash.ts'
import { findAccount } from '../../store/accounts.ts'
import { getQueue } from '../../store/queues.ts'
import type { Receipt } from '../../store/receipts.ts'
import type { Schema } from '../../store/schema.ts'
import type { Millis } from '../../time/clock.ts'

export interface NewPost {
  readonly accountId: string
  readonly parts: readonly NewPart[]
  /** A draft, unless given. */
  readonly when?: When
  /** The post that it repeats. */
  readonly copyOf?: string
}

export type Created = Written | NoContent | { readonly kind: 'no_account' }

export async function createPost(deps: ActionDeps, order: NewPost): Promise<Created> {
  return deps.transaction(async (trx) => {
    const lacking = await lackOf(trx, order.parts)
    if (lacking) return lacking
    if (!(await findAccount(trx, order.accountId))) return { kind: 'no_account' }
    const now = deps.now()
    const draft = newDraft(deps, order, now)
    const planned = order.when && (await plan(deps, trx, { order, when: order.when, now }))
    const created = createdReceipt(order, now)
    if (planned?.kind !== 'planned') {
      const written = await writeChange(deps, trx, { post: draft, receipts: [created], now })
      return planned ? { ...written, kind: 'kept_as_draft', noPlan: planned } : written
    }
    const scheduled = plannedReceipt('scheduled', now, planned.plan)
    const post = asScheduled(draft, planned.plan)
    return writeChange(deps, trx, { post, receipts: [created, scheduled], now })
  })
}

function createdReceipt({ copyOf }: NewPost, at: Millis): Receipt {
  return { at, kind: 'created', ...(copyOf !== undefined && { detail: { copyOf } }) }
}

interface Wish {
  readonly order: NewPost
  readonly when: When
  readonly now: Millis
}

async function plan(deps: ActionDeps, db: Kysely<Schema>, { order: { accountId }, when, now }: Wish) {
  return planFor(deps, db, { accountId, queue: await getQueue(db, accountId), now, when })
}

/** Version 0: the first that anybody sees is 1. */
function newDraft({ randomId }: ActionDeps, { accountId, parts }: NewPost, now: Millis): Post {
  return {
    id: randomId() as PostId,
    accountId,
    state: 'draft',
    version: 0,
    parts: partsOf(parts),
    textHash: textHash(parts.map(({ content }) => content)),
    receipts: 0,
    createdAt: now,
    updatedAt: now,
  }
}
