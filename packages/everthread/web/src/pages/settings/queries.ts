/** The API keys. */
import { queryOptions } from '@tanstack/react-query'
import type { InferResponseType } from 'hono/client'
import { api } from '../../api/client.ts'
import { read } from '../../api/problem.ts'

type Keys = (typeof api)['api-keys']

export type ApiKey = InferResponseType<Keys['$get'], 200>['keys'][number]
export type MadeKey = InferResponseType<Keys['$post'], 201>
export type Scope = ApiKey['scopes'][number]

export const SCOPES = [
  'read',
  'posts:write',
  'media:write',
  'accounts:write',
  'settings:write',
] as const satisfies Scope[]

export const keysQuery = queryOptions({
  queryKey: ['api-keys'],
  queryFn: () => read(api['api-keys'].$get()),
})
