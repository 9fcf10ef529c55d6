/** What the app of Threads can be opened with, and what of a part it leaves to a person's hands. Pure. */
import { intentUrl } from '@everthread/client'
import type { PartContent } from '../content.ts'
import type { Part, Post } from '../post.ts'

/** The address that opens Threads with the part already written, as an answer to the part before it where that is known. */
export function intentOf(post: Post, part: Part): string {
  const { text, linkAttachment: url, topicTag: tag, replyControl } = part.content
  const replyPostShortcode = shortcodeOf(post.parts.find(({ position }) => position === part.position - 1))
  try {
    return intentUrl({
      ...(text !== undefined && { text }),
      ...(url !== undefined && { url }),
      ...(tag !== undefined && { tag }),
      ...(replyControl !== undefined && replyControl !== 'parent_post_author_only' && { replyControl }),
      ...(replyPostShortcode !== undefined && { replyPostShortcode }),
    })
  } catch {
    // A topic or a link that Meta's composer would refuse, too: the text at least.
    return intentUrl(text === undefined ? {} : { text })
  }
}

function shortcodeOf(part: Part | undefined): string | undefined {
  return part?.state === 'published' ? part.permalink?.split('/').at(-1) : undefined
}

/** Things that no intent carries. */
export const BY_HAND = ['media', 'poll', 'gif', 'ghost', 'spoiler', 'topic', 'reply_to', 'quote'] as const

export type LeftToHands = (typeof BY_HAND)[number]

export function leftToHands(content: PartContent): LeftToHands[] {
  const has: Record<LeftToHands, boolean> = {
    media: (content.media ?? []).length > 0,
    poll: content.pollAttachment !== undefined,
    gif: content.gifAttachment !== undefined,
    ghost: content.isGhostPost === true,
    spoiler: content.isSpoilerMedia === true || (content.textEntities ?? []).length > 0,
    topic: content.topicTag !== undefined,
    reply_to: content.replyToId !== undefined,
    quote: content.quotePostId !== undefined,
  }
  return BY_HAND.filter((one) => has[one])
}
