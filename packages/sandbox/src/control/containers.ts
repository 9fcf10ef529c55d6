/** `GET containers`: what was created to be published, and how far it has come. */
import { CONTAINER_LIFETIME_MS, statusOf } from '../containers/container-status.ts'
import type { Container, ContainerFailure, ContainerStatus } from '../entities/container.ts'
import { userOf } from '../state/state.ts'
import { toIso } from '../time/host.ts'
import type { World } from '../world.ts'

/** A container as the control plane shows it. */
export interface ContainerView {
  readonly id: string
  readonly user: string
  readonly app: string
  readonly media_type: 'TEXT' | 'IMAGE' | 'VIDEO' | 'CAROUSEL'
  readonly is_carousel_item: boolean
  readonly text?: string
  readonly status: ContainerStatus
  /** When it is `ERROR`. */
  readonly error_message?: ContainerFailure
  readonly created_at: string
  /** When the work on it ends, well or not. */
  readonly processed_at: string
  readonly expires_at: string
  /** The post that it became. */
  readonly media_id?: string
}

const SHOWN = 100

/** The last hundred, newest first. */
export function containerViews(world: World): readonly ContainerView[] {
  const newest = [...world.state.containers.values()].slice(-SHOWN).toReversed()
  return newest.map((container) => containerView(world, container))
}

function containerView({ state, clock }: World, container: Container): ContainerView {
  const { id, ownerId, appId, content, createdAt, processedAt, failure, publishedAs } = container
  const status = statusOf(container, clock.now())
  return {
    id,
    user: userOf(state, { userId: ownerId }).username,
    app: appId,
    media_type: content.body.kind,
    is_carousel_item: container.isCarouselItem,
    ...(content.text !== undefined && { text: content.text }),
    status,
    ...(status === 'ERROR' && failure !== undefined && { error_message: failure }),
    created_at: toIso(createdAt),
    processed_at: toIso(processedAt),
    expires_at: toIso(createdAt + CONTAINER_LIFETIME_MS),
    ...(publishedAs !== undefined && { media_id: publishedAs }),
  }
}
