/** Of whom an app may be told: users with a living token of that app that allows what the field needs (threads-api.md §7). */
import type { Scope } from '../entities/scopes.ts'
import type { User } from '../entities/user.ts'
import { FIELD_ROWS, type Subscription, type WebhookField } from '../entities/webhook.ts'
import { userOf } from '../state/state.ts'
import { deathOf, grantRefusal } from '../tokens/token-verdict.ts'
import type { World } from '../world.ts'

export interface Member {
  readonly user: User
  /** Of all the user's living tokens for the app together. */
  readonly scopes: ReadonlySet<Scope>
}

export function audienceOf(world: World, { appId }: Subscription, field: WebhookField): readonly Member[] {
  const granted = new Map<string, Set<Scope>>()
  for (const token of world.state.tokens.values()) {
    if (token.appId !== appId || deathOf(world, token) || grantRefusal(world, token)) continue
    granted.set(token.userId, new Set([...(granted.get(token.userId) ?? []), ...token.scopes]))
  }
  return Array.from(granted, ([userId, scopes]) => ({
    user: userOf(world.state, { userId }),
    scopes,
  })).filter(({ scopes }) => FIELD_ROWS[field].scopes.every((scope) => scopes.has(scope)))
}
