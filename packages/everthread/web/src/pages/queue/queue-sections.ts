/** The queue as a person looks at it: what needs them first, then today, tomorrow, later; drafts last. Pure. */
import type { Post } from '../../api/queries.ts'

export const SECTIONS = ['attention', 'today', 'tomorrow', 'later', 'drafts'] as const
export type SectionName = (typeof SECTIONS)[number]

const NEEDS_PERSON: ReadonlySet<Post['state']> = new Set(['held', 'handed_off', 'needs_review', 'failed'])

/** No owner means seconds. */
const LATE_MS = 60_000

export interface Days {
  readonly now: number
  readonly toMillis: (iso: string) => number
  /** Which day of the reader's calendar it is, in whole days from now: 0 is today. */
  readonly daysFromNow: (at: number) => number
}

export type Queued = Pick<Post, 'state' | 'plan'>

export function sectionOf({ state, plan }: Queued, { now, toMillis, daysFromNow }: Days): SectionName {
  if (NEEDS_PERSON.has(state)) return 'attention'
  if (state === 'draft' || plan === undefined) return 'drafts'
  const at = toMillis(plan.at)
  if (at < now - LATE_MS) return 'attention'
  const days = daysFromNow(at)
  return days <= 0 ? 'today' : days === 1 ? 'tomorrow' : 'later'
}

/** In the order of the sections; within one, as they came: by their plan. Empty ones are left out. */
export function inSections<T extends Queued>(
  posts: readonly T[],
  days: Days,
): readonly (readonly [SectionName, readonly T[]])[] {
  const grouped = Map.groupBy(posts, (post) => sectionOf(post, days))
  return SECTIONS.flatMap((name) => {
    const found = grouped.get(name)
    return found ? [[name, found] as const] : []
  })
}
