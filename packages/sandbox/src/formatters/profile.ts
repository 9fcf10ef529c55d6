/** A profile (threads-api.md §5.1). */
import type { User } from '../entities/user.ts'
import type { NodeShape } from './fields.ts'

export interface ProfileNode {
  readonly user: User
  /** Where the sandbox answers. */
  readonly url: string
}

export const PROFILE: NodeShape<ProfileNode> = {
  type: 'ThreadsUser',
  defaults: ['id'],
  readers: {
    id: ({ user }) => user.id,
    username: ({ user }) => user.username,
    name: ({ user }) => user.name,
    threads_profile_picture_url: ({ user, url }) => `${url}/__sandbox/pictures/${user.username}.svg`,
    threads_biography: ({ user }) => user.biography,
    is_verified: ({ user }) => user.verified,
    is_eligible_for_geo_gating: () => false,
    // Nobody searches here yet, and a field without a value is left out.
    recently_searched_keywords: () => undefined,
  },
}
