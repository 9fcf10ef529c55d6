/** The one-time link. What makes the owner stands behind `#`: it is not sent, so no proxy and no log has it. */
import type { Config } from '../../config/config.ts'

/** Where a service will be that does not run yet. */
export function ownerUrl(
  { publicUrl, host, port }: Pick<Config, 'publicUrl' | 'host' | 'port'>,
  link: string,
): string {
  return ownerLinkAt(publicUrl ?? `http://${host.includes(':') ? `[${host}]` : host}:${port}`, link)
}

/** `service`: its address, without a slash at the end. */
export function ownerLinkAt(service: string, link: string): string {
  return `${service}/setup#${link}`
}
