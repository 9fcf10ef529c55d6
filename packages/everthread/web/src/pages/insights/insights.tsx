/** What worked: everything that Meta tells of an account, beside what came before. Which account and how long stands in the address. */
import { useQuery } from '@tanstack/react-query'
import { useSearchParams } from 'wouter'
import { type Account, accountsQuery } from '../../api/queries.ts'
import { Page } from '../../components/page.tsx'
import { ReadState } from '../../components/read-state.tsx'
import { Select } from '../../components/select.tsx'
import { usePageWords } from '../../words/in-both.ts'
import { Followers } from './audience.tsx'
import { Figures, useSpan } from './figures.tsx'
import { HowFresh, WhatIsInTheWay } from './freshness.tsx'
import { KindsAndTopics } from './groups.tsx'
import { BestHours } from './hours.tsx'
import { OverTime } from './over-time.tsx'
import { lastDays } from './period.ts'
import { overviewQuery, type Period } from './queries.ts'
import { RankedPosts } from './ranking.tsx'
import { insightsWords } from './words.ts'

const LENGTHS = [7, 28, 90, 365]
const USUAL = 28

export function Insights() {
  const words = usePageWords(insightsWords)
  const query = useQuery(accountsQuery)
  return (
    <Page title={words.title} width="wide">
      <ReadState query={query}>
        {({ accounts }) => {
          const [first] = accounts
          return first ? (
            <OfAccount accounts={accounts} first={first} />
          ) : (
            <p className="text-quiet">{words.noAccount}</p>
          )
        }}
      </ReadState>
    </Page>
  )
}

interface OfAccountProps {
  readonly accounts: readonly Account[]
  readonly first: Account
}

function OfAccount({ accounts, first }: OfAccountProps) {
  const words = usePageWords(insightsWords)
  const [search, setSearch] = useSearchParams()
  const wanted = search.get('account')
  const id = (accounts.find((one) => one.account.account_id === wanted) ?? first).account.account_id
  const length = LENGTHS.find((one) => String(one) === search.get('days')) ?? USUAL
  const choose = (name: string, value: string): void =>
    setSearch((before) => {
      const next = new URLSearchParams(before)
      next.set(name, value)
      return next
    })
  return (
    <>
      <div className="flex flex-wrap gap-4">
        {accounts.length > 1 && (
          <Select label={words.account} value={id} onChange={({ target }) => choose('account', target.value)}>
            {accounts.map(({ account }) => (
              <option key={account.account_id} value={account.account_id}>
                {account.username === undefined ? account.account_id : `@${account.username}`}
              </option>
            ))}
          </Select>
        )}
        <Select label={words.period} value={length} onChange={({ target }) => choose('days', target.value)}>
          {LENGTHS.map((days) => (
            <option key={days} value={days}>
              {words.days(days)}
            </option>
          ))}
        </Select>
      </div>
      <WhatIsInTheWay accountId={id} />
      <InPeriod accountId={id} length={length} />
    </>
  )
}

/** Which day was the last one that has ended, the service says: its days are Meta's. */
function InPeriod({ accountId, length }: { readonly accountId: string; readonly length: number }) {
  const query = useQuery(overviewQuery(accountId, {}))
  return (
    <ReadState query={query}>
      {({ period: usual }) => {
        const period = lastDays(usual.to, length)
        return <Sections key={`${accountId} ${period.from}`} accountId={accountId} period={period} />
      }}
    </ReadState>
  )
}

function Sections({ accountId, period }: { readonly accountId: string; readonly period: Required<Period> }) {
  const span = useSpan()
  return (
    <>
      <p className="-mt-4 text-quiet">{span(period)}</p>
      <Figures accountId={accountId} period={period} />
      <OverTime accountId={accountId} period={period} />
      <RankedPosts accountId={accountId} period={period} />
      <BestHours accountId={accountId} period={period} />
      <KindsAndTopics accountId={accountId} period={period} />
      <Followers accountId={accountId} />
      <HowFresh accountId={accountId} period={period} />
    </>
  )
}
