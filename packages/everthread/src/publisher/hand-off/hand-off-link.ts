/**
 * The link that opens one post on a phone, without a login. It holds 128 random bits; the store holds their hash alone,
 * so that neither a copy of it nor a log can open anything. It works until the post is settled, or for seven days.
 */
import { createHash, timingSafeEqual } from 'node:crypto'
import { isUnseen } from '../queue-actions/work-of-post.ts'
import type { ActionDeps } from '../queue-actions/action-deps.ts'
import { isWritten, type PostTarget, type Refusal } from '../queue-actions/action-outcome.ts'
import { conflictOf } from '../queue-actions/change-post.ts'
import { handOff } from '../queue-actions/hand-off.ts'
import type { Post } from '../post.ts'
import { deleteExpiredHandoffs, findHandoff, insertHandoff } from '../../store/handoffs.ts'
import { findPost } from '../../store/posts.ts'
import type { Millis } from '../../time/clock.ts'
import { DAY, HOUR } from '../../time/duration.ts'

const TOKEN_BYTES = 16
const LIFETIME_MS = 7 * DAY

/** So long after the last part an "I published it" that was a slip can be undone on the phone. */
const UNDO_MS = HOUR

export interface HandOffDeps extends ActionDeps {
  readonly randomBytes: (size: number) => Uint8Array
}

export interface HandOffLink {
  readonly kind: 'linked'
  readonly post: Post
  /** Shown once. The path is `/h/TOKEN`. */
  readonly token: string
  readonly expiresAt: Millis
}

/** Hands the post off, unless it is handed off already, and makes a link to it. */
export async function createHandOff(deps: HandOffDeps, target: PostTarget): Promise<HandOffLink | Refusal> {
  const handed = await handOffOnce(deps, target)
  if (handed.kind !== 'handed_off') return handed
  const { post } = handed
  const token = Buffer.from(deps.randomBytes(TOKEN_BYTES)).toString('base64url')
  const createdAt = deps.now()
  const expiresAt = (createdAt + LIFETIME_MS) as Millis
  await deps.transaction(async (trx) => {
    await deleteExpiredHandoffs(trx, createdAt)
    await insertHandoff(trx, { linkHash: hashOf(token), postId: post.id, createdAt, expiresAt })
  })
  return { kind: 'linked', post, token, expiresAt }
}

type HandedOff = { readonly kind: 'handed_off'; readonly post: Post }

async function handOffOnce(deps: HandOffDeps, target: PostTarget): Promise<HandedOff | Refusal> {
  const post = await findPost(deps.db, target.id)
  const refusal = post && conflictOf(post, target)
  if (refusal) return refusal
  if (post?.state === 'handed_off') return { kind: 'handed_off', post }
  const handed = await handOff(deps, target)
  return isWritten(handed) ? { kind: 'handed_off', post: handed.post } : handed
}

/** The post that the link opens now. `undefined` for whatever is no link of ours, or is one no more. */
export async function findHandOff(
  { db, now }: Pick<HandOffDeps, 'db' | 'now'>,
  token: string,
): Promise<Post | undefined> {
  const wanted = hashOf(token)
  const handoff = await findHandoff(db, wanted)
  // The index compares hashes, whose bytes tell nothing of the token's; here they are compared once more, in constant time.
  if (!handoff || !timingSafeEqual(Buffer.from(handoff.linkHash), Buffer.from(wanted))) return undefined
  const post = await findPost(db, handoff.postId)
  return post && now() < handoff.expiresAt && isOpen(post, now()) ? post : undefined
}

/** Settled is what the API has shown, or what stands for an hour. */
function isOpen(post: Post, now: Millis): boolean {
  if (post.state === 'handed_off') return true
  return post.state === 'published' && post.parts.some(isUnseen) && now - post.publishedAt < UNDO_MS
}

function hashOf(token: string): string {
  return createHash('sha256').update(token).digest('hex')
}
