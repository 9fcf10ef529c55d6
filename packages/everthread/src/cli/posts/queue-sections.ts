/** The queue as a person looks at it: what needs them first, then today, tomorrow, later; drafts last. Pure. */
import type { Post, PostState } from '../../publisher/post.ts'
import type { Millis } from '../../time/clock.ts'
import { MINUTE } from '../../time/duration.ts'

export type SectionName = 'attention' | 'today' | 'tomorrow' | 'later' | 'drafts'

export const SECTIONS: readonly SectionName[] = ['attention', 'today', 'tomorrow', 'later', 'drafts']

/** All that is not out and not given up. */
export const QUEUED: readonly PostState[] = [
  'draft',
  'scheduled',
  'preparing',
  'ready',
  'publishing',
  'held',
  'handed_off',
  'needs_review',
  'failed',
]

const NEEDS_PERSON: readonly PostState[] = ['held', 'handed_off', 'needs_review', 'failed']

/** No owner means seconds. */
const LATE_MS = MINUTE

export interface Days {
  readonly now: Millis
  /** `2026-03-29`, in the queue's zone. */
  readonly today: string
  readonly tomorrow: string
  readonly dayOf: (at: Millis) => string | undefined
}

export function sectionOf(post: Post, { now, today, tomorrow, dayOf }: Days): SectionName {
  if (NEEDS_PERSON.includes(post.state)) return 'attention'
  if (post.state === 'draft' || !post.plan) return 'drafts'
  if (post.plan.at < now - LATE_MS) return 'attention'
  const day = dayOf(post.plan.at)
  if (day === today) return 'today'
  return day === tomorrow ? 'tomorrow' : 'later'
}
