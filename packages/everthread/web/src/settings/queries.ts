/** What is set; the connect guide sets the same app. */
import { queryOptions, useMutation, useQueryClient } from '@tanstack/react-query'
import type { InferRequestType, InferResponseType } from 'hono/client'
import { api } from '../api/client.ts'
import { read } from '../api/problem.ts'

export type Settings = InferResponseType<typeof api.settings.$get, 200>
type SettingsChange = InferRequestType<typeof api.settings.$patch>['json']

export const settingsQuery = queryOptions({
  queryKey: ['settings'],
  queryFn: () => read(api.settings.$get()),
})

export function useSettingsChange() {
  const client = useQueryClient()
  return useMutation({
    mutationFn: (json: SettingsChange) => read(api.settings.$patch({ json })),
    onSuccess: (settings) => client.setQueryData(settingsQuery.queryKey, settings),
  })
}
