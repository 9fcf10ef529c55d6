/** What `threads_publish` says of a container (threads-api.md §4.4, §10.14, §12.5). Pure. */
import { statusOf } from '../containers/container-status.ts'
import type { Container } from '../entities/container.ts'
import type { SwitchPositions } from '../switches/switches.ts'
import { parseDuration } from '../time/duration.ts'

export type PublishVerdict =
  | { readonly kind: 'publish' }
  /** It has been published: the same answer again. */
  | { readonly kind: 'repeat'; readonly mediaId: string }
  /** 24/4279009, though it may be there: a retry helps. */
  | { readonly kind: 'not_found_yet' }
  /** No retry helps. */
  | { readonly kind: 'unpublishable' }

export function publishVerdict(container: Container, now: number, switches: SwitchPositions): PublishVerdict {
  const status = statusOf(container, now)
  switch (status) {
    case 'PUBLISHED':
      return secondVerdict(container, switches)
    case 'ERROR':
    case 'EXPIRED':
      return { kind: 'unpublishable' }
    case 'IN_PROGRESS':
      return { kind: 'not_found_yet' }
    case 'FINISHED':
      return firstVerdict(container, now, switches)
    default:
      return status satisfies never
  }
}

function firstVerdict(container: Container, now: number, switches: SwitchPositions): PublishVerdict {
  if (container.isCarouselItem) return { kind: 'unpublishable' }
  const isKnown = isPropagated(container, now, switches)
  const raceMs = parseDuration(switches.publishRace) ?? 0
  return isKnown && now >= container.processedAt + raceMs ? { kind: 'publish' } : { kind: 'not_found_yet' }
}

function secondVerdict({ publishedAs }: Container, { doublePublish }: SwitchPositions): PublishVerdict {
  switch (doublePublish) {
    case 'second-post':
      return { kind: 'publish' }
    case 'same-id':
      return { kind: 'repeat', mediaId: publishedAs ?? '' }
    case 'reject':
      return { kind: 'unpublishable' }
    default:
      return doublePublish satisfies never
  }
}

/** Whether a container is known everywhere yet (switch `containerPropagation`). */
export function isPropagated(container: Container, now: number, switches: SwitchPositions): boolean {
  return now >= container.createdAt + (parseDuration(switches.containerPropagation) ?? 0)
}
