/** `POST insights`: the numbers of a post as one needs them. They go on growing from there. */
import { GROWN_METRICS, type GrownMetric } from '../insights/growth.ts'
import { presentCounts } from '../insights/post-counts.ts'
import { SandboxMistake } from '../mistake.ts'
import { findPost } from '../state/posts.ts'
import type { World } from '../world.ts'
import { integer, object, optional, type Parser, text } from './shape.ts'

type Numbers = Readonly<Partial<Record<GrownMetric, number>>>

/** `POST insights`. What is named becomes that number; what stands in `add` is added, or with a minus taken away. */
export interface InsightsOrder extends Numbers {
  /** Media id. */
  readonly post: string
  readonly add?: Numbers
}

const MOST = 1_000_000_000_000

const count = optional(integer(0, MOST))
const change = optional(integer(-MOST, MOST))

export const parseInsightsOrder: Parser<InsightsOrder> = object({
  post: text,
  views: count,
  likes: count,
  replies: count,
  reposts: count,
  quotes: count,
  shares: count,
  clicks: count,
  add: optional(
    object({
      views: change,
      likes: change,
      replies: change,
      reposts: change,
      quotes: change,
      shares: change,
      clicks: change,
    }),
  ),
})

/** The numbers of a post as the control plane shows them. */
export type InsightsView = Readonly<Record<GrownMetric, number>>

/** @throws SandboxMistake when there is no such post. */
export function boost(world: World, { post: id, add = {}, ...wanted }: InsightsOrder): InsightsView {
  const { state, clock } = world
  const post = findPost(state, id)
  if (!post || post.kind === 'repost') throw new SandboxMistake(`there is no post "${id}" that has numbers`)
  const present = presentCounts(world, post)
  const counts: Partial<Record<GrownMetric, number>> = {}
  for (const metric of GROWN_METRICS) {
    const base = wanted[metric] ?? present[metric]
    counts[metric] = base - present[metric] + (add[metric] ?? 0)
  }
  state.boosts.set(id, [...(state.boosts.get(id) ?? []), { at: clock.now(), counts }])
  return presentCounts(world, post)
}
