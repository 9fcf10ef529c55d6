/** One post and its timeline. What is on its way changes without an event: it is looked at again soon. */
import type { InferResponseType } from 'hono/client'
import { queryOptions } from '@tanstack/react-query'
import { api } from '../../api/client.ts'
import { read } from '../../api/problem.ts'
import type { Post } from '../../api/queries.ts'

type Receipts = InferResponseType<(typeof api.posts)[':id']['receipts']['$get'], 200>
export type Receipt = Receipts['receipts'][number]

const UNDER_WAY: ReadonlySet<Post['state']> = new Set(['scheduled', 'preparing', 'ready', 'publishing'])
const LOOK_AGAIN_MS = 3_000

export function postQuery(id: string) {
  return queryOptions({
    queryKey: ['posts', 'one', id],
    queryFn: async () => {
      const param = { id }
      const [post, { receipts }] = await Promise.all([
        read(api.posts[':id'].$get({ param })),
        read(api.posts[':id'].receipts.$get({ param })),
      ])
      return { post, receipts }
    },
    refetchInterval: ({ state: { data } }) =>
      data !== undefined && UNDER_WAY.has(data.post.state) && LOOK_AGAIN_MS,
  })
}
