/** Which redirect URIs an app may register (threads-api.md §2.3). */
import type { World } from '../world.ts'

/** What is wrong with it, or nothing. Whether localhost may be one is the switch `localhostRedirect`. */
export function redirectProblem(world: World, uri: string): string | undefined {
  if (!URL.canParse(uri)) return 'it is not a URL'
  const { protocol, hostname, hash } = new URL(uri)
  if (hash !== '') return 'it has a fragment'
  // It goes into a header, where Node takes nothing else.
  if (!/^[\x21-\x7e]+$/.test(uri)) return 'it has characters that must be percent-encoded'
  const local = hostname === 'localhost' || hostname.endsWith('.localhost')
  const { localhostRedirect } = world.switches
  if (local && localhostRedirect === 'refuse') return 'localhost is refused (switch localhostRedirect)'
  if (local && localhostRedirect === 'any') return undefined
  return protocol === 'https:' ? undefined : 'Meta takes HTTPS only'
}
