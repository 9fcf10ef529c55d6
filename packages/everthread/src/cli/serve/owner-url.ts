/** The one-time link. What makes the owner stands behind `#`: it is not sent, so no proxy and no log has it. */
import type { Config } from '../../config/config.ts'

export function ownerUrl(
  { publicUrl, host, port }: Pick<Config, 'publicUrl' | 'host' | 'port'>,
  link: string,
): string {
  const local = `http://${host.includes(':') ? `[${host}]` : host}:${port}`
  return `${publicUrl ?? local}/setup#${link}`
}
