/**
 * How far a container has come. Pure: it follows from the container's facts and the clock.
 *
 * | status | what is true | entered by | left by |
 * | --- | --- | --- | --- |
 * | `IN_PROGRESS` | its media is being worked on | creation | the clock, at `processedAt` |
 * | `FINISHED` | it can be published | the clock, at `processedAt` | publishing; 24 hours after its creation |
 * | `ERROR` | the work failed | the clock, at `processedAt` | 24 hours after its creation |
 * | `PUBLISHED` | it became a post | publishing | never |
 * | `EXPIRED` | it was not published in time | 24 hours after its creation | never |
 */
import type { Container, ContainerStatus } from '../entities/container.ts'
import { DAY } from '../time/duration.ts'

export const CONTAINER_LIFETIME_MS = DAY

export function statusOf(container: Container, now: number): ContainerStatus {
  if (container.publishedAs !== undefined) return 'PUBLISHED'
  if (now >= container.createdAt + CONTAINER_LIFETIME_MS) return 'EXPIRED'
  if (now < container.processedAt) return 'IN_PROGRESS'
  return container.failure === undefined ? 'FINISHED' : 'ERROR'
}
