/** One round of the keeper, now: the two buttons, and what came of it. */
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { api } from '../api/client.ts'
import { read } from '../api/problem.ts'
import { type Account, accountsQuery } from '../api/queries.ts'
import { Button } from '../components/button.tsx'
import { Notice, Trouble } from '../components/notice.tsx'
import { useSpeech } from '../words/words.tsx'
import { Said } from '../components/said.tsx'

export function RenewAndCheck({ account }: { readonly account: Account }) {
  const { words } = useSpeech()
  const param = { id: account.account.account_id }
  const check = useRound(() => read(api.accounts[':id'].check.$post({ param })))
  const renew = useRound(() => read(api.accounts[':id'].renew.$post({ param })))
  const answered = renew.submittedAt > check.submittedAt ? renew : check
  return (
    <div className="grid gap-4">
      <div className="flex flex-wrap gap-3">
        <Button
          look="main"
          busy={renew.isPending ? words.account.renewing : undefined}
          onClick={() => renew.mutate()}
        >
          {words.account.renewNow}
        </Button>
        <Button busy={check.isPending ? words.account.checking : undefined} onClick={() => check.mutate()}>
          {words.account.checkNow}
        </Button>
      </div>
      {answered.isError && <Trouble error={answered.error} />}
      <div role="status" className="empty:-mt-4">
        {answered.data && (
          <Notice
            standing={
              answered.data.outcome === 'renewed' || answered.data.outcome === 'not_due' ? 'good' : 'late'
            }
          >
            <p>{answered.data.message}</p>
            {answered.data.remedy !== undefined && (
              <p className="text-quiet">
                <Said text={answered.data.remedy} />
              </p>
            )}
          </Notice>
        )}
      </div>
    </div>
  )
}

function useRound<T>(round: () => Promise<T>) {
  const client = useQueryClient()
  return useMutation({ mutationFn: round, onSettled: () => client.invalidateQueries(accountsQuery) })
}
