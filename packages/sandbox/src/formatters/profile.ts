/** A profile (threads-api.md §5.1). */
import type { User } from '../entities/user.ts'
import type { World } from '../world.ts'
import type { NodeShape } from './fields.ts'
import { profilePictureUrl } from './file-url.ts'

export interface ProfileNode {
  readonly world: World
  readonly user: User
}

export const PROFILE: NodeShape<ProfileNode> = {
  type: 'ThreadsUser',
  defaults: ['id'],
  readers: {
    id: ({ user }) => user.id,
    username: ({ user }) => user.username,
    name: ({ user }) => user.name,
    threads_profile_picture_url: ({ world, user }) => profilePictureUrl(world.url, user),
    threads_biography: ({ user }) => user.biography,
    is_verified: ({ user }) => user.verified,
    is_eligible_for_geo_gating: ({ user }) => user.geoGating,
    // In milliseconds, unlike every other instant.
    recently_searched_keywords: ({ world, user }) => world.state.searches.get(user.id),
  },
}
