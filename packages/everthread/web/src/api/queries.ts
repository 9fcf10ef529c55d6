/** What the pages read, each under one key: whoever changes something names the keys that it changed. */
import type { InferResponseType } from 'hono/client'
import { queryOptions } from '@tanstack/react-query'
import { learnNow } from '../time/server-clock.ts'
import { api } from './client.ts'
import { read } from './problem.ts'

export type Account = InferResponseType<(typeof api.accounts)[':id']['$get'], 200>
export type Post = InferResponseType<typeof api.posts.$get, 200>['posts'][number]
/** The same address streams where it is asked to; the list alone is ours. */
type Events = Exclude<InferResponseType<typeof api.events.$get, 200>, string | Response>
export type ActivityEntry = Events['events'][number]

export const whoQuery = queryOptions({
  queryKey: ['who'],
  queryFn: async () => {
    const who = await read(api.session.$get())
    learnNow(who.now)
    return who
  },
})

export const accountsQuery = queryOptions({
  queryKey: ['accounts'],
  queryFn: () => read(api.accounts.$get({ query: {} })),
})

export const eventsQuery = queryOptions({
  queryKey: ['events'],
  queryFn: async () => (await read<unknown>(api.events.$get({ query: {} }))) as Events,
})

/** All that is not out and not given up. */
const QUEUED: Post['state'][] = [
  'draft',
  'scheduled',
  'preparing',
  'ready',
  'publishing',
  'held',
  'handed_off',
  'needs_review',
  'failed',
]

export const queueQuery = queryOptions({
  queryKey: ['posts', 'queued'],
  queryFn: () => read(api.posts.$get({ query: { state: QUEUED, limit: '500' } })),
})
