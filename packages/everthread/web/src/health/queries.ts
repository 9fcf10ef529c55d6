/** How the service is; the connect guide asks the same of the app. */
import { queryOptions } from '@tanstack/react-query'
import type { InferResponseType } from 'hono/client'
import { api } from '../api/client.ts'
import { read } from '../api/problem.ts'

export type Health = InferResponseType<typeof api.health.$get, 200>
export type Finding = Health['findings'][number]

const EVERY_MS = 15_000

export const healthQuery = queryOptions({
  queryKey: ['health'],
  queryFn: () => read(api.health.$get({ query: {} })),
  refetchInterval: EVERY_MS,
})

/** Asks the network and Meta now, whatever is remembered. */
export function lookAgain(): Promise<Health> {
  return read(api.health.$get({ query: { max_age: '0' } }))
}
