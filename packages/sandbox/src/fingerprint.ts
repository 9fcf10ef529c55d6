import { createHash } from 'node:crypto'

/** What stands for a secret where it must not be seen: the first twelve hexadecimal digits of its SHA-256. */
export function fingerprintOf(secret: string): string {
  return `sha256:${createHash('sha256').update(secret).digest('hex').slice(0, 12)}`
}
