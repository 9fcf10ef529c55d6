/** A post, reply or repost as Meta shows it: every field of threads-api.md §5.3 with its rule of presence. */
import type { Content, MediaFile } from '../entities/content.ts'
import { mediaTypeOf, type Post } from '../entities/post.ts'
import type { User } from '../entities/user.ts'
import { findPlace } from '../locations/gazetteer.ts'
import { GHOST_LIFETIME_MS, isArchivedGhost, isSeen, isShownReply } from '../reading/sight.ts'
import { childPost, findPost, repliesTo } from '../state/posts.ts'
import { hideStatusOf, type Reply } from '../state/reply-tree.ts'
import { userOf } from '../state/state.ts'
import { parseDuration } from '../time/duration.ts'
import type { World } from '../world.ts'
import { type NodeShape, selection, type Subfields } from './fields.ts'
import { mediaUrl, profilePictureUrl, thumbnailUrl } from './file-url.ts'
import { LOCATION } from './location.ts'
import { toMetaTime } from './meta-time.ts'
import { POLL } from './poll.ts'
import { PROFILE } from './profile.ts'

export interface MediaNode {
  readonly world: World
  /** Whose token it is. */
  readonly viewerId: string
  readonly post: Post
}

export const MEDIA: NodeShape<MediaNode> = {
  type: 'ThreadsMedia',
  defaults: ['id'],
  readers: {
    id: ({ post }) => post.id,
    media_product_type: () => 'THREADS',
    media_type: ({ post }) => mediaTypeOf(post),
    media_url: (node) => ofFile(node, (file) => mediaUrl(node.world.url, file)),
    thumbnail_url: (node) =>
      ofFile(node, (file) => (file.kind === 'VIDEO' ? thumbnailUrl(node.world.url, file) : undefined)),
    permalink: permalinkOf,
    shortcode: ({ post }) => post.shortcode,
    owner: (node, subfields) =>
      isOwn(node) && node.post.kind !== 'reply' ? selection(PROFILE, subfields)(authorNode(node)) : undefined,
    username: (node) => authorOf(node).username,
    is_verified: (node) => authorOf(node).verified,
    profile_picture_url: (node) => profilePictureUrl(node.world.url, authorOf(node)),
    text: ofContent(({ text }) => text),
    timestamp: ({ post }) => toMetaTime(post.publishedAt),
    children: childrenOf,
    is_quote_post: ({ post }) => post.kind !== 'repost' && post.content.quotedId !== undefined,
    quoted_post: (node, subfields) =>
      node.post.kind === 'repost' ? undefined : reference(node, node.post.content.quotedId, subfields),
    reposted_post: (node, subfields) =>
      node.post.kind === 'repost' ? reference(node, node.post.repostedId, subfields) : undefined,
    alt_text: (node) => ofFile(node, ({ altText }) => altText),
    link_attachment_url: ofContent(({ attachments }) => attachments.link),
    gif_url: ofContent(({ attachments }) => attachments.gif && gifUrl(attachments.gif)),
    poll_attachment: pollOf,
    topic_tag: ofContent(({ topicTag }) => topicTag),
    is_spoiler_media: ofContent(({ body, isSpoilerMedia }) =>
      body.kind === 'TEXT' ? undefined : isSpoilerMedia,
    ),
    text_entities: ofContent(textEntitiesOf),
    text_attachment: ofContent(textAttachmentOf),
    ghost_post_status: ofGhost(({ world, post }) => (isArchivedGhost(world, post) ? 'ARCHIVED' : 'ACTIVE')),
    ghost_post_expiration_timestamp: ofGhost(({ post }) => toMetaTime(post.publishedAt + GHOST_LIFETIME_MS)),
    has_replies: ({ world, viewerId, post }) =>
      repliesTo(world.state, post.id).some((reply) => isShownReply(world, viewerId, reply)),
    is_reply: ({ post }) => post.kind === 'reply',
    is_reply_owned_by_me: ofReply((_, node) => isOwn(node)),
    root_post: ofReply(({ place }, node, subfields) => reference(node, place.rootId, subfields)),
    replied_to: ofReply(({ place }, node, subfields) => reference(node, place.parentId, subfields)),
    hide_status: ofReply((reply, { world }) => hideStatusOf(world.state, reply)),
    reply_approval_status: ofReply(({ place }) =>
      place.approval === 'approved' ? undefined : place.approval,
    ),
    reply_audience: (node) =>
      isOwn(node) && node.post.kind !== 'repost' ? node.post.content.replyControl.toUpperCase() : undefined,
    location_id: ofContent(({ locationId }) => locationId),
    location: locationOf,
    allowlisted_country_codes: ofContent(({ countries }) => (countries.length > 0 ? countries : undefined)),
  },
}

/**
 * Whether all that is asked for follows from a post, its author and the switches, once its permalink is there: not from the
 * clock, the viewer or other posts.
 */
export function areLasting(wanted: Subfields): boolean {
  return wanted.every(({ name }) => LASTING.has(name))
}

const LASTING = new Set([
  'id',
  'media_product_type',
  'media_type',
  'media_url',
  'thumbnail_url',
  'permalink',
  'shortcode',
  'username',
  'is_verified',
  'profile_picture_url',
  'text',
  'timestamp',
  'is_quote_post',
  'alt_text',
  'link_attachment_url',
  'gif_url',
  'topic_tag',
  'is_spoiler_media',
  'text_entities',
  'text_attachment',
  'is_reply',
  'location_id',
  'allowlisted_country_codes',
])

function isOwn({ post, viewerId }: MediaNode): boolean {
  return post.ownerId === viewerId
}

function authorOf({ world, post }: MediaNode): User {
  return userOf(world.state, { userId: post.ownerId })
}

function authorNode(node: MediaNode) {
  return { world: node.world, user: authorOf(node) }
}

/** Reposts have no content of their own. */
function ofContent(read: (content: Content) => unknown) {
  return ({ post }: MediaNode): unknown => (post.kind === 'repost' ? undefined : read(post.content))
}

function ofGhost(read: (node: MediaNode) => unknown) {
  return (node: MediaNode): unknown =>
    node.post.kind !== 'repost' && node.post.content.isGhost ? read(node) : undefined
}

function ofReply(read: (reply: Reply, node: MediaNode, subfields: Subfields) => unknown) {
  return (node: MediaNode, subfields: Subfields): unknown =>
    node.post.kind === 'reply' ? read(node.post, node, subfields) : undefined
}

/** The picture or film; a carousel shows its first. */
function ofFile({ post }: MediaNode, read: (file: MediaFile) => unknown): unknown {
  if (post.kind === 'repost') return undefined
  const { body } = post.content
  switch (body.kind) {
    case 'TEXT':
      return undefined
    case 'CAROUSEL':
      return body.children[0] && read(body.children[0].file)
    case 'IMAGE':
    case 'VIDEO':
      return read(body.file)
    default:
      return body satisfies never
  }
}

function permalinkOf(node: MediaNode): string | undefined {
  const { world, post } = node
  const isThere = world.clock.now() >= post.publishedAt + permalinkLagMs(world)
  return isThere ? permalink(post, authorOf(node)) : undefined
}

/** How long after the publishing there is no permalink yet. */
export function permalinkLagMs({ switches }: World): number {
  return parseDuration(switches.permalinkLag) ?? 0
}

/** `https://www.threads.com/@user/post/DCkkKl_OGb1` */
export function permalink({ shortcode }: Post, { username }: User): string {
  return `https://www.threads.com/@${username}/post/${shortcode}`
}

function childrenOf(node: MediaNode, subfields: Subfields): object | undefined {
  const { post } = node
  if (post.kind === 'repost' || post.content.body.kind !== 'CAROUSEL') return undefined
  const select = selection(MEDIA, subfields)
  return { data: post.content.body.children.map((item) => select({ ...node, post: childPost(post, item) })) }
}

/** Another post: at least its id, also when it is gone or not to be seen. */
function reference(node: MediaNode, id: string | undefined, subfields: Subfields): object | undefined {
  if (id === undefined) return undefined
  const post = findPost(node.world.state, id)
  if (!post || !isSeen(node.world, node.viewerId, post)) return { id }
  return selection(MEDIA, subfields)({ ...node, post })
}

function pollOf(node: MediaNode, subfields: Subfields): object | undefined {
  const { world, post } = node
  const options = post.kind === 'repost' ? undefined : post.content.attachments.poll
  if (!options) return undefined
  const { followers } = authorOf(node)
  return selection(POLL, subfields)({ post, options, followers, now: world.clock.now() })
}

function gifUrl({ id }: { readonly id: string }): string {
  return `https://media.giphy.com/media/${id}/giphy.gif`
}

function textEntitiesOf({ spoilers }: Content): object | undefined {
  if (spoilers.length === 0) return undefined
  return { data: spoilers.map(({ offset, length }) => ({ entity_type: 'SPOILER', offset, length })) }
}

function textAttachmentOf({ attachments: { text } }: Content): object | undefined {
  if (!text) return undefined
  return {
    plaintext: text.plaintext,
    ...(text.link !== undefined && { link_attachment_url: text.link }),
    ...(text.styling.length > 0 && {
      text_with_styling_info: text.styling.map(({ offset, length, styles }) => ({
        offset,
        length,
        styling_info: styles,
      })),
    }),
  }
}

function locationOf({ post }: MediaNode, subfields: Subfields): object | undefined {
  const id = post.kind === 'repost' ? undefined : post.content.locationId
  if (id === undefined) return undefined
  const place = findPlace(id)
  return place ? selection(LOCATION, subfields)(place) : { id }
}
