/** How often a profile is looked at: every day has its own number, which is reached bit by bit until midnight. */
import type { User } from '../entities/user.ts'
import type { PacificDay } from './days.ts'
import { chance } from './growth.ts'

/** On that day up to now; never falls while the day goes on. */
export function profileViews({ id, followers }: User, { start, end }: PacificDay, now: number): number {
  const elapsed = Math.min(Math.max((now - start) / (end - start), 0), 1)
  const wholeDay = (3 + followers * 0.03) * (0.5 + chance(id, `day ${start}`))
  return Math.floor(wholeDay * elapsed)
}
