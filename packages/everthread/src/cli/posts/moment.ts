/** When a post goes out, as its owner thinks of it: on the wall of its own zone. */
import type { Plan } from '../../publisher/post.ts'

/** `2026-03-29 09:00 (Europe/Berlin)` */
export function momentOf({ wall, zone }: Plan): string {
  return `${wall.replace('T', ' ')} (${zone})`
}
