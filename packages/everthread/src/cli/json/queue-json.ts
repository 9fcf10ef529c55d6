/** `everthread/queue@1`. */
import { profileOf } from '../../account/round.ts'
import type { Post } from '../../publisher/post.ts'
import type { Queue, Slot } from '../../publisher/queue-policy.ts'
import type { Account } from '../../store/accounts.ts'
import { toIso } from '../../time/clock.ts'
import type { CommandContext } from '../command-context.ts'
import { daysAt } from '../posts/days-at.ts'
import { sectionOf } from '../posts/queue-sections.ts'
import { clockOf } from '../posts/slots-text.ts'
import { postJson } from './post-json.ts'
import { accountJson } from './token-json.ts'

export interface ShownQueue {
  readonly account: Account
  readonly queue: Queue
  readonly slots: readonly Slot[]
  readonly posts: readonly Post[]
  /** A service lives that publishes what falls due. */
  readonly isServed: boolean
}

export function queueJson({ clock, config }: CommandContext, shown: ShownQueue): object {
  const { account, queue, slots, posts, isServed } = shown
  const days = daysAt(clock.now(), queue.zone)
  return {
    schema: 'everthread/queue@1',
    account: { ...accountJson(profileOf(account)), account_id: account.id },
    zone: queue.zone,
    missed: queue.missed,
    late_limit_ms: queue.lateLimitMs,
    ...(queue.pause && { pause: { reason: queue.pause.reason, at: toIso(queue.pause.at) } }),
    slots: slots.map((slot) => ({ weekday: slot.weekday, time: clockOf(slot) })),
    served: isServed,
    posts: posts.map((post) => ({ section: sectionOf(post, days), ...postJson(post, config.language) })),
  }
}
