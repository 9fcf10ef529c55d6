/** What a profile may do in 24 hours, whatever the app (threads-api.md §8.2): rolling windows on the sandbox's clock. */
import { MetaRefusal } from '../errors/meta-refusal.ts'
import { DAY, SECOND } from '../time/duration.ts'
import type { World } from '../world.ts'

/** How much of each in a window. */
export const QUOTAS = {
  posts: 250,
  replies: 1000,
  deletes: 100,
  location_searches: 500,
  keyword_searches: 2200,
  profile_lookups: 1000,
} as const

export type QuotaKind = keyof typeof QUOTAS

const WINDOW_MS = DAY

export const QUOTA_WINDOW_SECONDS = WINDOW_MS / SECOND

/** When somebody did what, oldest first. */
export type QuotaUse = Readonly<Partial<Record<QuotaKind, readonly number[]>>>

/** How much of a quota is used at an instant. */
export function quotaUsed(use: QuotaUse | undefined, kind: QuotaKind, now: number): number {
  return withinWindow(use?.[kind], now).length
}

/** Counts one more, now. @throws MetaRefusal when there is none left; then nothing is counted. */
export function spendQuota(world: World, userId: string, kind: QuotaKind): void {
  const { state, clock } = world
  const now = clock.now()
  const use = state.quotas.get(userId)
  const instants = withinWindow(use?.[kind], now)
  if (instants.length >= QUOTAS[kind]) throw quotaExceeded(world)
  state.quotas.set(userId, { ...use, [kind]: [...instants, now] })
}

/** Gives back what was spent at an instant. */
export function returnQuota({ state }: World, userId: string, spent: { kind: QuotaKind; at: number }): void {
  const use = state.quotas.get(userId)
  const instants = use?.[spent.kind] ?? []
  const place = instants.indexOf(spent.at)
  if (place >= 0) state.quotas.set(userId, { ...use, [spent.kind]: instants.toSpliced(place, 1) })
}

function withinWindow(instants: readonly number[] = [], now: number): readonly number[] {
  return instants.filter((at) => now - at < WINDOW_MS)
}

/** Which error it is, nobody has written down (threads-api.md §12.4). */
function quotaExceeded({ switches }: World): MetaRefusal {
  return new MetaRefusal(switches.quotaExceededCode === 613 ? 'rate_limited' : 'app_request_limit')
}
