/** How long Meta works on a container: as measured (threads-api.md §4.1, §11). */
import type { ContentBody } from '../entities/content.ts'
import type { SeededRandom } from '../random.ts'
import { SECOND } from '../time/duration.ts'

const SECONDS: Readonly<Record<ContentBody['kind'], readonly [least: number, most: number]>> = {
  TEXT: [0, 0],
  IMAGE: [2, 5],
  VIDEO: [25, 40],
  // Its children are ready before it begins; that it has to be waited for as well is known, not for how long.
  CAROUSEL: [1, 3],
}

/** Milliseconds; drawn once for each container. */
export function processingTime(random: SeededRandom, kind: ContentBody['kind']): number {
  const [least, most] = SECONDS[kind]
  return least * SECOND + random.below((most - least) * SECOND + 1)
}
