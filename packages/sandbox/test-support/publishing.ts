/** Posting through the API, step by step, as clients do. */
import type { Scope } from '../src/entities/scopes.ts'
import type { Api, Params, Reply } from './api.ts'

/** Everything that a post can need. */
export const ALL_SCOPES: readonly Scope[] = [
  'threads_basic',
  'threads_content_publish',
  'threads_manage_replies',
  'threads_delete',
  'threads_location_tagging',
  'threads_share_to_instagram',
]

/** One person's way through the API. */
export interface Poster {
  readonly token: string
  readonly create: (params: Params) => Promise<Reply>
  /** The id of the new container. */
  readonly container: (params: Params) => Promise<string>
  readonly status: (id: string, fields?: string) => Promise<Reply>
  readonly publish: (id: string) => Promise<Reply>
  /** Creates, waits until it is ready, publishes, waits until others know of it. Returns the media id. */
  readonly post: (params: Params) => Promise<string>
}

export function posterOf(api: Api, user = 'anna', scopes: readonly Scope[] = ALL_SCOPES): Poster {
  const token = api.token({ user, scopes })
  const create = (params: Params): Promise<Reply> =>
    api.post('/me/threads', { access_token: token, ...params })
  const container = async (params: Params): Promise<string> => idOf(await create(params))
  const publish = (id: string): Promise<Reply> =>
    api.post('/me/threads_publish', { access_token: token, creation_id: id })
  return {
    token,
    create,
    container,
    publish,
    status: (id, fields = 'status,error_message') => api.get(`/${id}`, { access_token: token, fields }),
    post: async (params) => {
      const id = await container(params)
      api.sandbox.clock.advance('40s')
      const published = idOf(await publish(id))
      api.sandbox.clock.advance('10s')
      return published
    },
  }
}

export function idOf(reply: Reply): string {
  if (reply.status !== 200) throw new Error(`no id in ${reply.status} ${reply.text}`)
  return reply.json.id
}

/** A text post, with what is given besides. */
export function textOrder(params: Params = {}): Params {
  return { media_type: 'TEXT', text: 'Good morning', ...params }
}
