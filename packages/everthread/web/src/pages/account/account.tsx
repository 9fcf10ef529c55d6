/** One account, whole: its token, what it may do, where it is written, how it publishes, what it was, and how to part with it. */
import { useMutation, useQuery } from '@tanstack/react-query'
import { useParams } from 'wouter'
import { AccountHead, nameOf } from '../../account/account-head.tsx'
import { accountQuery } from '../../account/query.ts'
import { Permissions } from '../../account/permissions.tsx'
import { StandingPart } from '../../account/standing-part.tsx'
import { api } from '../../api/client.ts'
import { read } from '../../api/problem.ts'
import type { Account } from '../../api/queries.ts'
import { Page } from '../../components/page.tsx'
import { ReadState } from '../../components/read-state.tsx'
import { useSpeech } from '../../words/words.tsx'
import { History } from './history.tsx'
import { Publishing } from './publishing.tsx'
import { Removal, Removed } from './removal.tsx'
import { Sinks } from './sinks.tsx'

export function AccountPage() {
  const { id = '' } = useParams()
  const { words } = useSpeech()
  const query = useQuery(accountQuery(id))
  const name = query.data ? nameOf(query.data, words.account.unnamed) : words.account.unnamed
  // Kept here: what was removed is told on a page whose account is no more.
  const removal = useMutation({ mutationFn: () => read(api.accounts[':id'].$delete({ param: { id } })) })
  if (removal.data) return <Removed name={name} removed={removal.data} />
  return (
    <Page title={name}>
      <ReadState query={query}>
        {(account) => (
          <>
            <TokenPart account={account} name={name} />
            <Permissions token={account.token} />
            <Sinks account={account} />
            <Publishing id={id} />
            <History id={id} account={account} />
            <Removal account={account} name={name} removal={removal} />
          </>
        )}
      </ReadState>
    </Page>
  )
}

function TokenPart({ account, name }: { readonly account: Account; readonly name: string }) {
  return (
    <div className="grid gap-6 rounded-card border border-line bg-card p-4 sm:p-6">
      <AccountHead account={account} />
      <StandingPart account={account} name={name} />
    </div>
  )
}
