/**
 * One attempt to get a better token, in the order that loses nothing (DESIGN §5):
 *
 * 1. the journal is created, sized and synced, before the call: a full disk must not cost a token;
 * 2. the call (point of no return: Meta may have renewed, whatever comes back);
 * 3. the new token goes into the journal, synced, before anything else is done with it;
 * 4. `/me` with the new token: the same user, and not worse than what we have. In doubt both are tried (T3, T4);
 * 5. the caller commits, and only then removes the journal.
 *
 * A process that dies in between leaves a journal from which `recoverAttempt` finds out what happened. It asks; it
 * never repeats. A new token is given up only when the old one has just been seen alive.
 *
 * | journal | what is true | recovery |
 * |---|---|---|
 * | none | nothing was going on | – |
 * | intent | a call was about to be made, or its answer was lost | `/me` with the old token: alive → nothing was lost |
 * | recorded | Meta renewed, the new token is here | step 4 |
 */
import type { Secret } from '@everthread/client'
import type { Answer, KeeperApi, Minted, Profile } from './api.ts'
import type { CrashPoint } from './crash-point.ts'
import type { TokenFacts } from './facts.ts'
import type { Reason } from './reasons.ts'

/**
 * Where an attempt writes down what it is about to do, and what came of it: a file, or a row where nodes share a store. What
 * a method did is durable when it has returned, or its promise is kept.
 */
export interface AttemptJournal {
  /** Throws, and leaves nothing, when the space cannot be had or another attempt is under way. */
  prepare(): void | Promise<void>
  record(minted: Minted): void | Promise<void>
  discard(): void | Promise<void>
}

export type JournalState =
  | { readonly kind: 'none' }
  | { readonly kind: 'intent' }
  | { readonly kind: 'recorded'; readonly minted: Minted }

export type AttemptOutcome =
  /** Proven. The journal still holds it: the caller commits, then discards. */
  | { readonly kind: 'minted'; readonly how: How; readonly minted: Minted; readonly profile: Profile }
  /** Renewed, but nobody answered when it was tried out. The journal keeps it, the old token is kept too. */
  | { readonly kind: 'unverified'; readonly reason: Reason; readonly detail: string }
  | { readonly kind: 'too_young' }
  /** An exchange of what is long-lived already: its lifetime is unknown, and renewing it is the way. */
  | { readonly kind: 'long_already' }
  | {
      readonly kind: 'transient'
      readonly reason: Reason
      readonly detail: string
      readonly retryAfterMs?: number
    }
  | { readonly kind: 'suspect'; readonly reason: Reason; readonly detail: string }
  | { readonly kind: 'needs_person'; readonly reason: Reason }
  /** Something of this machine's failed: before the call was spent, or so that its answer could not be kept. */
  | { readonly kind: 'local'; readonly reason: Reason; readonly detail: string }

export type How = 'renewed' | 'exchanged'

export interface AttemptContext {
  readonly api: KeeperApi
  readonly journal: AttemptJournal
  readonly crashPoint: CrashPoint
  readonly token: Secret
  readonly facts: TokenFacts
  /** Whose token it is; absent where nobody has told yet. */
  readonly userId?: string
  readonly appSecret?: Secret
  /** Turns what the file system throws into a reason. */
  readonly explainLocal: (error: unknown) => { reason: Reason; detail: string }
}

export async function attempt(context: AttemptContext, how: How): Promise<AttemptOutcome> {
  const { journal, crashPoint } = context
  try {
    await journal.prepare()
  } catch (error) {
    return { kind: 'local', ...context.explainLocal(error) }
  }
  crashPoint('journal-prepared')
  const answer = await call(context, how)
  if (answer.kind !== 'ok') return settleRefusal(context, answer, how)
  crashPoint('answer-received')
  const minted = answer.value
  const failure = await record(context, minted)
  if (!failure) crashPoint('journal-recorded')
  const proof = await context.api.profileOf(minted.token)
  // The token is nowhere but in memory: the disk is given a second chance.
  const unrecorded = failure && (await record(context, minted))
  // A token of a second's age may not be known all over Meta: the journal keeps it, and it is asked about once more.
  if (proof.kind === 'refused' && !unrecorded)
    return { kind: 'unverified', reason: 'suspect', detail: REFUSED_AT_ONCE }
  const outcome = await judge(context, { minted, how, proof })
  // What is neither written down nor proven is in no place that outlives us.
  return unrecorded && outcome.kind === 'unverified' ? { kind: 'local', ...unrecorded } : outcome
}

const REFUSED_AT_ONCE = 'Meta gave a new token and refused it at once'

/** A disk that fails now must not cost the token that we hold: it is tried out, and the caller commits it elsewhere. */
async function record(
  { journal, explainLocal }: AttemptContext,
  minted: Minted,
): Promise<ReturnType<AttemptContext['explainLocal']> | undefined> {
  try {
    await journal.record(minted)
    return undefined
  } catch (error) {
    return explainLocal(error)
  }
}

/** The point of no return. */
function call({ api, token, appSecret }: AttemptContext, how: How): Promise<Answer<Minted>> {
  if (how === 'renewed') return api.renew(token)
  if (!appSecret) throw new TypeError('an exchange needs the app secret')
  return api.exchange(token, appSecret)
}

export interface ProofContext {
  readonly api: KeeperApi
  readonly journal: AttemptJournal
  readonly crashPoint: CrashPoint
  /** The one that we have, and what is known of it. */
  readonly token: Secret
  readonly facts: TokenFacts
  readonly userId?: string
}

interface Trial {
  readonly minted: Minted
  readonly how: How
  /** What `/me` says to the new token. */
  readonly proof: Answer<Profile>
}

/** Does the new token work, is it the same user's, and is it not worse? Until that is certain the journal keeps it. */
async function judge(context: ProofContext, { minted, how, proof }: Trial): Promise<AttemptOutcome> {
  const { api, journal, token, facts, userId } = context
  if (proof.kind !== 'ok' && proof.kind !== 'refused') return { kind: 'unverified', ...explain(proof) }
  if (proof.kind === 'ok' && userId !== undefined && proof.value.id !== userId) {
    await journal.discard()
    return { kind: 'suspect', reason: 'other-user', detail: 'the new token belongs to another Threads user' }
  }
  const doubt = proof.kind === 'refused' ? REFUSED_AT_ONCE : whyWorse(facts, minted)
  if (doubt !== undefined) {
    const rival = await api.profileOf(token)
    if (rival.kind === 'ok') {
      await journal.discard()
      return { kind: 'suspect', reason: 'suspect', detail: doubt }
    }
    if (rival.kind !== 'refused') return { kind: 'unverified', ...explain(rival) }
  }
  // Neither works at this minute, and Meta has bad ones: the journal keeps the new token until something better is there.
  if (proof.kind === 'refused') return { kind: 'needs_person', reason: proof.reason }
  context.crashPoint('token-proven')
  return { kind: 'minted', how, minted, profile: proof.value }
}

/** Meta did not give a token. Before anybody hears "log in again", the old token is asked. */
async function settleRefusal(
  context: AttemptContext,
  answer: Exclude<Answer<Minted>, { kind: 'ok' }>,
  how: How,
): Promise<AttemptOutcome> {
  const { api, journal, token } = context
  if (answer.kind === 'no_answer' && answer.effect === 'none') {
    await journal.discard()
    return transient(answer)
  }
  const old = await api.profileOf(token)
  // Nobody answered and nobody answers: the journal's intent stays, and the next start asks again.
  if (old.kind === 'no_answer' && answer.kind === 'no_answer') return transient(answer)
  await journal.discard()
  if (old.kind === 'refused') {
    return {
      kind: 'needs_person',
      reason: answer.kind === 'no_answer' ? lostOr(context, old.reason) : old.reason,
    }
  }
  if (answer.kind === 'no_answer') return transient(answer)
  if (old.kind === 'no_answer') return transient(old)
  // T22: a refusal of a token whose age nobody knows is taken for "too young".
  const isOfAnyAge = how === 'renewed' && context.facts.expiry.kind === 'unknown'
  if (answer.kind === 'suspect' && isOfAnyAge) return { kind: 'too_young' }
  return refusedWhileAlive(answer, how)
}

function refusedWhileAlive(
  answer: Exclude<Answer<Minted>, { kind: 'ok' | 'no_answer' }>,
  how: How,
): AttemptOutcome {
  const reason = how === 'renewed' ? 'renewal-refused' : 'exchange-refused'
  switch (answer.kind) {
    case 'too_young':
      return { kind: 'too_young' }
    case 'refused':
      if (answer.reason === 'app-secret-wrong') return { kind: 'needs_person', reason: answer.reason }
      return { kind: 'suspect', reason, detail: `refused (${answer.reason}) although /me accepts the token` }
    case 'long_already':
      // Of a renewal it would be nonsense, and the caller would renew again at once.
      if (how === 'exchanged') return { kind: 'long_already' }
      return { kind: 'suspect', reason, detail: 'the renewal was answered like an exchange' }
    case 'suspect':
      return { kind: 'suspect', reason, detail: answer.detail }
    default:
      return answer satisfies never
  }
}

/** What became of an attempt that a dead process left behind; `undefined` when nothing was lost and nothing gained. */
export async function recoverAttempt(
  context: ProofContext,
  state: JournalState,
): Promise<AttemptOutcome | undefined> {
  if (state.kind === 'none') return undefined
  if (state.kind === 'recorded') {
    const { minted } = state
    const proof = await context.api.profileOf(minted.token)
    const outcome = await judge(context, { minted, how: 'renewed', proof })
    if (outcome.kind !== 'suspect') return outcome
    // It may have been good, in a bad minute of Meta's. The old one lives; what Meta renewed today is not renewed twice.
    return proof.kind === 'refused' ? { kind: 'too_young' } : undefined
  }
  const old = await context.api.profileOf(context.token)
  if (old.kind === 'no_answer') return transient(old)
  await context.journal.discard()
  if (old.kind !== 'refused') return undefined
  return { kind: 'needs_person', reason: lostOr(context, old.reason) }
}

/** T4: what would make the new token worse than the one that we have. */
function whyWorse(current: TokenFacts, { facts }: Minted): string | undefined {
  if (current.expiry.kind === 'never') return 'the token never expires, and a renewal would give it an end'
  if (current.expiry.kind !== 'at' || facts.expiry.kind !== 'at') return undefined
  return facts.expiry.at < current.expiry.at
    ? 'the new token would expire before the one that we have'
    : undefined
}

/**
 * The old token is dead although it should live, and an answer is missing: Meta revoked it when it renewed. A refusal that
 * names another cause (a changed password, a removed app) is believed.
 */
function lostOr({ facts, api }: ProofContext, reason: Reason): Reason {
  if (facts.expiry.kind === 'at' && facts.expiry.at <= api.now()) return reason
  return reason === 'token-invalid' || reason === 'token-unreadable' || reason === 'expired'
    ? 'renewal-answer-lost'
    : reason
}

function transient(answer: Extract<Answer<never>, { kind: 'no_answer' }>): AttemptOutcome {
  const { reason, detail, retryAfterMs } = answer
  return { kind: 'transient', reason, detail, ...(retryAfterMs !== undefined && { retryAfterMs }) }
}

function explain(answer: Exclude<Answer<unknown>, { kind: 'ok' | 'refused' }>): {
  reason: Reason
  detail: string
} {
  if (answer.kind === 'no_answer' || answer.kind === 'suspect')
    return { reason: answer.reason, detail: answer.detail }
  return { reason: 'suspect', detail: `the new token was answered with ${answer.kind}` }
}
