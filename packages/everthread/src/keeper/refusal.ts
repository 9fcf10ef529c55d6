/** How often a clear refusal has been seen, and when it is a person's business. Pure. */
import type { Millis } from '../time/clock.ts'
import type { Refusal } from './facts.ts'
import type { Reason } from './reasons.ts'

/** Enough to need no second look: Meta names the date itself, or the cause is on our side. */
const FINAL_AT_ONCE: ReadonlySet<Reason> = new Set(['expired', 'app-secret-wrong', 'renewal-answer-lost'])

export const CONFIRMATIONS_NEEDED = 2

export function afterRefusal(refusal: Refusal | undefined, reason: Reason, now: Millis): Refusal {
  const seen = refusal?.confirmations ?? 0
  return {
    reason: seen >= CONFIRMATIONS_NEEDED && refusal ? refusal.reason : reason,
    firstAt: refusal?.firstAt ?? now,
    lastAt: now,
    confirmations: FINAL_AT_ONCE.has(reason) ? Math.max(seen + 1, CONFIRMATIONS_NEEDED) : seen + 1,
  }
}
