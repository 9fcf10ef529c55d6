/** How often a clear refusal has been seen, and when it is a person's business. Pure. */
import type { Millis } from '../time/clock.ts'
import type { Refusal } from './facts.ts'
import { MINUTE } from '../time/duration.ts'
import type { Reason } from './reasons.ts'

/** Enough to need no second look: Meta names the date itself, or the cause is on our side. */
const FINAL_AT_ONCE: ReadonlySet<Reason> = new Set(['expired', 'app-secret-wrong'])

export const CONFIRMATIONS_NEEDED = 2

/** A refusal is looked at once more before anybody is told: Meta has bad minutes. */
export const CONFIRM_AFTER_MS = 10 * MINUTE

export function afterRefusal(refusal: Refusal | undefined, reason: Reason, now: Millis): Refusal {
  const seen = refusal?.confirmations ?? 0
  return {
    reason: refusal && isKept(refusal, reason) ? refusal.reason : reason,
    firstAt: refusal?.firstAt ?? now,
    lastAt: now,
    confirmations: FINAL_AT_ONCE.has(reason) ? Math.max(seen + 1, CONFIRMATIONS_NEEDED) : seen + 1,
  }
}

/** What a person was told stands. And that an answer was lost is known only at the first look: later ones say "invalid". */
function isKept(refusal: Refusal, later: Reason): boolean {
  if (refusal.confirmations >= CONFIRMATIONS_NEEDED) return true
  return (
    refusal.reason === 'renewal-answer-lost' && (later === 'token-invalid' || later === 'token-unreadable')
  )
}
