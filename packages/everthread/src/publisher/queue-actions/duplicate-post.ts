/** The same words once more, as a draft. */
import type { ActionDeps } from './action-deps.ts'
import { createPost, type Created } from './create-post.ts'
import { findPost } from '../../store/posts.ts'

export async function duplicatePost(
  deps: ActionDeps,
  id: string,
): Promise<Created | { readonly kind: 'not_found' }> {
  const post = await findPost(deps.db, id)
  if (!post) return { kind: 'not_found' }
  const parts = post.parts.map(({ content, delayMs }) => ({ content, delayMs }))
  return createPost(deps, { accountId: post.accountId, parts, copyOf: id })
}
