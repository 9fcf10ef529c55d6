/** The posts of everybody: what was made here, over what a population says is there. Callers know of no difference. */
import { type CarouselItem, textContent } from '../entities/content.ts'
import type { Post } from '../entities/post.ts'
import type { Population } from '../population/population.ts'
import { repliesToPost } from '../population/relations.ts'
import {
  allSeededPosts,
  postIdOf,
  postNumberOfId,
  postNumberOfShortcode,
  seededMentionsOf,
  seededPost,
  seededPostsOf,
} from '../population/seeded-post.ts'
import { userNumberOfId } from '../population/seeded-user.ts'
import { orderedRun, shelfRun, shelve, unshelve } from './post-shelf.ts'
import type { State } from './state.ts'
import { type Run, walk } from './timeline.ts'

/** Also replaces the post of that id; its owner, its parent and its instant stay what they were. */
export function putPost(state: State, post: Post): void {
  const { byId, removed } = state.posts
  state.posts.changes += 1
  removed.delete(post.id)
  // A seeded post has its place in every order already.
  if (byId.has(post.id) || seededNumber(state, post.id) !== undefined) byId.set(post.id, post)
  else shelve(state.posts, post)
}

export function findPost(state: State, id: string): Post | undefined {
  const { byId, removed } = state.posts
  const stored = byId.get(id)
  if (stored || removed.has(id)) return stored
  const number = seededNumber(state, id)
  return state.population && number !== undefined ? seededPost(state.population, number) : undefined
}

export function removePost(state: State, id: string): void {
  const stored = state.posts.byId.get(id)
  state.posts.changes += 1
  if (seededNumber(state, id) !== undefined) {
    state.posts.byId.delete(id)
    state.posts.removed.add(id)
  } else if (stored) unshelve(state.posts, stored)
}

function seededNumber({ population }: State, id: string): number | undefined {
  return population && postNumberOfId(population, id)
}

/** A post, or the child of a carousel, which can be read as a post of its own (threads-api.md §4.6). */
export function findMedia(state: State, id: string): Post | undefined {
  const post = findPost(state, id)
  if (post) return post
  // A seeded child's id is its carousel's with one digit more.
  const albumId = state.posts.byChild.get(id) ?? id.slice(0, -1)
  const album = findPost(state, albumId)
  if (!album || album.kind === 'repost' || album.content.body.kind !== 'CAROUSEL') return undefined
  const child = album.content.body.children.find((one) => one.id === id)
  return child && childPost(album, child)
}

/** A child of a carousel, as a post. */
export function childPost(album: Post, { id, file }: CarouselItem): Post {
  const { shortcode, ownerId, publishedAt, visibleAt } = album
  const content = { ...textContent(undefined), body: { kind: file.kind, file } }
  return { kind: 'post', id, shortcode, ownerId, publishedAt, visibleAt, content }
}

export function findPostByShortcode(state: State, shortcode: string): Post | undefined {
  const id = state.posts.byShortcode.get(shortcode)
  if (id !== undefined) return state.posts.byId.get(id)
  const number = state.population && postNumberOfShortcode(state.population, shortcode)
  return state.population && number !== undefined
    ? findPost(state, postIdOf(state.population, number))
    : undefined
}

/** Everything that one person published, newest first: posts, replies and reposts. */
export function timelineOf(state: State, userId: string): readonly Run[] {
  const { population, posts } = state
  const owner = population && userNumberOfId(population, userId)
  const stored = shelfRun(posts, posts.byOwner.get(userId))
  return population && owner !== undefined
    ? [stored, overlaid(state, seededPostsOf(population, owner))]
    : [stored]
}

/** Everything that anybody published, newest first. */
export function timelineOfAll(state: State): readonly Run[] {
  const { population, posts } = state
  const stored = shelfRun(posts, posts.all)
  return population ? [stored, overlaid(state, allSeededPosts(population))] : [stored]
}

/** What names somebody, newest first. */
export function timelineOfMentions(
  state: State,
  { id, username }: { readonly id: string; readonly username: string },
): readonly Run[] {
  const { population, posts } = state
  const stored = shelfRun(posts, posts.byMention.get(username.toLowerCase()))
  const named = population && userNumberOfId(population, id)
  if (!population || named === undefined) return [stored]
  return [stored, ...seededMentionsOf(population, named).map((run) => overlaid(state, run))]
}

/** The direct replies to a post, newest first. */
export function timelineOfReplies(state: State, postId: string): readonly Run[] {
  const { population, posts } = state
  const stored = shelfRun(posts, posts.byParent.get(postId))
  const parent = seededNumber(state, postId)
  if (!population || parent === undefined) return [stored]
  return [stored, orderedRun(seededReplies(state, population, parent))]
}

function seededReplies(state: State, population: Population, parent: number): Post[] {
  return repliesToPost(population, parent).flatMap(
    (number) => findPost(state, postIdOf(population, number)) ?? [],
  )
}

/** Everything that one person published, newest first. For lists that a caller sees page by page take `timelineOf`. */
export function postsOf(state: State, userId: string): readonly Post[] {
  return postsIn(timelineOf(state, userId))
}

/** The direct replies to a post, newest first. */
export function repliesTo(state: State, postId: string): readonly Post[] {
  return postsIn(timelineOfReplies(state, postId))
}

function postsIn(runs: readonly Run[]): readonly Post[] {
  return Array.from(walk(runs, 'back', undefined), ({ post }) => post)
}

/** A seeded run with what has been changed and removed since. */
function overlaid({ posts: { byId, removed } }: State, run: Run): Run {
  if (byId.size === 0 && removed.size === 0) return run
  return {
    ...run,
    postAt: (index) => {
      const post = run.postAt(index)
      return post && !removed.has(post.id) ? (byId.get(post.id) ?? post) : undefined
    },
  }
}
