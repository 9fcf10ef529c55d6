/** One account: who it is, how long its token lives, what happens next, and what can be done now. */
import { Link } from 'wouter'
import { AccountHead, nameOf } from '../../account/account-head.tsx'
import { StandingPart } from '../../account/standing-part.tsx'
import type { Account } from '../../api/queries.ts'
import { useSpeech } from '../../words/words.tsx'

export function AccountCard({ account }: { readonly account: Account }) {
  const { words } = useSpeech()
  const name = nameOf(account, words.account.unnamed)
  return (
    <article aria-label={name} className="grid gap-6 rounded-card border border-line bg-card p-4 sm:p-6">
      <AccountHead account={account} heading={<Name id={account.account.account_id} name={name} />} />
      <StandingPart account={account} name={name} />
    </article>
  )
}

function Name({ id, name }: { readonly id: string; readonly name: string }) {
  return (
    <h2 className="text-title font-semibold break-words">
      <Link
        href={`/accounts/${id}`}
        className="underline decoration-line underline-offset-4 hover:decoration-accent"
      >
        {name}
      </Link>
    </h2>
  )
}
