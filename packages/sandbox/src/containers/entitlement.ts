/** Whether somebody may have what a container asks for: scopes, eligibility, and the posts that it refers to. */
import type { UserToken } from '../entities/token.ts'
import type { Post } from '../entities/post.ts'
import { MetaRefusal } from '../errors/meta-refusal.ts'
import { findPlace } from '../locations/gazetteer.ts'
import { sightOf } from '../reading/sight.ts'
import { findPost } from '../state/posts.ts'
import { userOf } from '../state/state.ts'
import { requireScope } from '../tokens/authenticate.ts'
import type { World } from '../world.ts'
import type { ContainerOrder } from './container-order.ts'
import { isCountryCode } from './country-codes.ts'

/** @throws MetaRefusal for the first thing that the token's user may not have. */
export function requireEntitlement(world: World, token: UserToken, order: ContainerOrder): void {
  requireReplyTarget(world, token, order)
  requireTarget(world, token, { name: 'quote_post_id', id: order.quote_post_id })
  requireGeoGating(world, token, order)
  requirePlace(token, order)
  if (order.crossreshare_to_ig || order.crossreshare_to_ig_dark_mode) {
    requireScope(token, 'threads_share_to_instagram')
  }
}

/** Under one's own root everybody may reply who may publish; elsewhere it takes a scope that finds posts (§4.7). */
function requireReplyTarget(world: World, token: UserToken, { reply_to_id: id }: ContainerOrder): void {
  const target = requireTarget(world, token, { name: 'reply_to_id', id })
  if (!target || ownsRootOf(world, token, target)) return
  const finds = ['threads_keyword_search', 'threads_manage_mentions'] as const
  if (!finds.some((scope) => token.scopes.includes(scope))) throw new MetaRefusal('scope_missing')
}

function ownsRootOf({ state }: World, { userId }: UserToken, target: Post): boolean {
  const root = target.kind === 'reply' ? findPost(state, target.place.rootId) : target
  return root?.ownerId === userId
}

/** A post that can be answered or quoted; 24/4279009 while it is on its way, even for its owner (§10.17). */
function requireTarget(
  world: World,
  { userId }: UserToken,
  { name, id }: { readonly name: string; readonly id: string | undefined },
): Post | undefined {
  if (id === undefined) return undefined
  const post = findPost(world.state, id)
  if (!post || post.kind === 'repost' || sightOf(world, userId, post) === 'hidden') {
    throw new MetaRefusal('param_id_invalid', { name, type: 'threads_media' })
  }
  if (world.clock.now() < post.visibleAt) throw new MetaRefusal('media_not_found', { id })
  return post
}

function requireGeoGating(world: World, token: UserToken, order: ContainerOrder): void {
  const codes = order.allowlisted_country_codes
  if (codes === undefined) return
  const code = world.switches.namedErrorCode
  if (!userOf(world.state, token).geoGating) throw new MetaRefusal('feature_not_available', {}, { code })
  if (!codes.every(isCountryCode)) throw new MetaRefusal('country_codes_invalid', {}, { code })
}

function requirePlace(token: UserToken, { location_id: id }: ContainerOrder): void {
  if (id === undefined) return
  requireScope(token, 'threads_location_tagging')
  if (!findPlace(id)) throw new MetaRefusal('param_id_invalid', { name: 'location_id', type: 'location' })
}
