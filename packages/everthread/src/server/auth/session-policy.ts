/**
 * How long a session lives. Pure: the instants of its row and now.
 *
 * | decision | when |
 * |---|---|
 * | `over` | past its end, or idle for a week |
 * | `rotate` | its id is a day old: a new one takes its place, the end stays |
 * | `touch` | its last sign of life is a minute old |
 * | `fresh` | else |
 */
import type { Session } from '../../store/sessions.ts'
import type { Millis } from '../../time/clock.ts'
import { DAY, MINUTE } from '../../time/duration.ts'

export const SESSION_MS = 30 * DAY
export const IDLE_MS = 7 * DAY
export const ROTATE_AFTER_MS = DAY
export const TOUCH_AFTER_MS = MINUTE
/** A page sends several requests at once: those that still carry the old id are answered. */
export const OLD_ID_MS = MINUTE

export type SessionDecision = 'over' | 'rotate' | 'touch' | 'fresh'

export function sessionDecision(
  { createdAt, seenAt, expiresAt }: Pick<Session, 'createdAt' | 'seenAt' | 'expiresAt'>,
  now: Millis,
): SessionDecision {
  if (now >= expiresAt || now - seenAt >= IDLE_MS) return 'over'
  // An id that was rotated away lives a minute, and is not rotated again.
  if (now - createdAt >= ROTATE_AFTER_MS && expiresAt - now > OLD_ID_MS) return 'rotate'
  return now - seenAt >= TOUCH_AFTER_MS ? 'touch' : 'fresh'
}
