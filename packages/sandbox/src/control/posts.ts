/**
 * `POST posts`: a post, a reply, a quote or a repost of anybody, of any age, without containers and quotas: what others did
 * on Threads itself. It is told to the webhooks like any other.
 */
import {
  type Content,
  type ContentBody,
  MEDIA_TYPES,
  type MediaFile,
  NO_ATTACHMENTS,
  REPLY_CONTROLS,
  type ReplyControl,
  textContent,
} from '../entities/content.ts'
import type { Post } from '../entities/post.ts'
import { SandboxMistake } from '../mistake.ts'
import { SEEDED_DIGEST } from '../population/seeded-content.ts'
import { permalink } from '../formatters/media.ts'
import { publishPost, publishRepost } from '../publishing/publish-post.ts'
import { HEX } from '../random.ts'
import { findPost } from '../state/posts.ts'
import { getUser } from '../state/state.ts'
import { durationOf } from '../time/clock.ts'
import { toIso } from '../time/host.ts'
import type { World } from '../world.ts'
import { flag, integer, list, object, oneOf, optional, type Parser, text, textOrNumber } from './shape.ts'

const parseSpoiler = object({ offset: integer(0), length: integer(1) })

/** `POST posts`. */
export interface PostOrder {
  /** Username or id. */
  readonly user: string
  readonly text?: string
  /** As if published so long ago (`'2d'`, or milliseconds). Default 0; a repost is always made now. */
  readonly age?: string | number
  /** Default `TEXT`. Pictures and films are the sandbox's own. */
  readonly media_type?: (typeof MEDIA_TYPES)[number]
  readonly alt_text?: string
  /** What other orders call it by: ids are not known before. A name that is given again moves on. */
  readonly name?: string
  /** Media ids, or names. */
  readonly reply_to?: string
  readonly quote?: string
  readonly repost?: string
  readonly topic_tag?: string
  readonly link?: string
  /** Two to four options. */
  readonly poll?: readonly string[]
  readonly gif?: string
  readonly ghost?: boolean
  readonly spoilers?: readonly { readonly offset: number; readonly length: number }[]
  readonly reply_control?: ReplyControl
  /** Replies of others wait for the owner's approval. */
  readonly reply_approvals?: boolean
  readonly countries?: readonly string[]
  readonly location?: string
}

export const parsePostOrder: Parser<PostOrder> = object({
  user: text,
  text: optional(text),
  age: optional(textOrNumber),
  media_type: optional(oneOf(MEDIA_TYPES)),
  alt_text: optional(text),
  name: optional(text),
  reply_to: optional(text),
  quote: optional(text),
  repost: optional(text),
  topic_tag: optional(text),
  link: optional(text),
  poll: optional(list(text)),
  gif: optional(text),
  ghost: optional(flag),
  spoilers: optional(list(parseSpoiler)),
  reply_control: optional(oneOf(REPLY_CONTROLS)),
  reply_approvals: optional(flag),
  countries: optional(list(text)),
  location: optional(text),
})

/** What `POST posts` answers. */
export interface PostView {
  readonly id: string
  readonly shortcode: string
  readonly permalink: string
  readonly published_at: string
}

/** @throws SandboxMistake when the user, or the post that is answered, quoted or reposted, is not there. */
export function plantPost(world: World, order: PostOrder): PostView {
  const user = getUser(world.state, order.user)
  const post = publishAs(world, user.id, withIds(world, order))
  const { id, shortcode, publishedAt } = post
  if (order.name !== undefined) world.state.postNames.set(order.name, id)
  return { id, shortcode, permalink: permalink(post, user), published_at: toIso(publishedAt) }
}

function publishAs(world: World, ownerId: string, order: PostOrder): Post {
  const publishedAt = world.clock.now() - durationOf(order.age ?? 0)
  if (order.repost !== undefined) {
    return publishRepost(world, { ownerId, repostedId: order.repost, publishedAt })
  }
  const content = contentFrom(world.random.text(12, HEX), order)
  return publishPost(world, { ownerId, content, publishedAt, visibleAt: publishedAt })
}

const REFERENCES = ['reply_to', 'quote', 'repost'] as const

/** The posts that it hangs on, by their ids. */
function withIds(world: World, order: PostOrder): PostOrder {
  const ids = REFERENCES.flatMap((name) => {
    const wanted = order[name]
    return wanted === undefined ? [] : [[name, getPost(world, wanted).id]]
  })
  return { ...order, ...Object.fromEntries(ids) }
}

function getPost({ state }: World, idOrName: string): Post {
  const post = findPost(state, state.postNames.get(idOrName) ?? idOrName)
  if (!post) throw new SandboxMistake(`there is no post "${idOrName}"`)
  return post
}

function contentFrom(pictures: string, order: PostOrder): Content {
  return {
    ...textContent(order.text),
    body: bodyFrom(pictures, order),
    topicTag: order.topic_tag,
    spoilers: order.spoilers ?? [],
    attachments: {
      ...NO_ATTACHMENTS,
      link: order.link,
      poll: order.poll,
      gif: order.gif === undefined ? undefined : { id: order.gif, provider: 'GIPHY' },
    },
    isGhost: order.ghost ?? false,
    replyToId: order.reply_to,
    quotedId: order.quote,
    replyControl: order.reply_control ?? 'everyone',
    replyApprovals: order.reply_approvals ?? false,
    countries: order.countries ?? [],
    locationId: order.location,
  }
}

function bodyFrom(picture: string, { media_type: kind = 'TEXT', alt_text: altText }: PostOrder): ContentBody {
  switch (kind) {
    case 'TEXT':
      return { kind }
    case 'IMAGE':
    case 'VIDEO':
      return { kind, file: fileOf(picture, kind, altText) }
    case 'CAROUSEL':
      return {
        kind,
        children: ['1', '2'].map((place) => ({
          id: place,
          file: fileOf(picture + place, 'IMAGE', altText),
        })),
      }
    default:
      return kind satisfies never
  }
}

function fileOf(name: string, kind: MediaFile['kind'], altText: string | undefined): MediaFile {
  return {
    kind,
    sourceUrl: `https://example.com/pictures/${name}.jpg`,
    digest: SEEDED_DIGEST + name,
    contentType: 'image/svg+xml',
    width: 1080,
    height: 1080,
    altText,
  }
}
