/**
 * A post goes. What is on Threads is deleted there first, part by part from the last, each told in the timeline as soon
 * as it is gone: a call that fails in the middle leaves a post whose next deletion goes on. The ledger stays.
 *
 * @NOTE It is a direct call and no row of work: a person waits for the answer, and deleting twice deletes once.
 */
import type { ActionDeps } from './action-deps.ts'
import type { PostTarget, Refusal } from './action-outcome.ts'
import { refusalOf } from './allowed-states.ts'
import { conflictOf, gatherFacts } from './change-post.ts'
import type { Part, Post } from '../post.ts'
import { deletePostRows } from '../../store/delete-post.ts'
import { addReceipts, listReceipts } from '../../store/receipts.ts'
import { deleteWork } from '../../store/work.ts'

/** What Meta's answer to one deletion means. */
export type DeletedAtMeta =
  /** Also what was not there any more. */
  | { readonly kind: 'gone' }
  /** `threads_delete` was not granted. */
  | { readonly kind: 'scope_missing' }
  | { readonly kind: 'token_dead' }
  /** A hundred a day. */
  | { readonly kind: 'rate_limited' }
  | { readonly kind: 'refused'; readonly code?: number }
  | { readonly kind: 'no_answer' }

export interface DeleteDeps extends ActionDeps {
  readonly deleteMedia: (accountId: string, mediaId: string) => Promise<DeletedAtMeta>
}

export interface Deletion extends PostTarget {
  /** `here` forgets the post, and leaves what is on Threads. */
  readonly from: 'threads' | 'here'
}

export type Deleted =
  | { readonly kind: 'deleted'; readonly post: Post }
  | Refusal
  /** It is out by hand, and Meta's id of it is not known: only its owner can delete it there. */
  | { readonly kind: 'not_ours'; readonly post: Post; readonly position: number }
  | {
      readonly kind: 'not_deleted'
      readonly post: Post
      readonly position: number
      readonly why: Exclude<DeletedAtMeta, { kind: 'gone' }>
    }

export async function deletePost(deps: DeleteDeps, deletion: Deletion): Promise<Deleted> {
  const facts = await gatherFacts(deps, deps.db, deletion.id)
  if (!facts) return { kind: 'not_found' }
  const { post } = facts
  const refusal = conflictOf(post, deletion) ?? refusalOf('delete', facts)
  if (refusal) return refusal
  const stopped = deletion.from === 'threads' ? await deleteAtMeta(deps, post) : undefined
  return stopped ?? forget(deps, deletion)
}

async function deleteAtMeta(deps: DeleteDeps, post: Post): Promise<Deleted | undefined> {
  const gone = new Set(
    (await listReceipts(deps.db, post.id)).flatMap(({ kind, position }) =>
      kind === 'deleted' ? [position] : [],
    ),
  )
  const parts = post.parts.filter(isPublished).filter(({ position }) => !gone.has(position))
  const unknown = parts.find(({ as }) => as.mediaId === undefined)
  if (unknown) return { kind: 'not_ours', post, position: unknown.position }
  for (const { position, as } of parts.toReversed()) {
    const why = await deps.deleteMedia(post.accountId, as.mediaId ?? '')
    if (why.kind !== 'gone') return { kind: 'not_deleted', post, position, why }
    await deps.transaction((trx) =>
      addReceipts(trx, post.id, [{ at: deps.now(), kind: 'deleted', position }]),
    )
  }
  return undefined
}

/** Read once more: the calls took a while. */
async function forget(deps: DeleteDeps, deletion: Deletion): Promise<Deleted> {
  return deps.transaction(async (trx) => {
    const facts = await gatherFacts(deps, trx, deletion.id)
    if (!facts) return { kind: 'not_found' }
    const { post } = facts
    const refusal = conflictOf(post, deletion) ?? refusalOf('delete', facts)
    if (refusal) return refusal
    await deleteWork(trx, post.accountId, { kind: 'post', subject: post.id })
    await deletePostRows(trx, post.id)
    return { kind: 'deleted', post }
  })
}

function isPublished(part: Part): part is Extract<Part, { state: 'published' }> {
  return part.state === 'published'
}
