/**
 * What one step leaves behind, written in one transaction that names the claim's fence. A step's outcome is data; only
 * this module turns it into rows.
 */
import type { Transaction } from 'kysely'
import type { Attempts, Decision, Refusal, TokenFacts } from '../keeper/facts.ts'
import type { Profile } from '../keeper/api.ts'
import { type AccountChange, updateAccount } from '../store/accounts.ts'
import { type Claim, holdClaim } from '../store/claims.ts'
import { type GenerationSource, pushGeneration, updateCurrentFacts } from '../store/generations.ts'
import type { Schema } from '../store/schema.ts'
import { type SinkChange, updateSink } from '../store/sinks.ts'
import { scheduleWork } from '../store/work.ts'
import type { Millis } from '../time/clock.ts'

/** What is known after a step. `null` forgets a streak. */
export interface StepChange {
  readonly attempts?: Attempts | null
  readonly refusal?: Refusal | null
  readonly lastLookAt?: Millis
  readonly profile?: Profile
  /** Facts learnt about the current token. */
  readonly facts?: TokenFacts
  /** A new current token. Every sink falls due with it. */
  readonly generation?: {
    readonly number: number
    readonly sealedToken: string
    readonly facts: TokenFacts
    readonly source: GenerationSource
  }
  readonly sink?: { readonly id: string; readonly change: SinkChange; readonly dueAt: Millis }
  readonly decision?: Decision
  readonly tokenDueAt?: Millis
}

export interface CommitContext {
  readonly claim: Claim
  readonly now: Millis
  readonly sinkIds: readonly string[]
}

export async function commitStep(
  trx: Transaction<Schema>,
  { claim, now, sinkIds }: CommitContext,
  change: StepChange,
): Promise<void> {
  await holdClaim(trx, claim)
  const { accountId } = claim
  await updateAccount(trx, accountId, toAccountChange(change))
  if (change.facts) await updateCurrentFacts(trx, accountId, change.facts)
  if (change.generation) {
    await pushGeneration(trx, { accountId, obtainedAt: now, ...change.generation })
    for (const subject of sinkIds)
      await scheduleWork(trx, accountId, { kind: 'deliver', subject, dueAt: now })
    await scheduleWork(trx, accountId, { kind: 'token', subject: '', dueAt: now })
  }
  if (change.sink) {
    const { id, dueAt } = change.sink
    await updateSink(trx, id, change.sink.change)
    await scheduleWork(trx, accountId, { kind: 'deliver', subject: id, dueAt })
  }
  if (change.tokenDueAt !== undefined) {
    await scheduleWork(trx, accountId, { kind: 'token', subject: '', dueAt: change.tokenDueAt })
  }
}

function toAccountChange(change: StepChange): AccountChange {
  const { profile } = change
  return {
    ...(change.attempts !== undefined && { attempts: change.attempts }),
    ...(change.refusal !== undefined && { refusal: change.refusal }),
    ...(change.lastLookAt !== undefined && { lastLookAt: change.lastLookAt }),
    ...(change.decision && { decision: change.decision }),
    ...(profile?.username !== undefined && { username: profile.username }),
    ...(profile?.pictureUrl !== undefined && { pictureUrl: profile.pictureUrl }),
  }
}
