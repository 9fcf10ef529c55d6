/** What the panel reads. While the clock is on its way it looks often: that is what there is to see. */
import { queryOptions, useQuery } from '@tanstack/react-query'
import type { InferResponseType } from 'hono/client'
import { api } from '../../api/client.ts'
import { read } from '../../api/problem.ts'
import { learnNow } from '../../time/server-clock.ts'

export type Sandbox = InferResponseType<typeof api.sandbox.$get, 200>

const WHILE_TURNING_MS = 250
const CALM_MS = 2_000

export const sandboxQuery = queryOptions({
  queryKey: ['sandbox'],
  queryFn: () => learn(api.sandbox.$get()),
  refetchInterval: ({ state }) => paceOf(state.data),
})

const publishedQuery = queryOptions({
  queryKey: ['posts', 'published'],
  queryFn: () => read(api.posts.$get({ query: { state: 'published', limit: '500' } })),
})

/** Whatever the sandbox answers says what time it is. */
export async function learn(answer: Parameters<typeof read<Sandbox>>[0]): Promise<Sandbox> {
  const sandbox = await read(answer)
  learnNow(sandbox.now)
  return sandbox
}

export function usePublished(sandbox: Sandbox) {
  return useQuery({ ...publishedQuery, refetchInterval: paceOf(sandbox) })
}

export function paceOf(sandbox: Sandbox | undefined): number {
  return sandbox?.turning_until === undefined ? CALM_MS : WHILE_TURNING_MS
}
