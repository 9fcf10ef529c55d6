/** `POST /{user}/threads`: makes a container, or with `auto_publish_text` a post at once (threads-api.md §4.2). */
import { buildBody, type BuiltBody } from '../containers/container-body.ts'
import { type ContainerOrder, readContainerOrder } from '../containers/container-order.ts'
import { contentOf } from '../containers/content-of-order.ts'
import { requireEntitlement } from '../containers/entitlement.ts'
import { requireReadableLink } from '../containers/link-check.ts'
import { processingTime } from '../containers/processing-time.ts'
import type { Container } from '../entities/container.ts'
import { newMediaId } from '../entities/post.ts'
import type { UserToken } from '../entities/token.ts'
import { MetaRefusal } from '../errors/meta-refusal.ts'
import { type Answer, json } from '../http/answer.ts'
import type { Call } from '../http/call.ts'
import { publishThroughApi } from '../publishing/publish-through-api.ts'
import { authenticate } from '../tokens/authenticate.ts'
import { requireOwnUser } from './own-user.ts'

/** @throws MetaRefusal */
export async function createContainer(call: Call): Promise<Answer> {
  const { world } = call
  const { state } = world
  const token = authenticate(call, 'threads_basic', 'threads_content_publish')
  requireOwnUser(call, token)
  const order = readContainerOrder(call)
  requireEntitlement(world, token, order)
  await requireReadableLink(world, order.link_attachment)
  const built = await buildBody(world, order, token.userId)
  // Reset or restored meanwhile: there may be no such user any more.
  if (world.state !== state) throw new MetaRefusal('unavailable')
  if (order.auto_publish_text) {
    return json({ id: publishThroughApi(world, token.userId, contentOf(order, built.body)).id })
  }
  const container = newContainer(call, { token, order, built })
  state.containers.set(container.id, container)
  return json({ id: container.id })
}

interface Ingredients {
  readonly token: UserToken
  readonly order: ContainerOrder
  readonly built: BuiltBody
}

function newContainer({ world, containerFailure }: Call, { token, order, built }: Ingredients): Container {
  const createdAt = world.clock.now()
  return {
    id: newMediaId(world.random),
    ownerId: token.userId,
    appId: token.appId,
    createdAt,
    isCarouselItem: order.is_carousel_item === true,
    content: contentOf(order, built.body),
    processedAt: createdAt + processingTime(world.random, built.body.kind),
    failure: containerFailure ?? built.failure,
    publishedAs: undefined,
  }
}
