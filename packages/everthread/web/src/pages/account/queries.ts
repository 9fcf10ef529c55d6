/** What the page of one account reads besides the account itself. */
import { queryOptions } from '@tanstack/react-query'
import type { InferResponseType } from 'hono/client'
import { api } from '../../api/client.ts'
import { read } from '../../api/problem.ts'

type OfAccount = (typeof api.accounts)[':id']

export type Generation = InferResponseType<OfAccount['history']['$get'], 200>['generations'][number]
export type Queue = InferResponseType<OfAccount['queue']['$get'], 200>

/** Under the key of the account: what changes it changes these. */
export const historyQuery = (id: string) =>
  queryOptions({
    queryKey: ['accounts', id, 'history'],
    queryFn: () => read(api.accounts[':id'].history.$get({ param: { id } })),
  })

export const publishingQuery = (id: string) =>
  queryOptions({
    queryKey: ['accounts', id, 'queue'],
    queryFn: async () => {
      const param = { id }
      const [queue, { slots }] = await Promise.all([
        read(api.accounts[':id'].queue.$get({ param })),
        read(api.accounts[':id'].slots.$get({ param })),
      ])
      return { queue, slots }
    },
  })
