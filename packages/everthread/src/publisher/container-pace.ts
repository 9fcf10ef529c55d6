/**
 * How a container is asked after, and for how long it counts. Pure.
 *
 * | what | first asked | then after | given up on |
 * |---|---|---|---|
 * | a text | at once | 1, 2, 3, 5, 8, 13, 20 s, each 20 s | 2 min |
 * | an image | 1 s | 2, 3, 5, 8, 13, 20 s, each 20 s | 5 min |
 * | a video, a carousel | 1 s | 2, 3, 5, 8, 13, 20 s, each 20 s | 15 min |
 *
 * @see https://developers.facebook.com/docs/threads/troubleshooting (read 2026-11): once a minute for five minutes; measured
 *   are 5 s for an image and 25 to 90 s for a video.
 */
import type { PartContent } from './content.ts'
import type { ContainerRecord, PartContainer } from './post.ts'
import type { Millis } from '../time/clock.ts'
import { HOUR, MINUTE, SECOND } from '../time/duration.ts'

/** Built so long before its time, so that a post goes out on the second and trouble shows while there is time. */
export const EARLY_MS = 15 * MINUTE

/** Meta keeps a container for 24 hours. */
export const CONTAINER_LIFE_MS = 23 * HOUR

const WAITS = [1, 2, 3, 5, 8, 13, 20] as const

/** What is waited for: an item of a carousel is what it is by itself. */
export type ContainerKind = 'text' | 'image' | 'video' | 'carousel'

const BUDGET_MS: Readonly<Record<ContainerKind, number>> = {
  text: 2 * MINUTE,
  image: 5 * MINUTE,
  video: 15 * MINUTE,
  carousel: 15 * MINUTE,
}

export function containerKindOf({ media = [] }: PartContent): ContainerKind {
  const [first, second] = media
  if (second) return 'carousel'
  if (!first) return 'text'
  // What a file of ours is, is known where it lies; the longer budget does no harm to an image.
  return first.kind === 'linked' ? first.as : 'video'
}

export function nextPollAt(container: ContainerRecord, kind: ContainerKind): Millis {
  const { polls, polledAt = container.madeAt } = container
  const step = kind === 'text' ? polls - 1 : polls
  const wait = step < 0 ? 0 : (WAITS[step] ?? 20)
  return (polledAt + wait * SECOND) as Millis
}

export function isOverBudget({ madeAt }: ContainerRecord, kind: ContainerKind, now: Millis): boolean {
  return now - madeAt > BUDGET_MS[kind]
}

/** What can be used of the containers of a part: of this content, and young enough. */
export function usableContainer(
  container: PartContainer | undefined,
  { contentHash, now }: { readonly contentHash: string; readonly now: Millis },
): PartContainer | undefined {
  if (!container) return undefined
  const records = [...container.children, ...(container.own ? [container.own] : [])]
  const isUsable = records.every(
    (one) => one.contentHash === contentHash && now - one.madeAt < CONTAINER_LIFE_MS,
  )
  return isUsable ? container : undefined
}
