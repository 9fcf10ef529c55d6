/** People who read: each with a token of every scope, so that a test speaks of posts and not of tokens. */
import { SCOPES } from '../src/entities/scopes.ts'
import type { PostOrder, UserOrder } from '../src/index.ts'
import type { Api, Params, Reply } from './api.ts'

export interface Person {
  readonly id: string
  readonly token: string
  /** A call of theirs. */
  readonly get: (path: string, params?: Params) => Promise<Reply>
  readonly post: (path: string, form?: Params) => Promise<Reply>
  /** Publishes as they would in the app, and returns the media id. */
  readonly publish: (order?: Omit<PostOrder, 'user'>) => string
}

export function person(api: Api, username = 'anna', change: Omit<UserOrder, 'username'> = {}): Person {
  const { id } = api.sandbox.users.put({ username, ...change })
  const token = api.sandbox.tokens.create({ user: username, scopes: SCOPES }).access_token
  return {
    id,
    token,
    get: (path, params = {}) => api.get(path, { ...params, access_token: token }),
    post: (path, form = {}) => api.post(path, { ...form, access_token: token }),
    publish: (order = {}) => api.sandbox.posts.create({ user: username, text: 'Hello.', ...order }).id,
  }
}

/** The ids of a list. */
export function idsOf(reply: Reply): readonly string[] {
  return reply.json.data.map(({ id }: { id: string }) => id)
}

/** Follows `next` to the end of a list, and gives every page's ids. */
export async function pagesOf(api: Api, first: Reply): Promise<readonly (readonly string[])[]> {
  const pages = [idsOf(first)]
  for (let next = first.json.paging?.next; next !== undefined; ) {
    const reply = await api.send(next.slice(api.sandbox.url.length), {})
    pages.push(idsOf(reply))
    next = reply.json.paging?.next
  }
  return pages
}
