/** `POST /{user}/threads_publish`: a container becomes a post (threads-api.md §4.4). */
import type { Container } from '../entities/container.ts'
import type { Post } from '../entities/post.ts'
import { MetaRefusal } from '../errors/meta-refusal.ts'
import { type Answer, json } from '../http/answer.ts'
import type { Call } from '../http/call.ts'
import { publishThroughApi } from '../publishing/publish-through-api.ts'
import { publishVerdict } from '../publishing/publish-verdict.ts'
import { authenticate } from '../tokens/authenticate.ts'
import type { World } from '../world.ts'
import { requireOwnUser } from './own-user.ts'

/** @throws MetaRefusal */
export function publishContainer(call: Call): Answer {
  const { world } = call
  const token = authenticate(call, 'threads_basic', 'threads_content_publish')
  requireOwnUser(call, token)
  const container = requireContainer(call, token.userId)
  const verdict = publishVerdict(container, world.clock.now(), world.switches)
  switch (verdict.kind) {
    case 'publish':
      return publishedAnswer(world, container, publish(world, container).id)
    case 'repeat':
      return publishedAnswer(world, container, verdict.mediaId)
    case 'not_found_yet':
      throw new MetaRefusal('media_not_found', { id: container.id })
    case 'unpublishable':
      throw unpublishable(world, container)
    default:
      return verdict satisfies never
  }
}

/** The user's own; any other is not found. @throws MetaRefusal */
function requireContainer({ world, params }: Call, userId: string): Container {
  const id = givenCreationId(params)
  const container = world.state.containers.get(id)
  if (container?.ownerId !== userId) throw new MetaRefusal('media_not_found', { id })
  return container
}

function givenCreationId(params: URLSearchParams): string {
  const id = params.get('creation_id') ?? ''
  if (id === '') throw new MetaRefusal('param_required', { name: 'creation_id' })
  if (!/^\d{1,20}$/.test(id)) throw new MetaRefusal('creation_id_invalid')
  return id
}

/** The children of a carousel are published with it. */
function publish(world: World, container: Container): Post {
  const post = publishThroughApi(world, container.ownerId, container.content)
  container.publishedAs = post.id
  const children = container.content.body.kind === 'CAROUSEL' ? container.content.body.children : []
  const published =
    post.kind !== 'repost' && post.content.body.kind === 'CAROUSEL' ? post.content.body.children : []
  for (const [index, { id }] of children.entries()) {
    const child = world.state.containers.get(id)
    if (child) child.publishedAs = published[index]?.id
  }
  return post
}

function publishedAnswer({ switches }: World, { content }: Container, id: string): Answer {
  const shared = content.crossReshare && { crossreshare_to_ig_status: switches.crossReshareStatus }
  return json({ id, ...shared })
}

function unpublishable({ switches }: World, { id }: Container): MetaRefusal {
  return switches.unpublishableCode === 24
    ? new MetaRefusal('media_not_found', { id })
    : new MetaRefusal('creation_id_invalid')
}
