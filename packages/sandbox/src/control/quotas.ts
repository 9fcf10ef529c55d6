/** What people have used of what they may do in 24 hours, as `GET state` shows it. */
import { QUOTAS, type QuotaKind, quotaUsed } from '../quotas/quota.ts'
import { userOf } from '../state/state.ts'
import type { World } from '../world.ts'

/** Of one person; only what was used at all. */
export interface QuotaView {
  readonly user: string
  readonly quotas: readonly { readonly of: QuotaKind; readonly used: number; readonly total: number }[]
}

const KINDS: readonly QuotaKind[] = [
  'posts',
  'replies',
  'deletes',
  'keyword_searches',
  'location_searches',
  'profile_lookups',
]

export function quotaViews({ state, clock }: World): readonly QuotaView[] {
  const now = clock.now()
  return Array.from(state.quotas, ([userId, use]) => ({
    user: userOf(state, { userId }).username,
    quotas: KINDS.map((of) => ({ of, used: quotaUsed(use, of, now), total: QUOTAS[of] })).filter(
      ({ used }) => used > 0,
    ),
  }))
}
