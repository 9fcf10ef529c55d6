/**
 * What `advance` does next with one account: a pure choice over what was gathered. One step at a time, the most urgent
 * first; after each the world is gathered again.
 *
 * | step | when | leaves |
 * |---|---|---|
 * | `recover` | an attempt left its journal | the journal settled, or a streak of failures |
 * | `take_found` | a sink holds a token that nobody here knows | it adopted, or rejected with a reason |
 * | `look` | a day since the last one, or a refusal to confirm | facts from Meta, or a refusal |
 * | `attempt` | the policy says exchange, renew or probe | a new generation, or a streak of failures |
 * | `deliver` | a sink does not hold the current token, which lives | the sink written, or its own streak |
 * | `rest` | nothing of these | the account released, with its next due instants |
 */
import { decide } from '../keeper/policy.ts'
import type { Decision, KeeperFacts, Wish } from '../keeper/facts.ts'
import type { How } from '../keeper/attempt.ts'
import type { Reason } from '../keeper/reasons.ts'
import { CONFIRMATIONS_NEEDED } from '../keeper/refusal.ts'
import type { Millis } from '../time/clock.ts'
import { DAY } from '../time/duration.ts'

/** How often a token that needs nothing is looked at: a revocation is found within a day, not on day 40. */
export const LOOK_EVERY_MS = DAY

export interface SinkView {
  readonly id: string
  /** The fingerprint of what it holds; absent when it holds none or cannot be read. */
  readonly holds?: string
  /** The fingerprint of what was last delivered to it. */
  readonly delivered?: string
  readonly rejected?: { readonly fingerprint: string; readonly reason: 'other-user' | 'dead' }
  /** A failure's back-off; absent when the last try went well. */
  readonly notBefore?: Millis
}

export interface AccountView {
  readonly keeper: KeeperFacts
  readonly journal: 'none' | 'intent' | 'recorded'
  /** Fingerprints of every generation, the current one included. */
  readonly known: ReadonlySet<string>
  readonly sinks: readonly SinkView[]
  readonly lastLookAt?: Millis
  readonly tokenDueAt: Millis
}

export type Step =
  | { readonly kind: 'recover' }
  | { readonly kind: 'take_found'; readonly sinkId: string }
  | { readonly kind: 'look' }
  | { readonly kind: 'attempt'; readonly how: How; readonly reason: Reason }
  | { readonly kind: 'deliver'; readonly sinkId: string }
  | {
      readonly kind: 'rest'
      readonly decision: Decision
      readonly tokenDueAt: Millis
      /** When each sink is tried again; those that are not named wait for a new token, or for a change. */
      readonly sinksDueAt: ReadonlyMap<string, Millis>
    }

export function nextStep(view: AccountView, now: Millis, wish: Wish = {}): Step {
  const { renewBefore = view.keeper.renewBefore } = wish
  const decision = decide({ ...view.keeper, renewBefore }, now, wish)
  const recoverAt = recoverDueAt(view)
  if (recoverAt !== undefined && (recoverAt <= now || isAttempt(decision))) return { kind: 'recover' }
  const found = view.sinks.find((sink) => holdsUnknown(sink, view.known) && isDue(sink, now))
  if (found) return { kind: 'take_found', sinkId: found.id }
  if (wish.look) return { kind: 'look' }
  const tokenDue = view.tokenDueAt <= now || isActive(decision)
  // What is to be written waits for no look: an application may be waiting for it.
  const step = (tokenDue ? tokenStep(decision) : undefined) ?? deliverStep(view, now)
  if (step) return step
  return tokenDue && now >= lookDueAt(view, decision, now) ? { kind: 'look' } : rest(view, decision, now)
}

/** Nothing else may be begun before it is known what became of the last attempt; with Meta silent, by the back-off. */
function recoverDueAt({ journal, keeper }: AccountView): Millis | undefined {
  return journal === 'none' ? undefined : (keeper.attempts?.notBefore ?? (0 as Millis))
}

function tokenStep(decision: Decision): Step | undefined {
  switch (decision.kind) {
    case 'exchange':
      return { kind: 'attempt', how: 'exchanged', reason: decision.reason }
    case 'renew':
      return { kind: 'attempt', how: 'renewed', reason: decision.reason }
    case 'probe':
      if (!isAttempt(decision)) return { kind: 'look' }
      return { kind: 'attempt', how: 'renewed', reason: decision.reason }
    case 'needs_person':
    case 'wait':
      return undefined
    default:
      return decision satisfies never
  }
}

function isActive({ kind }: Decision): boolean {
  return kind === 'exchange' || kind === 'renew' || kind === 'probe'
}

/** All that is active but the second look at a refusal. */
function isAttempt(decision: Decision): boolean {
  return isActive(decision) && decision.reason !== 'revocation-unconfirmed'
}

function deliverStep(view: AccountView, now: Millis): Step | undefined {
  const sink = view.sinks.find((one) => isToBeWritten(one, view) && isDue(one, now))
  return sink && { kind: 'deliver', sinkId: sink.id }
}

function isDue({ notBefore }: SinkView, now: Millis): boolean {
  return notBefore === undefined || notBefore <= now
}

/** A token that is known to be dead is no good anywhere: whatever a person has put there is not worse. */
function isToBeWritten(sink: SinkView, { keeper, known }: AccountView): boolean {
  if (keeper.refusal && keeper.refusal.confirmations >= CONFIRMATIONS_NEEDED) return false
  if (heldForPerson(sink) || holdsUnknown(sink, known)) return false
  // Written, but not yet known to be: a process died in between, and may have left its journal beside the file.
  const { fingerprint } = keeper.token
  return sink.holds !== fingerprint || sink.delivered !== fingerprint
}

/** T26: another user's token in the file is a question to its owner, never overwritten. */
function heldForPerson(sink: SinkView): boolean {
  return sink.rejected?.reason === 'other-user' && sink.rejected.fingerprint === sink.holds
}

function holdsUnknown(sink: SinkView, known: ReadonlySet<string>): boolean {
  return sink.holds !== undefined && !known.has(sink.holds) && sink.rejected?.fingerprint !== sink.holds
}

/**
 * A day after the last look. Never before the policy looks again at a refusal: two looks of one bad minute are one. (A last
 * look from the future was made by a clock that ran ahead.)
 */
function lookDueAt({ lastLookAt = 0 as Millis }: AccountView, decision: Decision, now: Millis): Millis {
  const daily = Math.min(lastLookAt, now) + LOOK_EVERY_MS
  const isRefused = decision.kind === 'needs_person' || decision.reason === 'revocation-unconfirmed'
  const notBefore = isRefused && 'at' in decision ? (decision.at ?? 0) : 0
  return Math.max(daily, notBefore) as Millis
}

function rest(view: AccountView, decision: Decision, now: Millis): Step {
  const waiting = view.sinks.filter((sink) => holdsUnknown(sink, view.known) || isToBeWritten(sink, view))
  const sinksDueAt = new Map(waiting.map(({ id, notBefore = now }) => [id, notBefore]))
  return { kind: 'rest', decision, tokenDueAt: dueAfter(view, decision, now), sinksDueAt }
}

/**
 * The token's row falls due when the policy says so, for a look every day, and when an open journal is asked about. Never
 * later than in a day, whatever a clock said that was wrong for a while.
 */
function dueAfter(view: AccountView, decision: Decision, now: Millis): Millis {
  const lookAt = lookDueAt(view, decision, now)
  const plannedAt = decision.kind === 'wait' && decision.at !== undefined ? decision.at : lookAt
  const dueAt = Math.min(plannedAt, lookAt, recoverDueAt(view) ?? lookAt, now + LOOK_EVERY_MS)
  return Math.max(dueAt, now + 1) as Millis
}
