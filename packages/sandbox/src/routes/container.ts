/** `GET /{container}`: how far it has come (threads-api.md §4.5). A container that failed is answered with 200 too. */
import { statusOf } from '../containers/container-status.ts'
import { type NodeShape, selectFields } from '../formatters/fields.ts'
import type { Container } from '../entities/container.ts'
import { MetaRefusal } from '../errors/meta-refusal.ts'
import { type Answer, json } from '../http/answer.ts'
import type { Call } from '../http/call.ts'
import { isPropagated } from '../publishing/publish-verdict.ts'
import { unknownObject } from '../reading/sight.ts'
import { authenticate } from '../tokens/authenticate.ts'

interface ContainerNode {
  readonly container: Container
  readonly now: number
}

const CONTAINER: NodeShape<ContainerNode> = {
  type: 'ThreadsMediaContainer',
  defaults: ['id', 'status'],
  readers: {
    id: ({ container }) => container.id,
    status: ({ container, now }) => statusOf(container, now),
    error_message: ({ container, now }) =>
      statusOf(container, now) === 'ERROR' ? container.failure : undefined,
  },
}

/** @throws MetaRefusal 24/4279009 while it is on its way, 100/33 for somebody else's */
export function readContainer(call: Call): Answer {
  const { world, id = '' } = call
  const { userId } = authenticate(call, 'threads_basic')
  const container = world.state.containers.get(id)
  if (container?.ownerId !== userId) throw unknownObject(call)
  const now = world.clock.now()
  if (!isPropagated(container, now, world.switches)) throw new MetaRefusal('media_not_found', { id })
  return json(selectFields(CONTAINER, { container, now }, call.params.get('fields')))
}
