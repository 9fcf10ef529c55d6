/** A post comes to be, by whichever way: through the API, in the app, as a repost. Whoever listens is told. */
import type { Content } from '../entities/content.ts'
import { newMediaId, newShortcode, type Post, type ReplyPlace } from '../entities/post.ts'
import { findPost, putPost } from '../state/posts.ts'
import { placeUnder } from '../state/reply-tree.ts'
import type { State } from '../state/state.ts'
import type { World } from '../world.ts'

export interface Publication {
  readonly ownerId: string
  readonly content: Content
  readonly publishedAt: number
  /** See `Post`. */
  readonly visibleAt: number
}

/** What a content is a reply to must be there. */
export function publishPost(world: World, publication: Publication): Post {
  const { ownerId, publishedAt, visibleAt } = publication
  const base = { ...newIdentity(world), ownerId, publishedAt, visibleAt }
  const content = publishedContent(world, publication.content)
  const place = placeOf(world.state, ownerId, content.replyToId)
  return announce(
    world,
    place ? { ...base, kind: 'reply', content, place } : { ...base, kind: 'post', content },
  )
}

export interface Repost {
  readonly ownerId: string
  readonly repostedId: string
  readonly publishedAt: number
}

/** Somebody passes a post on. */
export function publishRepost(world: World, repost: Repost): Post {
  return announce(world, { ...newIdentity(world), ...repost, kind: 'repost', visibleAt: repost.publishedAt })
}

function newIdentity({ random }: World): Pick<Post, 'id' | 'shortcode'> {
  return { id: newMediaId(random), shortcode: newShortcode(random) }
}

/** A carousel's children are no longer containers: each gets an id of its own, in their order. */
function publishedContent({ random }: World, content: Content): Content {
  const { body } = content
  if (body.kind !== 'CAROUSEL') return content
  const children = body.children.map((child) => ({ ...child, id: newMediaId(random) }))
  return { ...content, body: { ...body, children } }
}

function placeOf(state: State, ownerId: string, parentId: string | undefined): ReplyPlace | undefined {
  const parent = parentId === undefined ? undefined : findPost(state, parentId)
  return parent && placeUnder(state, parent, ownerId)
}

function announce(world: World, post: Post): Post {
  putPost(world.state, post)
  world.happenings.tell({ kind: 'published', post })
  return post
}
