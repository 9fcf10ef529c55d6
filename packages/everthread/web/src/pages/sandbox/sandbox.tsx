/** The demo's panel: what is done to Threads, and beside it what Everthread does; on a phone below the clock. */
import { type QueryClient, useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useEffect } from 'react'
import { api } from '../../api/client.ts'
import { Trouble } from '../../components/notice.tsx'
import { Page } from '../../components/page.tsx'
import { ReadState } from '../../components/read-state.tsx'
import { usePageWords } from '../../words/in-both.ts'
import { BreakThings, type BreakOrder } from './break-things.tsx'
import { HappeningList } from './happening-list.tsx'
import { learn, type Sandbox as SandboxNow, sandboxQuery } from './queries.ts'
import { TurnClock, type TurnBy } from './turn-clock.tsx'
import { sandboxWords } from './words.ts'

export function Sandbox() {
  const words = usePageWords(sandboxWords)
  const query = useQuery(sandboxQuery)
  return (
    <Page title={words.title} width="wide">
      <p className="max-w-read text-quiet">{words.lead}</p>
      <ReadState query={query}>{(sandbox) => <Panel sandbox={sandbox} />}</ReadState>
    </Page>
  )
}

function Panel({ sandbox }: { readonly sandbox: SandboxNow }) {
  const words = usePageWords(sandboxWords)
  const client = useQueryClient()
  const isTurning = sandbox.turning_until !== undefined
  // The clock has arrived: whatever is shown anywhere may be another by now.
  useEffect(() => {
    if (!isTurning) void client.invalidateQueries({ predicate: ({ queryKey }) => queryKey[0] !== 'sandbox' })
  }, [client, isTurning])
  const turn = useChange(client, (by: TurnBy) => api.sandbox.clock.$put({ json: { by } }))
  const breakIt = useChange(client, (json: BreakOrder) => api.sandbox.breakage.$put({ json }))
  const mend = useChange(client, () => api.sandbox.breakage.$delete())
  const decide = useChange(client, (revokeOld: boolean) =>
    api.sandbox.switches.$patch({ json: { revokeOld } }),
  )
  const failed = [turn, breakIt, mend, decide].find(({ isError }) => isError)
  return (
    <div className="grid gap-8 lg:grid-cols-[3fr_2fr] lg:grid-rows-[auto_auto_1fr] lg:gap-x-12">
      <TurnClock sandbox={sandbox} turn={turn} />
      <HappeningList sandbox={sandbox} />
      <BreakThings sandbox={sandbox} breakIt={breakIt} onMend={() => mend.mutate()} />
      <div className="grid content-start gap-2">
        {failed && <Trouble error={failed.error} />}
        <h2 className="text-title font-semibold">{words.unknownIs}</h2>
        <label className="flex min-h-11 items-center gap-3">
          <input
            type="checkbox"
            className="size-5 accent-accent"
            checked={sandbox.switches['revokeOld'] === true}
            onChange={(event) => decide.mutate(event.target.checked)}
          />
          {words.revokeOld}
        </label>
        <p>
          <a href={sandbox.url} target="_blank" rel="noreferrer" className="text-accent underline">
            {words.own}
          </a>
        </p>
      </div>
    </div>
  )
}

/** Each answers with the sandbox as it is then. */
function useChange<V>(client: QueryClient, change: (value: V) => Parameters<typeof learn>[0]) {
  return useMutation({
    mutationFn: (value: V) => learn(change(value)),
    onSuccess: (sandbox) => client.setQueryData(sandboxQuery.queryKey, sandbox),
  })
}
