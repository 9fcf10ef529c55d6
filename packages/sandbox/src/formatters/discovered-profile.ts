/** A profile that `profile_lookup` found (threads-api.md §5.9): it has no id, and everything comes unasked. */
import type { User } from '../entities/user.ts'
import { totalsBetween } from '../insights/user-totals.ts'
import { DAY } from '../time/duration.ts'
import type { World } from '../world.ts'
import type { NodeShape } from './fields.ts'
import { profilePictureUrl } from './file-url.ts'

export interface DiscoveredNode {
  readonly world: World
  readonly user: User
}

/** The counts are those of the last seven days. */
const COUNTED_MS = 7 * DAY

export const DISCOVERED_PROFILE: NodeShape<DiscoveredNode> = {
  type: 'ThreadsProfile',
  defaults: [
    'username',
    'name',
    'profile_picture_url',
    'biography',
    'is_verified',
    'follower_count',
    'likes_count',
    'quotes_count',
    'replies_count',
    'reposts_count',
    'views_count',
  ],
  readers: {
    username: ({ user }) => user.username,
    name: ({ user }) => user.name,
    profile_picture_url: ({ world, user }) => profilePictureUrl(world.url, user),
    biography: ({ user }) => user.biography,
    is_verified: ({ user }) => user.verified,
    follower_count: ({ user }) => user.followers,
    likes_count: (node) => lately(node).likes,
    quotes_count: (node) => lately(node).quotes,
    replies_count: (node) => lately(node).replies,
    reposts_count: (node) => lately(node).reposts,
    views_count: (node) => lately(node).views,
  },
}

function lately({ world, user }: DiscoveredNode) {
  const until = world.clock.now()
  return totalsBetween(world, user.id, { since: until - COUNTED_MS, until })
}
