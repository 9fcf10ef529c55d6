/** `renewBefore`: when a renewal is planned, as `20d` (so long before the expiry) or `33%` (of the lifetime left). */
import type { RenewBefore } from '../keeper/facts.ts'
import { LONG_LIFETIME_MS } from '../keeper/lifetime.ts'
import { parseDuration } from '../time/duration.ts'

/** `undefined` when it is neither, is nothing, or is as long as the lifetime: that would renew for ever. */
export function parseRenewBefore(text: string): RenewBefore | undefined {
  const percent = /^(\d+(?:\.\d+)?)\s*%$/.exec(text.trim())
  if (percent) {
    const share = Number(percent[1]) / 100
    return share > 0 && share < 1 ? { kind: 'share', share } : undefined
  }
  const ms = parseDuration(text)
  return ms !== undefined && ms > 0 && ms < LONG_LIFETIME_MS ? { kind: 'duration', ms } : undefined
}
