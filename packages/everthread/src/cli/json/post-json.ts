/** A post as every JSON contract has it: `docs/cli.md`, "post". */
import type { MediaRef, PartContent } from '../../publisher/content.ts'
import type { Part, Post, Standing } from '../../publisher/post.ts'
import type { NumberedReceipt } from '../../store/receipts.ts'
import { toIso } from '../../time/clock.ts'
import type { Language } from '../../words/language.ts'
import { postReasonSentences } from '../../words/post-reason-words.ts'

export function postJson(post: Post, language: Language): object {
  return {
    id: post.id,
    account_id: post.accountId,
    state: post.state,
    version: post.version,
    ...('standing' in post && { standing: standingJson(post.standing, language) }),
    ...(post.plan && { plan: { at: toIso(post.plan.at), wall: post.plan.wall, zone: post.plan.zone } }),
    created_at: toIso(post.createdAt),
    updated_at: toIso(post.updatedAt),
    parts: post.parts.map(partJson),
  }
}

function standingJson({ reason, at, position, detail }: Standing, language: Language): object {
  return {
    reason,
    message: postReasonSentences(reason, language).message,
    at: toIso(at),
    ...(position !== undefined && { position }),
    ...(detail !== undefined && { detail }),
  }
}

function partJson(part: Part): object {
  return {
    position: part.position,
    state: part.state,
    ...contentJson(part.content),
    ...(part.delayMs > 0 && { delay_ms: part.delayMs }),
    ...(part.state === 'published' && {
      published_at: toIso(part.publishedAt),
      by_hand: part.as.kind === 'by_hand',
      ...(part.as.mediaId !== undefined && { media_id: part.as.mediaId }),
      ...(part.permalink !== undefined && { permalink: part.permalink }),
    }),
    ...(part.attempts && {
      attempts: {
        count: part.attempts.count,
        reason: part.attempts.reason,
        not_before: toIso(part.attempts.notBefore),
      },
    }),
  }
}

/** Under the names that the options of `post` have. */
function contentJson(content: PartContent): object {
  const { text, media, topicTag, replyControl, pollAttachment, linkAttachment } = content
  const { quotePostId, replyToId, gifAttachment, isGhostPost, isSpoilerMedia } = content
  return {
    ...(text !== undefined && { text }),
    ...(media && { media: media.map(mediaJson) }),
    ...(topicTag !== undefined && { topic: topicTag }),
    ...(replyControl !== undefined && { reply_control: replyControl }),
    ...(pollAttachment && { poll: pollAttachment }),
    ...(linkAttachment !== undefined && { link: linkAttachment }),
    ...(quotePostId !== undefined && { quote: quotePostId }),
    ...(replyToId !== undefined && { reply_to: replyToId }),
    ...(gifAttachment && { gif: gifAttachment.gifId }),
    ...(isGhostPost && { ghost: true }),
    ...(isSpoilerMedia && { spoiler: true }),
  }
}

function mediaJson(ref: MediaRef): object {
  const alt = ref.altText === undefined ? {} : { alt: ref.altText }
  return ref.kind === 'stored'
    ? { kind: 'stored', media_id: ref.mediaId, ...alt }
    : { kind: ref.as, url: ref.url, ...alt }
}

export function receiptJson({ number, at, kind, position, detail }: NumberedReceipt): object {
  return {
    number,
    at: toIso(at),
    kind,
    ...(position !== undefined && { position }),
    ...(detail && { detail: Object.entries(detail).map(([name, value]) => ({ name, value })) }),
  }
}
