/** A look at an account's own posts for what a person published by hand: what it changes, and when the next one is. Pure. */
import { type FoundByHand, matchByHand, type OwnPosts } from './match-by-hand.ts'
import type { Part, Post } from '../post.ts'
import { asHandedOff, asPublished, isOut } from '../queue-actions/post-forms.ts'
import { workDueAt } from '../queue-actions/work-of-post.ts'
import type { Receipt } from '../../store/receipts.ts'
import type { Millis } from '../../time/clock.ts'
import { DAY, HOUR, MINUTE } from '../../time/duration.ts'

export interface Look extends OwnPosts {
  readonly now: Millis
}

export interface Looked {
  readonly post: Post
  /** Empty where nothing was found: then the post is as it was. */
  readonly receipts: readonly Receipt[]
  /** When to look again; `undefined` when nothing is sought any more, or for too long. */
  readonly nextAt?: Millis
}

/** Of a post that is handed off, or published by hand and not seen yet. */
export function lookForByHand(post: Post, look: Look): Looked {
  const { now, handedOffAt } = look
  const found = matchByHand(post, look)
  const after = found.length === 0 ? post : withFound(post, found, now)
  const nextAt = workDueAt(after, now) === undefined ? undefined : nextLookAt(handedOffAt, now)
  return {
    post: after,
    receipts: found.map(({ position, mediaId }) => ({
      at: now,
      kind: 'recovered',
      position,
      detail: { mediaId },
    })),
    ...(nextAt !== undefined && { nextAt }),
  }
}

function withFound(post: Post, found: readonly FoundByHand[], now: Millis): Post {
  const parts = post.parts.map((part) => {
    const one = found.find(({ position }) => position === part.position)
    return one ? foundPart(part, one) : part
  })
  const changed: Post = { ...post, parts }
  if (!parts.every(isOut)) return asHandedOff(changed)
  return asPublished(changed, post.state === 'published' ? post.publishedAt : now)
}

function foundPart(
  { position, content, delayMs }: Part,
  { mediaId, permalink, publishedAt }: FoundByHand,
): Part {
  return {
    position,
    content,
    delayMs,
    state: 'published',
    publishedAt,
    as: { kind: 'by_hand', at: publishedAt, mediaId },
    ...(permalink !== undefined && { permalink }),
  }
}

const LOOK_FOR_MS = 7 * DAY

/** The older the hand-off, the less often: after a minute first, then after as long again, hourly at last, for a week. */
export function nextLookAt(handedOffAt: Millis, now: Millis): Millis | undefined {
  const age = now - handedOffAt
  if (age >= LOOK_FOR_MS) return undefined
  return (now + Math.min(Math.max(age, MINUTE), HOUR)) as Millis
}
