/**
 * Which of an account's own posts are the parts that a person published by hand. Pure: by the address where the person
 * gave one, else by the words and the time.
 */
import type { Part, Post } from '../post.ts'
import { isUnseen } from '../queue-actions/work-of-post.ts'
import type { Millis } from '../../time/clock.ts'
import { MINUTE } from '../../time/duration.ts'

/** Of the API's list of own posts and replies. */
export interface OwnPost {
  readonly id: string
  readonly text?: string
  readonly permalink?: string
  readonly publishedAt?: number
}

export interface FoundByHand {
  readonly position: number
  readonly mediaId: string
  readonly permalink?: string
  readonly publishedAt: Millis
}

/** Clocks differ, and Meta's instants are whole seconds. */
export const EARLIER_MS = 5 * MINUTE

export interface OwnPosts {
  /** What was out before is another. */
  readonly since: Millis
  /** In any order. What Everthread itself published may be among them. */
  readonly own: readonly OwnPost[]
}

/** Each of the own posts is one part at most; of equals the earliest is the first. */
export function matchByHand({ parts }: Pick<Post, 'parts'>, { since, own }: OwnPosts): FoundByHand[] {
  const free = new Map(
    own
      .filter(({ publishedAt = 0 }) => publishedAt >= since - EARLIER_MS)
      .filter(({ id }) => !parts.some((part) => part.state === 'published' && part.as.mediaId === id))
      .toSorted((one, other) => (one.publishedAt ?? 0) - (other.publishedAt ?? 0))
      .map((post) => [post.id, post] as const),
  )
  return parts.filter(isSought).flatMap((part) => {
    const found = [...free.values()].find((post) => isIt(part, post))
    if (found) free.delete(found.id)
    return found ? [foundAs(part, found)] : []
  })
}

export function isSought(part: Part): boolean {
  return part.state === 'pending' || isUnseen(part)
}

/** Of a chain, every part but the first replies to the one before it. */
export function isReplying({ position, content }: Part): boolean {
  return position > 1 || content.replyToId !== undefined
}

function isIt(part: Part, { text, permalink }: OwnPost): boolean {
  const known = part.state === 'published' ? shortcode(part.permalink) : undefined
  if (known !== undefined) return known === shortcode(permalink)
  const words = normalized(part.content.text)
  return words !== '' && words === normalized(text)
}

function foundAs({ position }: Part, { id, permalink, publishedAt = 0 }: OwnPost): FoundByHand {
  return {
    position,
    mediaId: id,
    publishedAt: publishedAt as Millis,
    ...(permalink !== undefined && { permalink }),
  }
}

function shortcode(permalink: string | undefined): string | undefined {
  return permalink?.split('/').at(-1)
}

/** The composer trims, and keyboards put one kind of space or quote for another. */
function normalized(text = ''): string {
  return text
    .normalize('NFKC')
    .replaceAll(/[\u2018\u2019]/gu, "'")
    .replaceAll(/[\u201C\u201D\u00AB\u00BB]/gu, '"')
    .replaceAll(/\s+/gu, ' ')
    .trim()
}
