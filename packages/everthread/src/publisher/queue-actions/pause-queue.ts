/** An account's queue stands still, and goes on. Containers that were made early are not waited with: they grow old. */
import type { ActionDeps } from './action-deps.ts'
import { writeChange } from './change-post.ts'
import { asScheduled } from './post-forms.ts'
import type { Queue } from '../queue-policy.ts'
import { listPosts } from '../../store/posts.ts'
import { getQueue, putQueue } from '../../store/queues.ts'

export type QueueChanged =
  | { readonly kind: 'saved'; readonly queue: Queue }
  /** It is so already. */
  | { readonly kind: 'unchanged'; readonly queue: Queue }

export async function pauseQueue(deps: ActionDeps, accountId: string): Promise<QueueChanged> {
  return deps.transaction(async (trx) => {
    const before = await getQueue(trx, accountId)
    if (before.pause) return { kind: 'unchanged', queue: before }
    const now = deps.now()
    const queue: Queue = { ...before, pause: { reason: 'paused', at: now } }
    await putQueue(trx, accountId, queue)
    for (const post of await listPosts(trx, { accountId, states: ['preparing', 'ready'] })) {
      const receipts = [{ at: now, kind: 'paused' as const }]
      if (post.plan) await writeChange(deps, trx, { post: asScheduled(post, post.plan), receipts, now })
    }
    return { kind: 'saved', queue }
  })
}

/** Also what Meta's restriction paused: its owner knows when it has ended. What is held stays so until it is resumed. */
export async function openQueue(deps: ActionDeps, accountId: string): Promise<QueueChanged> {
  return deps.transaction(async (trx) => {
    const { pause, ...queue } = await getQueue(trx, accountId)
    if (!pause) return { kind: 'unchanged', queue }
    await putQueue(trx, accountId, queue)
    return { kind: 'saved', queue }
  })
}
