/** From what a person wishes (an instant, a time on the wall, the next slot, now) to the plan that is stored. */
import type { Kysely } from 'kysely'
import type { ActionDeps } from './action-deps.ts'
import type { NoPlan } from './action-outcome.ts'
import type { Plan } from '../post.ts'
import type { Queue } from '../queue-policy.ts'
import { nextFreeSlot } from '../slots.ts'
import { listPlannedInstants } from '../../store/planned-instants.ts'
import { listSlots } from '../../store/queues.ts'
import type { Schema } from '../../store/schema.ts'
import type { Millis } from '../../time/clock.ts'

/** The zone is the queue's unless named. */
export type When =
  | { readonly kind: 'at'; readonly at: Millis; readonly zone?: string }
  | { readonly kind: 'wall'; readonly wall: string; readonly zone?: string }
  | { readonly kind: 'next_slot' }
  | { readonly kind: 'now' }

export interface PlanOrder {
  readonly accountId: string
  /** Its own instant is free for it. */
  readonly postId?: string
  readonly queue: Queue
  readonly now: Millis
  readonly when: When
}

export type Planned = { readonly kind: 'planned'; readonly plan: Plan } | NoPlan

export async function planFor(deps: ActionDeps, db: Kysely<Schema>, order: PlanOrder): Promise<Planned> {
  const { when, queue, now } = order
  switch (when.kind) {
    case 'at':
      return notBefore(now, planAt(deps, when.at, when.zone ?? queue.zone))
    case 'wall':
      return notBefore(now, planOnWall(deps, when.wall, when.zone ?? queue.zone))
    case 'next_slot':
      return nextSlot(deps, db, order)
    case 'now':
      return planAt(deps, now, queue.zone)
    default:
      return when satisfies never
  }
}

/** The instant, as a wall of that zone shows it. */
export function planAt({ zones }: Pick<ActionDeps, 'zones'>, at: Millis, zone: string): Planned {
  const wall = zones.wallAt(at, zone)
  return wall === undefined ? { kind: 'not_a_time' } : { kind: 'planned', plan: { at, wall, zone } }
}

/** What the owner saw stays as it was said, also where a gap moves the instant. */
function planOnWall({ zones }: ActionDeps, wall: string, zone: string): Planned {
  const at = zones.instantOf(wall, zone)
  return at === undefined ? { kind: 'not_a_time' } : { kind: 'planned', plan: { at, wall, zone } }
}

function notBefore(now: Millis, planned: Planned): Planned {
  return planned.kind === 'planned' && planned.plan.at < now ? { kind: 'in_past' } : planned
}

async function nextSlot(
  { zones }: ActionDeps,
  db: Kysely<Schema>,
  { accountId, postId, queue: { zone }, now }: PlanOrder,
): Promise<Planned> {
  const slots = await listSlots(db, accountId)
  const taken = await listPlannedInstants(db, { accountId, from: now, ...(postId && { except: postId }) })
  const plan = nextFreeSlot(zones, { slots, zone, after: now, taken })
  return plan ? { kind: 'planned', plan } : { kind: 'no_slot' }
}

/** The plan that there is, or now where its time is over. */
export function planNotBefore(
  deps: Pick<ActionDeps, 'zones'>,
  now: Millis,
  { plan, zone }: { readonly plan: Plan | undefined; readonly zone: string },
): Planned {
  return plan && plan.at >= now ? { kind: 'planned', plan } : planAt(deps, now, zone)
}
