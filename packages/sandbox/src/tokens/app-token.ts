/** App access tokens (threads-api.md §2.8). */
import type { World } from '../world.ts'

/** `TH|<app id>|…`. The same app gets the same token again. */
export function mintAppToken(world: World, appId: string): string {
  for (const [value, owner] of world.state.appTokens) if (owner === appId) return value
  const value = `TH|${appId}|${world.random.text(27)}`
  world.state.appTokens.set(value, appId)
  return value
}

/** Whose app token it is: one that was issued, or the app's id and secret written out. */
export function appOfToken({ state }: World, value: string): string | undefined {
  const [prefix, appId = '', secret] = value.split('|')
  const isLiteral = prefix === 'TH' && secret !== undefined && state.apps.get(appId)?.appSecret === secret
  return isLiteral ? appId : state.appTokens.get(value)
}
