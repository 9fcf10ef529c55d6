/** After a login that went well: what was got, what was not, and what to do next. */
import { useQuery } from '@tanstack/react-query'
import { Link } from 'wouter'
import { AccountHead, nameOf } from '../../account/account-head.tsx'
import { Permissions } from '../../account/permissions.tsx'
import { accountQuery } from '../../account/query.ts'
import type { Account } from '../../api/queries.ts'
import { Notice } from '../../components/notice.tsx'
import { Page } from '../../components/page.tsx'
import { ReadState } from '../../components/read-state.tsx'
import { Section } from '../../components/section.tsx'
import { usePageWords } from '../../words/in-both.ts'
import { useSpeech } from '../../words/words.tsx'
import { connectWords } from './words.ts'

export function Connected({ id }: { readonly id: string }) {
  const words = usePageWords(connectWords)
  const { words: common } = useSpeech()
  const query = useQuery(accountQuery(id))
  const title = query.data ? words.connected(nameOf(query.data, common.account.unnamed)) : words.title
  return (
    <Page title={title}>
      <ReadState query={query}>{(account) => <Got account={account} />}</ReadState>
    </Page>
  )
}

function Got({ account }: { readonly account: Account }) {
  const words = usePageWords(connectWords)
  const missing = account.token.missing_scopes ?? []
  return (
    <>
      <p>{words.connectedText}</p>
      <AccountHead account={account} />
      {missing.length > 0 && <Notice standing="late">{words.incomplete}</Notice>}
      <Permissions token={account.token} />
      <Section title={words.next}>
        <ul className="grid gap-2">
          <Next href="/compose">{words.write}</Next>
          <Next href={`/accounts/${account.account.account_id}`}>{words.toAccount}</Next>
          <Next href="/connect">{words.another}</Next>
        </ul>
      </Section>
    </>
  )
}

function Next({ href, children }: { readonly href: string; readonly children: string }) {
  return (
    <li>
      <Link href={href} className="text-accent underline">
        {children}
      </Link>
    </li>
  )
}
