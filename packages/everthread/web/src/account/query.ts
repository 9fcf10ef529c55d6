/** One account, for the pages that show no other. */
import { queryOptions } from '@tanstack/react-query'
import { api } from '../api/client.ts'
import { read } from '../api/problem.ts'

/** Under the key of the accounts: what changes them changes it. */
export const accountQuery = (id: string) =>
  queryOptions({
    queryKey: ['accounts', id],
    queryFn: () => read(api.accounts[':id'].$get({ param: { id } })),
  })
