/** The line of the timeline that says when a post shall go out. Pure. */
import type { Plan } from '../post.ts'
import type { Receipt } from '../../store/receipts.ts'
import { type Millis, toIso } from '../../time/clock.ts'

export function plannedReceipt(kind: 'scheduled' | 'resumed', at: Millis, plan: Plan): Receipt {
  return { at, kind, detail: { at: toIso(plan.at), wall: plan.wall, zone: plan.zone } }
}
