/** `GET /profile_lookup` and `/profile_posts`: public profiles of others (threads-api.md §5.9). */
import type { User } from '../entities/user.ts'
import { MetaRefusal } from '../errors/meta-refusal.ts'
import { DISCOVERED_PROFILE } from '../formatters/discovered-profile.ts'
import { selectFields } from '../formatters/fields.ts'
import { type Answer, json } from '../http/answer.ts'
import type { Call } from '../http/call.ts'
import { answerMediaList } from '../lists/answer-list.ts'
import { FAMOUS } from '../population/names.ts'
import { spendQuota } from '../quotas/quota.ts'
import { isSeen } from '../reading/sight.ts'
import { timelineOf } from '../state/posts.ts'
import { findUserByName } from '../state/state.ts'
import { authenticate } from '../tokens/authenticate.ts'

/** Since 20 November 2025; before it was a thousand. */
const FEWEST_FOLLOWERS = 100

export function lookUpProfile(call: Call): Answer {
  const { user } = discover(call)
  return json(selectFields(DISCOVERED_PROFILE, { world: call.world, user }, call.params.get('fields')))
}

/** Top-level posts and reposts. */
export function listProfilePosts(call: Call): Answer {
  const { world } = call
  const { user, viewerId } = discover(call)
  return answerMediaList(call, {
    path: '/profile_posts',
    viewerId,
    runs: timelineOf(world.state, user.id),
    accept: ({ post }) =>
      post.kind !== 'reply' &&
      !(post.kind === 'post' && post.content.isGhost) &&
      (isFamous(user) || isSeen(world, viewerId, post)),
  })
}

interface Discovery {
  readonly user: User
  readonly viewerId: string
}

/** Every request counts, found or not. @throws MetaRefusal */
function discover(call: Call): Discovery {
  const { world, params } = call
  const { userId } = authenticate(call, 'threads_basic', 'threads_profile_discovery')
  const username = params.get('username') ?? ''
  if (username === '') throw new MetaRefusal('param_required', { name: 'username' })
  if (world.switches.accessTier === 'standard' && !isFamous({ username })) {
    throw new MetaRefusal('access_tier_too_low')
  }
  spendQuota(world, userId, 'profile_lookups')
  const user = findUserByName(world.state, username)
  if (!user || user.private || user.followers < FEWEST_FOLLOWERS) {
    throw new MetaRefusal('profile_not_found', { username })
  }
  return { user, viewerId: userId }
}

/** Whom standard access may look up. */
function isFamous({ username }: { readonly username: string }): boolean {
  return FAMOUS.some((famous) => famous.username === username)
}
