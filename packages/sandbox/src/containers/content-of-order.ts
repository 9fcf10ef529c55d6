/** From what was asked for to what a post will say and show. Pure. */
import type { Content, ContentBody } from '../entities/content.ts'
import { liftTopicTag } from '../text/topic-tag.ts'
import type { ContainerOrder } from './container-order.ts'

export function contentOf(order: ContainerOrder, body: ContentBody): Content {
  return {
    body,
    ...topicOf(order),
    spoilers: order.text_entities,
    isSpoilerMedia: order.is_spoiler_media === true,
    attachments: {
      link: order.link_attachment,
      poll: order.poll_attachment,
      gif: order.gif_attachment,
      text: order.text_attachment,
    },
    isGhost: order.is_ghost_post === true,
    replyToId: order.reply_to_id,
    quotedId: order.quote_post_id,
    replyControl: order.reply_control ?? 'everyone',
    replyApprovals: order.enable_reply_approvals === true,
    countries: order.allowlisted_country_codes ?? [],
    locationId: order.location_id,
    crossReshare: crossReshareOf(order),
  }
}

/** A tag in the text counts where no other is given, and never on a ghost post, which has no topic. */
function topicOf({ text, topic_tag, is_ghost_post }: ContainerOrder): Pick<Content, 'text' | 'topicTag'> {
  if (text === undefined || topic_tag !== undefined || is_ghost_post) return { text, topicTag: topic_tag }
  const lifted = liftTopicTag(text)
  return { text: lifted.text, topicTag: lifted.tag }
}

function crossReshareOf(order: ContainerOrder): Content['crossReshare'] {
  if (order.crossreshare_to_ig_dark_mode) return 'dark'
  return order.crossreshare_to_ig ? 'light' : undefined
}
