/** From where a request comes, for limits and logs. Pure. */
import { isLoopbackHost } from '../net/loopback-host.ts'

/**
 * The peer's address. With a reverse proxy on this machine the peer is always loopback, and the proxy says the last hop; a
 * peer from elsewhere could say anything, and is not believed.
 */
export function clientAddress(peer: string | undefined, forwardedFor: string | undefined): string {
  const address = (peer ?? 'unknown').replace(/^::ffff:/, '')
  const isProxy = isLoopbackHost(address.includes(':') ? `[${address}]` : address)
  const last = forwardedFor?.split(',').at(-1)?.trim()
  return isProxy && last !== undefined && /^[\da-f.:]{2,45}$/i.test(last) ? last : address
}
