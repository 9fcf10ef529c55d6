/** A look at an account's own posts for what a person published by hand: where, since when, what it changes, and how often. Pure. */
import { type FoundByHand, isReplying, isSought, matchByHand, type OwnPosts } from './match-by-hand.ts'
import type { Part, PartAttempts, Post } from '../post.ts'
import { asHandedOff, asPublished, isOut } from '../queue-actions/post-forms.ts'
import { FIRST_LOOK_MS } from '../queue-actions/work-of-post.ts'
import type { Receipt } from '../../store/receipts.ts'
import type { Millis } from '../../time/clock.ts'
import { DAY, HOUR, MINUTE } from '../../time/duration.ts'

/** What a person may have published, or says that they have. Of a post that goes out by itself, only the latter. */
export function soughtParts(post: Post): readonly Part[] {
  return post.parts.filter((part) => isSought(part) && isMaybeOut(post, part))
}

function isMaybeOut({ state }: Post, part: Part): boolean {
  return part.state === 'published' || state === 'handed_off'
}

/** Which lists they would be in. */
export function soughtIn(post: Post): readonly ('threads' | 'replies')[] {
  return [...new Set(soughtParts(post).map((part) => (isReplying(part) ? 'replies' : 'threads')))]
}

/** Nobody published it by hand before it was handed off, or before we sent it and heard nothing. */
export function soughtSince(post: Post, receipts: readonly Receipt[]): Millis {
  const positions = soughtParts(post).map(({ position }) => position)
  const handedOff = receipts.findLast(({ kind }) => kind === 'handed-off')
  const sent = receipts.find(
    ({ kind, position = 0 }) => kind === 'publish-sent' && positions.includes(position),
  )
  return (handedOff ?? sent)?.at ?? post.createdAt
}

export interface Look extends OwnPosts {
  readonly now: Millis
}

export interface Looked {
  readonly post: Post
  /** Empty where nothing was found. */
  readonly receipts: readonly Receipt[]
}

/** Of a post that is handed off, or published by hand and not seen yet. */
export function lookForByHand(post: Post, look: Look): Looked {
  const found = findByHand(post, look)
  return {
    post: afterLooking(found.length === 0 ? post : withFound(post, found, look.now), look.now),
    receipts: found.map((one) => foundReceipt(one, look.now)),
  }
}

export function findByHand(post: Post, own: OwnPosts): readonly FoundByHand[] {
  return matchByHand({ parts: post.parts.filter((part) => isMaybeOut(post, part)) }, own)
}

export function foundReceipt({ position, mediaId }: FoundByHand, at: Millis): Receipt {
  return { at, kind: 'recovered', position, detail: { media: mediaId } }
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

export function foundPart(
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

/** What is still sought remembers since when, and when the next look is. */
export function afterLooking(post: Post, now: Millis, waitMs = 0): Post {
  const sought = soughtParts(post)
  const parts = post.parts.map((part) =>
    sought.includes(part) ? { ...part, attempts: nextAttempts(post, part, { now, waitMs }) } : part,
  )
  return { ...post, parts }
}

function nextAttempts(
  post: Post,
  { attempts }: Part,
  { now, waitMs }: { readonly now: Millis; readonly waitMs: number },
): PartAttempts {
  const since = lookedSince(post, attempts)
  const notBefore = Math.max(nextLookAt(since, now), now + waitMs) as Millis
  return { count: (attempts?.count ?? 0) + 1, since, notBefore, reason: 'not-seen', remakes: 0 }
}

const LOOK_FOR_MS = 7 * DAY

export interface NextLook {
  readonly at: Millis
  readonly position: number
}

/** `undefined` when nothing is sought, or all of it for long enough. */
export function nextLook(post: Post): NextLook | undefined {
  return soughtParts(post)
    .map(({ position, attempts }) => ({
      position,
      since: lookedSince(post, attempts),
      at: attempts?.notBefore ?? ((post.updatedAt + FIRST_LOOK_MS) as Millis),
    }))
    .filter(({ at, since }) => at - since < LOOK_FOR_MS)
    .toSorted((one, other) => one.at - other.at)[0]
}

/** Since a person last did something to it: nothing else changes a post that nobody sends. */
function lookedSince({ updatedAt }: Post, attempts: PartAttempts | undefined): Millis {
  return attempts?.since ?? updatedAt
}

/** After a minute first, then after as long again as it has taken, hourly at last. */
export function nextLookAt(since: Millis, now: Millis): Millis {
  return (now + Math.min(Math.max(now - since, MINUTE), HOUR)) as Millis
}
