/**
 * Makes an earlier generation current again: asked for at Meta first, then a generation of its own on top, then delivered to
 * every place of the account. All of it under the account's claim.
 */
import { advance, type AdvanceDeps } from '../../account/advance.ts'
import { commitStep } from '../../account/commit-step.ts'
import { replaceCurrent } from '../../account/replace-current.ts'
import { gather, type Gathered, getSink, tokenContext } from '../../account/gather.ts'
import { roundOf } from '../../account/round.ts'
import type { Answer, Look } from '../../keeper/api.ts'
import { afterRollback } from '../../keeper/backoff.ts'
import { kindOf } from '../../keeper/lifetime.ts'
import { mergeFacts } from '../../keeper/merge-facts.ts'
import type { Reason } from '../../keeper/reasons.ts'
import type { Round } from '../../keeper/round.ts'
import type { Secret } from '@everthread/client'
import type { Claim } from '../../store/claims.ts'
import type { Generation } from '../../store/generations.ts'

/** A generation that was tried and is not the one. */
export interface Tried {
  readonly number: number
  readonly reason: Reason
  readonly isDead: boolean
}

export type RolledBack =
  | {
      readonly kind: 'rolled_back'
      /** The generation whose token is current again, and the number that it has now. */
      readonly from: number
      readonly number: number
      readonly round: Round
      /** Places that did not take it. */
      readonly unwritten: readonly { readonly path: string; readonly key: string; readonly detail: string }[]
    }
  | { readonly kind: 'none_works'; readonly tried: readonly Tried[] }

export interface RollBackOrder {
  readonly deps: AdvanceDeps
  readonly claim: Claim
  /** Which of the earlier generations may be taken, by number. */
  readonly isWanted: (generation: Generation) => boolean
}

export async function rollBack(order: RollBackOrder): Promise<RolledBack> {
  const { deps, claim, isWanted } = order
  const gathered = await gather(deps, claim.accountId)
  const tried: Tried[] = []
  const seen = new Set([gathered.current.facts.fingerprint])
  for (const generation of gathered.generations) {
    const { fingerprint } = generation.facts
    // The same token may have been current more than once.
    if (!isWanted(generation) || seen.has(fingerprint)) continue
    seen.add(fingerprint)
    const token = deps.vault.open(
      generation.sealedToken,
      tokenContext(generation.accountId, generation.number),
    )
    const answer = await deps.api.look(token)
    if (answer.kind === 'ok' && answer.value.profile.id === gathered.account.userId)
      return makeCurrent(order, gathered, { generation, token, look: answer.value })
    tried.push({ number: generation.number, ...whyNot(answer) })
  }
  return { kind: 'none_works', tried }
}

function whyNot(answer: Answer<Look>): Omit<Tried, 'number'> {
  if (answer.kind === 'ok') return { reason: 'other-user', isDead: true }
  if (answer.kind === 'refused') return { reason: answer.reason, isDead: true }
  return { reason: 'reason' in answer ? answer.reason : 'suspect', isDead: false }
}

interface Living {
  readonly generation: Generation
  readonly token: Secret
  readonly look: Look
}

async function makeCurrent(
  { deps, claim }: RollBackOrder,
  gathered: Gathered,
  { generation, token, look }: Living,
): Promise<RolledBack> {
  const { profile, facts } = look
  const minted = { token, facts: mergeFacts(generation.facts, facts) }
  const change = replaceCurrent(deps, gathered, { minted, profile, source: 'rolled_back' })
  const now = deps.api.now()
  // Mostly it is past its planned renewal. A short-lived one cannot wait, and an exchange takes nothing away.
  const attempts = kindOf(minted.facts) === 'short' ? null : afterRollback(now)
  await deps.transaction((trx) =>
    commitStep(trx, { claim, now, sinkIds: gathered.sinkIds }, { ...change, attempts, lastLookAt: now }),
  )
  const done = await advance(deps, claim)
  const unwritten = done.happenings.flatMap((happening) => {
    if (happening.kind !== 'delivered' || happening.reason === undefined) return []
    const { path, key } = getSink(done.gathered, happening.sinkId).sink
    return [{ path, key, detail: happening.detail ?? '' }]
  })
  const number = change.generation?.number ?? generation.number
  return { kind: 'rolled_back', from: generation.number, number, round: roundOf(done), unwritten }
}
