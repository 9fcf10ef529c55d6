/** What happens next, and both clocks: the token's own and that of the person's permission. */
import type { Account } from '../api/queries.ts'
import { toMillis, useNow } from '../time/server-clock.ts'
import { useSpeech } from '../words/words.tsx'

export function TokenFacts({ account }: { readonly account: Account }) {
  const { words, spoken } = useSpeech()
  const now = useNow()
  const { token, decision } = account
  const moment = (iso: string): string => spoken.moment(toMillis(iso), now)
  return (
    <dl className="grid gap-x-6 gap-y-3 sm:grid-cols-[auto_1fr] [&_dt]:text-quiet">
      {decision && (
        <>
          <dt>{words.account.nextStep}</dt>
          <dd>{decision.message}</dd>
        </>
      )}
      {token.expires_at !== undefined && (
        <>
          <dt>{words.account.lastsUntil}</dt>
          <dd className="tabular-nums">{moment(token.expires_at)}</dd>
        </>
      )}
      {token.data_access_expires_at !== undefined && (
        <>
          <dt>{words.account.permissionUntil}</dt>
          <dd className="tabular-nums">{moment(token.data_access_expires_at)}</dd>
        </>
      )}
    </dl>
  )
}
