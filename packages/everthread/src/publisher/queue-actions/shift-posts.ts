/** Several posts move together, on the wall: nine o'clock stays nine o'clock over a change of the clocks. All, or none. */
import type { ActionDeps } from './action-deps.ts'
import type { NoPlan, PostTarget, Refusal, Written } from './action-outcome.ts'
import { refusalOf } from './allowed-states.ts'
import { conflictOf, gatherFacts, writeChange } from './change-post.ts'
import { plannedReceipt } from './planned-receipt.ts'
import type { Planned } from './plan-for.ts'
import { asScheduled } from './post-forms.ts'
import type { Plan, Post } from '../post.ts'
import type { Millis } from '../../time/clock.ts'
import { DAY, MINUTE } from '../../time/duration.ts'

/** Back where negative. */
export interface Shift {
  readonly days: number
  readonly minutes: number
}

export type Shifted =
  | { readonly kind: 'shifted'; readonly posts: readonly Written[] }
  | { readonly kind: 'refused'; readonly id: string; readonly why: Refusal | NoPlan }

export async function shiftPosts(
  deps: ActionDeps,
  targets: readonly PostTarget[],
  shift: Shift,
): Promise<Shifted> {
  return deps.transaction(async (trx) => {
    const moves: { readonly post: Post; readonly now: Millis; readonly plan: Plan }[] = []
    for (const target of targets) {
      const facts = await gatherFacts(deps, trx, target.id)
      if (!facts) return { kind: 'refused', id: target.id, why: { kind: 'not_found' } }
      const { post, now } = facts
      const why = conflictOf(post, target) ?? refusalOf('shift', facts)
      if (why) return { kind: 'refused', id: target.id, why }
      const planned = shifted(deps, post.plan, shift)
      if (planned.kind !== 'planned') return { kind: 'refused', id: target.id, why: planned }
      if (planned.plan.at < now) return { kind: 'refused', id: target.id, why: { kind: 'in_past' } }
      moves.push({ post: asScheduled(post, planned.plan), now, plan: planned.plan })
    }
    const posts: Written[] = []
    for (const { post, now, plan } of moves) {
      const receipts = [plannedReceipt('scheduled', now, plan)]
      posts.push(await writeChange(deps, trx, { post, receipts, now }))
    }
    return { kind: 'shifted', posts }
  })
}

/** @NOTE UTC has no gaps: there a wall time can be reckoned with, and then put up in its own zone again. */
function shifted(
  { zones }: Pick<ActionDeps, 'zones'>,
  plan: Plan | undefined,
  { days, minutes }: Shift,
): Planned {
  const before = plan && zones.instantOf(plan.wall, 'UTC')
  if (!plan || before === undefined) return { kind: 'not_a_time' }
  const wall = zones.wallAt((before + days * DAY + minutes * MINUTE) as Millis, 'UTC')
  const at = wall === undefined ? undefined : zones.instantOf(wall, plan.zone)
  if (wall === undefined || at === undefined) return { kind: 'not_a_time' }
  return { kind: 'planned', plan: { at, wall, zone: plan.zone } }
}
