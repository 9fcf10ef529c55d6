/**
 * `advance`: the one function that moves an account on (DESIGN §4).
 *
 *     claim -> gather -> choose (pure) -> one step -> commit, fenced -> until nothing is due -> release
 *
 * It knows nothing of who wakes it. A crash anywhere leaves rows and perhaps a journal that say what was going on, and
 * the next call reads them first.
 */
import type { Secret } from '@everthread/client'
import type { Kysely, Transaction } from 'kysely'
import { commitStep, type StepChange } from './commit-step.ts'
import { gather, type Gathered } from './gather.ts'
import { nextStep, type Step } from './next-step.ts'
import { attemptStep, deliverStep, lookStep, recoverStep } from './perform-step.ts'
import { takeFoundStep } from './take-found.ts'
import type { AccountJournal } from '../keeper/account-journal.ts'
import type { AttemptOutcome } from '../keeper/attempt.ts'
import type { KeeperApi } from '../keeper/api.ts'
import type { CrashPoint } from '../keeper/crash-point.ts'
import type { Decision, Wish } from '../keeper/facts.ts'
import type { Reason } from '../keeper/reasons.ts'
import type { TokenSink } from '../sinks/token-sink.ts'
import { type Claim, holdClaim, releaseClaim } from '../store/claims.ts'
import type { Schema } from '../store/schema.ts'
import type { Sink } from '../store/sinks.ts'
import { NEVER_DUE, postponeDue, scheduleWork } from '../store/work.ts'
import type { Clock, Millis } from '../time/clock.ts'
import { MINUTE } from '../time/duration.ts'
import type { Vault } from '../vault/vault.ts'

/** A step that would repeat itself for ever is a defect; it must not become a storm of calls. */
const MOST_STEPS = 16

export interface AdvanceDeps {
  readonly db: Kysely<Schema>
  /** May be shared with other accounts at work: it must change nothing but rows, and may be done again. */
  readonly transaction: (work: (trx: Transaction<Schema>) => Promise<void>) => Promise<void>
  /** Rejects with `ClaimLostError` when the claim is not ours any more. */
  readonly assertClaim: () => Promise<void>
  readonly vault: Vault
  readonly api: KeeperApi
  readonly clock: Clock
  readonly openSink: (sink: Sink) => TokenSink
  readonly openJournal: (accountId: string) => AccountJournal
  readonly crashPoint: CrashPoint
  readonly findAppSecret: () => Promise<Secret | undefined>
  readonly explainLocal: (error: unknown) => { reason: Reason; detail: string }
  /** What else is written when the token's lane comes to rest, in its transaction. */
  readonly alsoAtRest?: (trx: Transaction<Schema>, accountId: string) => Promise<void>
}

/** One thing that happened, in order. */
export type Happening =
  | { readonly kind: 'attempted'; readonly outcome: AttemptOutcome; readonly why: Reason }
  | { readonly kind: 'recovered'; readonly outcome?: AttemptOutcome }
  /** `refused`: what Meta said no with; `silent`: nobody answered, or nobody we understand. */
  | { readonly kind: 'looked'; readonly refused?: Reason; readonly silent?: Reason }
  /** Somebody changed a file before the step came to it: nothing was done, and the world is read again. */
  | { readonly kind: 'overtaken' }
  | {
      readonly kind: 'found'
      readonly sinkId: string
      readonly result: 'adopted' | 'other-user' | 'dead' | 'refused-once' | 'no-answer'
    }
  | {
      readonly kind: 'delivered'
      readonly sinkId: string
      readonly reason?: Reason
      readonly detail?: string
    }

export interface Advance {
  readonly happenings: readonly Happening[]
  readonly decision: Decision
  /** The account as the last step left it. */
  readonly gathered: Gathered
}

/** Advances a claimed account's token until nothing is due, and releases it. Rejects with `ClaimLostError` when it lost it. */
export async function advance(deps: AdvanceDeps, claim: Claim, wish: Wish = {}): Promise<Advance> {
  try {
    return await advanceToken(deps, claim, wish)
  } finally {
    await releaseClaim(deps.db, claim)
  }
}

/** The token's lane: the claim stays held. */
export async function advanceToken(deps: AdvanceDeps, claim: Claim, wish: Wish = {}): Promise<Advance> {
  const happenings: Happening[] = []
  let wished = wish
  try {
    for (let steps = 0; ; steps += 1) {
      const gathered = await gather(deps, claim.accountId)
      const now = deps.api.now()
      const step = nextStep(gathered.view, now, wished)
      if (step.kind === 'rest' || steps >= MOST_STEPS) {
        return { happenings, decision: await rest(deps, { claim, gathered, step, now }), gathered }
      }
      const { happening, change } = await perform(deps, gathered, step)
      await deps.transaction((trx) =>
        commitStep(trx, { claim, now: deps.api.now(), sinkIds: gathered.sinkIds }, change),
      )
      await finish(deps, claim.accountId, happening)
      happenings.push(happening)
      wished = afterStep(wished, happening)
    }
  } catch (error) {
    await postpone(deps, claim)
    throw error
  }
}

/** A wish is granted once, also where an earlier attempt had to be settled first and could not be. */
function afterStep(wish: Wish, happening: Happening): Wish {
  const isOpen = happening.kind === 'recovered' && happening.outcome && happening.outcome.kind !== 'minted'
  if (happening.kind === 'attempted' || isOpen) return {}
  const { look: _, ...rest } = wish
  return happening.kind === 'looked' ? rest : wish
}

/** An account that fails in a way nobody foresaw must neither spin nor stand first in the row for ever (T24). */
export async function postpone(deps: Pick<AdvanceDeps, 'api' | 'transaction'>, claim: Claim): Promise<void> {
  const now = deps.api.now()
  try {
    await deps.transaction(async (trx) => {
      await holdClaim(trx, claim)
      await postponeDue(trx, claim.accountId, { now, until: (now + MINUTE) as Millis })
    })
  } catch {
    // The claim is lost, or the store is what failed: the error that is on its way says more.
  }
}

export interface Performed {
  readonly happening: Happening
  readonly change: StepChange
}

function perform(
  deps: AdvanceDeps,
  gathered: Gathered,
  step: Exclude<Step, { kind: 'rest' }>,
): Promise<Performed> {
  switch (step.kind) {
    case 'recover':
      return recoverStep(deps, gathered)
    case 'take_found':
      return takeFoundStep(deps, gathered, step.sinkId)
    case 'look':
      return lookStep(deps, gathered)
    case 'attempt':
      return attemptStep(deps, gathered, step)
    case 'deliver':
      return deliverStep(deps, gathered, step.sinkId)
    default:
      return step satisfies never
  }
}

/** A journal goes only after the commit that made it superfluous. */
async function finish(deps: AdvanceDeps, accountId: string, happening: Happening): Promise<void> {
  const minted =
    (happening.kind === 'attempted' || happening.kind === 'recovered') && happening.outcome?.kind === 'minted'
  if (!minted) return
  deps.crashPoint('store-committed')
  await deps.openJournal(accountId).discard()
  deps.crashPoint('journal-removed')
}

interface Resting {
  readonly claim: Claim
  readonly gathered: Gathered
  /** `rest`, or the step that was one too many. */
  readonly step: Step
  readonly now: Millis
}

async function rest(deps: AdvanceDeps, { claim, gathered, step, now }: Resting): Promise<Decision> {
  const { accountId } = claim
  const until = (now + MINUTE) as Millis
  const decision: Decision =
    step.kind === 'rest' ? step.decision : { kind: 'wait', reason: 'backing-off', at: until }
  const tokenDueAt = step.kind === 'rest' ? step.tokenDueAt : until
  await deps.transaction(async (trx) => {
    await commitStep(trx, { claim, now, sinkIds: gathered.sinkIds }, { decision, tokenDueAt })
    await deps.alsoAtRest?.(trx, accountId)
    if (step.kind !== 'rest') return postponeDue(trx, accountId, { now, until })
    for (const subject of gathered.sinkIds) {
      const dueAt = step.sinksDueAt.get(subject) ?? NEVER_DUE
      const isSo = gathered.work.some((row) => row.subject === subject && row.dueAt === dueAt)
      if (!isSo) await scheduleWork(trx, accountId, { kind: 'deliver', subject, dueAt })
    }
  })
  return decision
}
