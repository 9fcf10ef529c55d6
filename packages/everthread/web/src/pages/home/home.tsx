/** Is my connection alive? The answer in one sentence, then each account. */
import { useQuery } from '@tanstack/react-query'
import { type Account, accountsQuery } from '../../api/queries.ts'
import { standingOf } from '../../account/standing.ts'
import { AccountCard } from './account-card.tsx'
import { Page } from '../../components/page.tsx'
import { ReadState } from '../../components/read-state.tsx'
import { useSpeech } from '../../words/words.tsx'
import { Link } from 'wouter'

export function Home() {
  const { words } = useSpeech()
  const query = useQuery(accountsQuery)
  const accounts = query.data?.accounts
  return (
    <Page title={words.home.title} heading={accounts === undefined ? words.home.title : headingOf(accounts)}>
      <ReadState query={query}>
        {({ accounts: kept }) => (kept.length === 0 ? <Empty /> : <Cards accounts={kept} />)}
      </ReadState>
    </Page>
  )

  function headingOf(kept: readonly Account[]): string {
    if (kept.length === 0) return words.home.empty
    const standing = kept.map(standingOf)
    const needing = standing.filter((one) => one === 'needs-you').length
    if (needing > 0) return words.home.needsYou(needing)
    const unsure = standing.filter((one) => one === 'unsure').length
    return unsure > 0 ? words.home.unsure(unsure) : words.home.alive(kept.length)
  }
}

function Cards({ accounts }: { readonly accounts: readonly Account[] }) {
  return accounts
    .toSorted(byUrgency)
    .map((account) => <AccountCard key={account.account.account_id} account={account} />)
}

/** Who needs a person stands on top; otherwise as they came. */
function byUrgency(one: Account, other: Account): number {
  return Number(standingOf(other) === 'needs-you') - Number(standingOf(one) === 'needs-you')
}

function Empty() {
  const { words } = useSpeech()
  return (
    <>
      <p>{words.home.emptyText}</p>
      <p>
        <Link href="/connect" className="control bg-accent text-on-accent hover:opacity-90">
          {words.home.connect}
        </Link>
      </p>
    </>
  )
}
