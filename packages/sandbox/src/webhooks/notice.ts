/** What a happening means to somebody, field by field, in Meta's words (threads-api.md §7). */
import type { Post } from '../entities/post.ts'
import type { WebhookField } from '../entities/webhook.ts'
import type { Happening } from '../events/happening.ts'
import { selectFields } from '../formatters/fields.ts'
import { MEDIA } from '../formatters/media.ts'
import { toMetaTime } from '../formatters/meta-time.ts'
import { mentionedIn } from '../state/post-shelf.ts'
import { findPost } from '../state/posts.ts'
import type { Reply } from '../state/reply-tree.ts'
import { userOf } from '../state/state.ts'
import type { World } from '../world.ts'
import type { Member } from './audience.ts'

export interface Notice {
  /** The envelope's `target_id`. */
  readonly targetId: string
  readonly value: object
}

type Reader = (world: World, happening: Happening, member: Member) => Notice | undefined

/** `undefined` where it does not concern the member. */
export const NOTICES: Readonly<Record<WebhookField, Reader>> = {
  replies: (world, { kind, post }, { user }) => {
    if (kind !== 'published' || post.kind !== 'reply' || !isPublic(world, post) || user.private)
      return undefined
    const isOwnDoing = post.ownerId === user.id
    if (!answersMediaOf(world, post, user.id) || (isOwnDoing && !world.switches.webhookOwnReplies))
      return undefined
    return { targetId: post.place.parentId, value: replyValue(world, post, user.id) }
  },
  mentions: (world, { kind, post }, { user, scopes }) => {
    const isNamed = mentionedIn(post).includes(user.username.toLowerCase())
    if (kind !== 'published' || !isNamed || post.ownerId === user.id || !isPublic(world, post))
      return undefined
    const fields = scopes.has('threads_read_replies') ? [...MENTION_FIELDS, ...REPLY_FIELDS] : MENTION_FIELDS
    return { targetId: user.id, value: mediaValue(world, post, { viewerId: user.id, fields }) }
  },
  publish: (world, { kind, post }, { user }) => {
    if (kind !== 'published' || post.ownerId !== user.id) return undefined
    const fields = ['id', 'media_type', 'permalink', 'timestamp', 'username']
    return { targetId: post.id, value: mediaValue(world, post, { viewerId: user.id, fields }) }
  },
  delete: (_, happening, { user }) => {
    const { post } = happening
    if (happening.kind !== 'deleted' || post.ownerId !== user.id) return undefined
    const value = {
      id: post.id,
      owner: { owner_id: user.id },
      deleted_at: toMetaTime(happening.at),
      timestamp: toMetaTime(post.publishedAt),
      username: user.username,
    }
    return { targetId: post.id, value }
  },
}

const MENTION_FIELDS = [
  'id',
  'alt_text',
  'gif_url',
  'is_quote_post',
  'media_product_type',
  'media_type',
  'permalink',
  'shortcode',
  'text',
  'timestamp',
  'username',
  'media_url',
  'poll_attachment',
  'quoted_post',
  'reposted_post',
  'thumbnail_url',
  'is_verified',
  'profile_picture_url',
]

/** Of a mention these come only with `threads_read_replies`. */
const REPLY_FIELDS = ['has_replies', 'is_reply', 'replied_to', 'root_post']

const REPLY_VALUE_FIELDS = [
  'id',
  'username',
  'text',
  'media_type',
  'permalink',
  'replied_to',
  'root_post',
  'shortcode',
  'timestamp',
  'is_verified',
  'profile_picture_url',
]

/** What private accounts publish is told to nobody else. */
function isPublic({ state }: World, post: Post): boolean {
  return !userOf(state, { userId: post.ownerId }).private
}

/** Whether the root of the conversation, or the very post that is answered, is theirs. */
function answersMediaOf({ state }: World, { place }: Reply, userId: string): boolean {
  return [place.rootId, place.parentId].some((id) => findPost(state, id)?.ownerId === userId)
}

function replyValue(world: World, reply: Reply, viewerId: string): object {
  const value = mediaValue(world, reply, { viewerId, fields: REPLY_VALUE_FIELDS })
  const root = findPost(world.state, reply.place.rootId)
  if (!root) return value
  const { username } = userOf(world.state, { userId: root.ownerId })
  return { ...value, root_post: { id: root.id, owner_id: root.ownerId, username } }
}

function mediaValue(
  world: World,
  post: Post,
  { viewerId, fields }: { readonly viewerId: string; readonly fields: readonly string[] },
): object {
  return selectFields(MEDIA, { world, viewerId, post }, fields.join(','))
}
