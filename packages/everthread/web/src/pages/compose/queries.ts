/** What the page of writing reads and gets back. */
import { queryOptions } from '@tanstack/react-query'
import type { InferResponseType } from 'hono/client'
import { api } from '../../api/client.ts'
import { read } from '../../api/problem.ts'

export type Written = InferResponseType<typeof api.posts.$post, 201>
export type Finding = Written['findings'][number]

export const postQuery = (id: string) =>
  queryOptions({
    queryKey: ['posts', id],
    queryFn: () => read(api.posts[':id'].$get({ param: { id } })),
    // While it is edited here, the page is the newer one.
    staleTime: Number.POSITIVE_INFINITY,
  })

export const queueOf = (id: string) =>
  queryOptions({
    queryKey: ['accounts', id, 'zone'],
    queryFn: () => read(api.accounts[':id'].queue.$get({ param: { id } })),
  })
