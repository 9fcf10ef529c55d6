/** `GET posts`: what was published last, by whom and where it hangs. */
import { selectFields } from '../formatters/fields.ts'
import { MEDIA } from '../formatters/media.ts'
import { timelineOf, timelineOfAll } from '../state/posts.ts'
import { getUser } from '../state/state.ts'
import { walk } from '../state/timeline.ts'
import type { World } from '../world.ts'
import { object, optional, type Parser, text } from './shape.ts'

/** `GET posts?user=anna`. */
export interface PostsQuery {
  /** Username or id; default everybody. */
  readonly user?: string
}

export const parsePostsQuery: Parser<PostsQuery> = object({ user: optional(text) })

const SHOWN = 100

const FIELDS = [
  'id',
  'username',
  'media_type',
  'text',
  'timestamp',
  'permalink',
  'topic_tag',
  'is_reply',
  'root_post',
  'replied_to',
  'hide_status',
  'reply_approval_status',
  'quoted_post',
  'reposted_post',
  'ghost_post_status',
].join(',')

/** The last hundred, newest first, with the fields and in the words of the API, as their owners see them. */
export function listPosts(world: World, { user }: PostsQuery): readonly object[] {
  const runs =
    user === undefined ? timelineOfAll(world.state) : timelineOf(world.state, getUser(world.state, user).id)
  const shown: object[] = []
  for (const { post } of walk(runs, 'back', undefined)) {
    if (shown.length === SHOWN) break
    shown.push(selectFields(MEDIA, { world, viewerId: post.ownerId, post }, FIELDS))
  }
  return shown
}
