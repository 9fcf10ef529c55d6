/**
 * Keeping a token that lives in a `.env` and nowhere else: no data folder, no history, no jitter. One round:
 *
 *     lock -> read -> settle a left-over journal -> look -> decide -> attempt, the edit's own file being the journal -> rename
 *
 * What Meta does not tell (`debug_token` refused, no `expires_at`) is remembered in a note beside the lock, in the user's
 * runtime folder, so that hourly runs neither renew twice a day nor wait for ever.
 */
import { fingerprint, type Secret } from '@everthread/client'
import {
  attempt,
  type AttemptJournal,
  type AttemptOutcome,
  type JournalState,
  recoverAttempt,
} from './attempt.ts'
import type { KeeperApi, Minted, Profile } from './api.ts'
import { afterTooYoung } from './backoff.ts'
import type { CrashPoint } from './crash-point.ts'
import {
  ended,
  failedWith,
  keeperFacts,
  nextTry,
  refused,
  rested,
  type Seen,
  stillRefused,
  unanswered,
  unknownFacts,
} from './env-ending.ts'
import { noteOf, type NotePlace, recall, remember, rememberNews } from './env-note.ts'
import type { Attempts, Decision, Refusal, RenewBefore, TokenFacts, Wish } from './facts.ts'
import { mergeFacts } from './merge-facts.ts'
import { decide } from './policy.ts'
import type { Reason } from './reasons.ts'
import type { Round, WrittenTo } from './round.ts'
import type { SinkContent, SinkWrite } from '../sinks/token-sink.ts'

/** The `.env` under its lock. */
export interface LockedEnv extends NotePlace {
  readonly path: string
  readonly key: string
  read(): SinkContent
  leftover(): JournalState
  /** `record` writes the whole new file beside the real one. */
  readonly journal: AttemptJournal
  /** Renames what was recorded over the real file. */
  commit(): SinkWrite
}

export interface EnvRoundContext {
  readonly env: LockedEnv
  readonly api: KeeperApi
  readonly crashPoint: CrashPoint
  readonly renewBefore: RenewBefore
  readonly appSecret?: Secret
  readonly wish?: Wish & { readonly dryRun?: boolean }
  /** What a loop remembers from its last round; a single `renew` remembers nothing. */
  readonly memory?: EnvMemory
  readonly explainLocal: (error: unknown) => { reason: Reason; detail: string }
}

/** Of one token: another one in the file starts anew. */
export interface EnvMemory {
  readonly fingerprint?: string
  readonly profile?: Profile
  readonly attempts?: Attempts
  readonly refusal?: Refusal
}

export interface EnvRound {
  readonly round: Round
  readonly memory: EnvMemory
  /** The token that the file holds now, where it holds one. */
  readonly token?: Secret
  /** Nobody answered the look: what is told was known before. */
  readonly isUnseen?: true
}

export async function runEnvRound(given: EnvRoundContext): Promise<EnvRound> {
  const content = given.env.read()
  if (content.kind !== 'token') return withoutToken(content)
  const isSame = given.memory?.fingerprint === fingerprint(content.token)
  const memory = recall(noteOf(given.env, content.token), (isSame && given.memory) || {})
  const context: EnvRoundContext = { ...given, memory }
  const found = context.wish?.dryRun ? undefined : await settleLeftover(context, content.token)
  if (found) return found
  const seen = await see(context, content.token)
  if ('round' in seen) return seen
  const decision = decide(seen.facts, context.api.now(), context.wish ?? {})
  const acts = decision.kind === 'renew' || decision.kind === 'exchange' || decision.kind === 'probe'
  if (!acts || context.wish?.dryRun) return rested(seen, decision)
  return act(context, seen, decision)
}

function withoutToken(content: Exclude<SinkContent, { kind: 'token' }>): EnvRound {
  const memory = {}
  if (content.kind === 'unreadable') {
    const { reason, detail } = content
    return { round: { outcome: 'failed', reason, detail, written: [] }, memory }
  }
  const reason = content.kind === 'empty' ? 'token-empty' : 'token-missing'
  return { round: { outcome: 'needs_person', reason, written: [] }, memory }
}

/** A process died in the middle of a renewal: what it left beside the file is asked for before anything else. */
export async function settleLeftover(context: EnvRoundContext, token: Secret): Promise<EnvRound | undefined> {
  const { env, api, crashPoint } = context
  const state = env.leftover()
  if (state.kind === 'none') return undefined
  const known = noteOf(env, token)?.facts ?? unknownFacts(token)
  const memory = context.memory ?? {}
  const recovery = { api, journal: env.journal, crashPoint, token }
  if (state.kind === 'intent') {
    const outcome = await recoverAttempt({ ...recovery, facts: known }, state)
    return outcome && finish(context, { token, facts: keeperFacts(context, known, memory), memory }, outcome)
  }
  // Since then a person may have put another token into the file: whose it is, and which of the two lives longer, is asked.
  const rival = await api.look(token)
  const facts = rival.kind === 'ok' ? mergeFacts(known, rival.value.facts) : known
  const seen: Seen = { token, facts: keeperFacts(context, facts, memory), memory }
  if (rival.kind === 'no_answer') return unanswered(context, seen, rival)
  const userId = rival.kind === 'ok' ? rival.value.profile.id : undefined
  const minted = await dated(context, state.minted)
  const outcome = await recoverAttempt(
    { ...recovery, facts, ...(userId !== undefined && { userId }) },
    { kind: 'recorded', minted },
  )
  return outcome && finish(context, seen, outcome)
}

/** The file beside the `.env` holds a token and no date: what Meta does not tell of it is taken to be of this moment. */
async function dated({ api }: EnvRoundContext, minted: Minted): Promise<Minted> {
  const answer = await api.look(minted.token)
  const facts = answer.kind === 'ok' ? mergeFacts(minted.facts, answer.value.facts) : minted.facts
  return { ...minted, facts: facts.expiry.kind === 'unknown' ? { ...facts, mintedAt: api.now() } : facts }
}

async function see(context: EnvRoundContext, token: Secret): Promise<Seen | EnvRound> {
  const answer = await context.api.look(token)
  const note = noteOf(context.env, token)
  const known = note?.facts ?? unknownFacts(token)
  const { memory = {} } = context
  const { refusal, ...calm } = memory
  if (answer.kind === 'ok') {
    const facts = mergeFacts(known, answer.value.facts)
    if (!context.wish?.dryRun) rememberNews(context.env, note, facts)
    return { token, facts: keeperFacts(context, facts, calm), profile: answer.value.profile, memory: calm }
  }
  const seen: Seen = { token, facts: keeperFacts(context, known, memory), memory }
  if (answer.kind === 'refused') return refused(context, seen, answer.reason)
  // Nobody answered, or strangely. A refusal stands, and with a known lifetime the policy still knows what to do.
  if (refusal) return stillRefused(context, seen, refusal)
  return known.expiry.kind === 'unknown' ? unanswered(context, seen, answer) : seen
}

async function act(context: EnvRoundContext, seen: Seen, decision: Decision): Promise<EnvRound> {
  const { token, facts, profile } = seen
  const outcome = await attempt(
    {
      api: context.api,
      journal: context.env.journal,
      crashPoint: context.crashPoint,
      token,
      facts: facts.token,
      explainLocal: context.explainLocal,
      ...(profile && { userId: profile.id }),
      ...(context.appSecret && { appSecret: context.appSecret }),
    },
    decision.kind === 'exchange' ? 'exchanged' : 'renewed',
  )
  if (outcome.kind !== 'long_already') return finish(context, seen, outcome)
  // Gotcha 13: what cannot be exchanged because it is long-lived can be renewed.
  const long = { ...facts.token, expiry: { kind: 'unknown' as const } }
  return act(
    context,
    { ...seen, facts: { ...facts, token: long } },
    { kind: 'probe', reason: 'lifetime-unknown' },
  )
}

function finish(context: EnvRoundContext, seen: Seen, outcome: AttemptOutcome): EnvRound {
  const now = context.api.now()
  switch (outcome.kind) {
    case 'minted':
      return write(context, seen, outcome)
    case 'too_young': {
      const attempts = afterTooYoung(seen.facts.attempts, now)
      remember(context.env, { facts: seen.facts.token, attempts })
      const next = nextTry(seen, attempts, now)
      return ended(seen, { outcome: 'too_young', reason: 'too-young', memory: { attempts }, next })
    }
    case 'needs_person':
      return refused(context, seen, outcome.reason)
    case 'local':
      return failedWith(context, seen, { ...outcome, outcome: 'failed' })
    case 'suspect':
      return failedWith(context, seen, { ...outcome, outcome: 'suspect' })
    case 'transient':
    case 'unverified':
      return failedWith(context, seen, { ...outcome, outcome: 'transient' })
    case 'long_already':
      return failedWith(context, seen, {
        reason: 'suspect',
        detail: 'Meta calls this token long-lived already',
        outcome: 'suspect',
      })
    default:
      return outcome satisfies never
  }
}

function write(
  context: EnvRoundContext,
  seen: Seen,
  outcome: Extract<AttemptOutcome, { kind: 'minted' }>,
): EnvRound {
  const { env } = context
  const { minted, profile, how } = outcome
  const { scopes } = seen.facts.token
  const facts: TokenFacts = { ...(scopes && { scopes }), ...minted.facts }
  // Before the rename: a note about a token that is not in the file yet harms nobody, the reverse renews twice.
  remember(env, { facts })
  const written = env.commit()
  if (written.kind === 'failed') {
    const { detail } = written
    return ended(
      { ...seen, profile },
      { outcome: 'failed', reason: 'renewed-not-written', detail, memory: {} },
    )
  }
  context.crashPoint('sink-written')
  const target: WrittenTo = { path: env.path, key: env.key, changed: written.kind === 'written' }
  const after: Seen = { token: minted.token, facts: keeperFacts(context, facts, {}), profile, memory: {} }
  const next = decide(after.facts, context.api.now())
  return ended(after, { outcome: how, reason: how, gained: how, memory: {}, written: [target], next })
}
