/** The posts of everybody: what was made here, over what a seed says is there. Callers know of no difference. */
import type { Post } from '../entities/post.ts'
import type { State } from './state.ts'

/** Also replaces the post of that id. */
export function putPost(state: State, post: Post): void {
  state.posts.set(post.id, post)
}

export function findPost(state: State, id: string): Post | undefined {
  return state.posts.get(id)
}

export function removePost(state: State, id: string): void {
  state.posts.delete(id)
}

/** Everything that one person published, newest first: posts, replies and reposts. */
export function postsOf(state: State, userId: string): readonly Post[] {
  return [...state.posts.values()].filter(({ ownerId }) => ownerId === userId).toReversed()
}

/** The direct replies to a post, newest first. */
export function repliesTo(state: State, postId: string): readonly Post[] {
  return [...state.posts.values()]
    .filter((post) => post.kind === 'reply' && post.place.parentId === postId)
    .toReversed()
}
