/** What can be done about an account's token: on a calm day two buttons, after its death the ways out. */
import { lazy, Suspense } from 'react'
import type { Account } from '../api/queries.ts'
import { Waiting } from '../components/read-state.tsx'
import { RenewAndCheck } from './renew-and-check.tsx'
import { standingOf } from './standing.ts'
import { TokenFacts } from './token-facts.tsx'

/** Most owners never see them. */
const WaysOut = lazy(async () => ({ default: (await import('./ways-out.tsx')).WaysOut }))

export function StandingPart({ account, name }: { readonly account: Account; readonly name: string }) {
  if (standingOf(account) !== 'needs-you')
    return (
      <>
        <TokenFacts account={account} />
        <RenewAndCheck account={account} />
      </>
    )
  return (
    <Suspense fallback={<Waiting />}>
      <WaysOut account={account} name={name} />
    </Suspense>
  )
}
