/** The steps of `advance`: each does one thing and says what came of it. The caller commits. */
import { fingerprint, type Secret } from '@everthread/client'
import { holds, streakOf, tokenContext, type Gathered } from './gather.ts'
import { settleAttempt, settleLook, type Standing } from './settle.ts'
import type { AdvanceDeps, Happening, HeldDeps, Performed } from './advance.ts'
import type { Step } from './next-step.ts'
import { attempt, type AttemptOutcome, recoverAttempt } from '../keeper/attempt.ts'
import { afterFailure, untilConfirmed } from '../keeper/backoff.ts'
import type { Answer, Look, Minted, Profile } from '../keeper/api.ts'
import type { StepChange } from './commit-step.ts'
import type { GenerationSource } from '../store/generations.ts'
import { NEVER_DUE } from '../store/work.ts'
import type { Attempts } from '../keeper/facts.ts'
import type { Reason } from '../keeper/reasons.ts'
import type { SinkWrite, TokenSink } from '../sinks/token-sink.ts'

export async function lookStep(deps: AdvanceDeps, gathered: Gathered): Promise<Performed> {
  const answer = await deps.api.look(gathered.token)
  return {
    happening: lookedHappening(answer),
    change: settleLook(answer, standingOf(gathered), deps.api.now()),
  }
}

function lookedHappening(answer: Answer<Look>): Happening {
  if (answer.kind === 'ok') return { kind: 'looked' }
  if (answer.kind === 'refused') return { kind: 'looked', refused: answer.reason }
  return { kind: 'looked', silent: 'reason' in answer ? answer.reason : 'suspect' }
}

export async function recoverStep(deps: AdvanceDeps, gathered: Gathered): Promise<Performed> {
  const { token, account, journal, current } = gathered
  const outcome = await recoverAttempt(
    {
      api: deps.api,
      journal: deps.openJournal(account.id),
      crashPoint: deps.crashPoint,
      userId: account.userId,
      token,
      facts: current.facts,
    },
    journal,
  )
  return {
    happening: { kind: 'recovered', ...(outcome && { outcome }) },
    change: outcome ? settle(deps, gathered, outcome) : {},
  }
}

/**
 * Renews or exchanges under the locks of every sink: another Everthread may be at work on the same `.env` without our
 * store. Under the locks the claim is looked at and the sinks are read again; a token that appeared meanwhile is taken
 * before anything is spent.
 */
export async function attemptStep(
  deps: HeldDeps,
  gathered: Gathered,
  step: Extract<Step, { kind: 'attempt' }>,
): Promise<Performed> {
  const performed = await underLocks(sinksOf(deps, gathered), async () => {
    await deps.assertClaim()
    const appeared = gathered.sinks.find((one) => holdsNews(deps, gathered, one))
    if (appeared) return takeFoundStep(deps, gathered, appeared.sink.id)
    const outcome = await attempt(
      {
        api: deps.api,
        journal: deps.openJournal(gathered.account.id),
        crashPoint: deps.crashPoint,
        token: gathered.token,
        facts: gathered.current.facts,
        userId: gathered.account.userId,
        explainLocal: deps.explainLocal,
        ...(deps.appSecret && { appSecret: deps.appSecret }),
      },
      step.how,
    )
    return attempted(deps, gathered, { outcome, why: step.reason })
  })
  if (performed !== 'locked') return performed
  const detail = 'another process is at work on this .env file'
  return attempted(deps, gathered, {
    outcome: { kind: 'transient', reason: 'locked', detail },
    why: step.reason,
  })
}

function attempted(
  deps: AdvanceDeps,
  gathered: Gathered,
  { outcome, why }: { outcome: AttemptOutcome; why: Reason },
): Performed {
  return { happening: { kind: 'attempted', outcome, why }, change: settle(deps, gathered, outcome) }
}

/**
 * T26: somebody put a token into the file that we have never seen. It may be nowhere else, so one refusal does not make it
 * dead: like our own it is looked at again before it is written over.
 */
export async function takeFoundStep(
  deps: AdvanceDeps,
  gathered: Gathered,
  sinkId: string,
): Promise<Performed> {
  const { sink } = getSink(gathered, sinkId)
  const content = deps.openSink(sink).read()
  if (content.kind !== 'token') return { happening: { kind: 'looked' }, change: {} }
  const answer = await deps.api.look(content.token)
  const now = deps.api.now()
  const found = fingerprint(content.token)
  const decide = (result: 'other-user' | 'dead'): Performed => ({
    happening: { kind: 'found', sinkId, result },
    change: {
      sink: {
        id: sinkId,
        change: { rejected: { fingerprint: found, reason: result }, attempts: null },
        dueAt: now,
      },
    },
  })
  const askAgain = (result: 'no-answer' | 'refused-once', attempts: Attempts): Performed => ({
    happening: { kind: 'found', sinkId, result },
    change: {
      sink: { id: sinkId, change: { attempts: { ...attempts, of: found } }, dueAt: attempts.notBefore },
    },
  })
  const streak = streakOf(sink, found)
  if (answer.kind === 'refused') {
    const isConfirmed = answer.reason === 'expired' || streak?.reason === 'revocation-unconfirmed'
    return isConfirmed ? decide('dead') : askAgain('refused-once', untilConfirmed(now))
  }
  if (answer.kind !== 'ok') {
    const { jitter } = gathered.account
    return askAgain('no-answer', afterFailure(streak, { reason: 'network', at: now, jitter }))
  }
  if (answer.value.profile.id !== gathered.account.userId) return decide('other-user')
  const minted: Minted = { token: content.token, facts: answer.value.facts }
  return {
    happening: { kind: 'found', sinkId, result: 'adopted' },
    change: {
      ...replaceCurrent(deps, gathered, { minted, profile: answer.value.profile, source: 'found_in_file' }),
      lastLookAt: now,
      // It came from there: nothing has to be delivered to it.
      sink: {
        id: sinkId,
        change: {
          deliveredFingerprint: fingerprint(content.token),
          deliveredAt: now,
          attempts: null,
          rejected: null,
        },
        dueAt: NEVER_DUE,
      },
    },
  }
}

export async function deliverStep(deps: AdvanceDeps, gathered: Gathered, sinkId: string): Promise<Performed> {
  const written = await writeUnderLock(deps, gathered, getSink(gathered, sinkId))
  // Somebody wrote a token of their own while we waited for the lock: it is looked at first.
  if (written.kind === 'news') return { happening: { kind: 'looked' }, change: {} }
  const now = deps.api.now()
  if (written.kind === 'failed') return undelivered(deps, gathered, { sinkId, ...written })
  deps.crashPoint('sink-written')
  const change = {
    deliveredFingerprint: fingerprint(gathered.token),
    deliveredAt: now,
    attempts: null,
    rejected: null,
  }
  return {
    happening: { kind: 'delivered', sinkId },
    change: { sink: { id: sinkId, change, dueAt: NEVER_DUE } },
  }
}

type GatheredSink = Gathered['sinks'][number]

async function writeUnderLock(
  deps: AdvanceDeps,
  gathered: Gathered,
  one: GatheredSink,
): Promise<SinkWrite | { kind: 'news' }> {
  const port = deps.openSink(one.sink)
  try {
    const held = await port.locked(async () =>
      holdsNews(deps, gathered, one) ? { kind: 'news' as const } : writeAndReadBack(port, gathered.token),
    )
    return held.kind === 'locked'
      ? { kind: 'failed', reason: 'locked', detail: 'the file is locked' }
      : held.value
  } catch (error) {
    return { kind: 'failed', ...deps.explainLocal(error) }
  }
}

/** What does not read as it was written was not delivered, whatever the write said. */
function writeAndReadBack(port: TokenSink, token: Secret): SinkWrite {
  const written = port.write(token)
  if (written.kind === 'failed' || holds(port.read()) === fingerprint(token)) return written
  return {
    kind: 'failed',
    reason: 'file-not-writable',
    detail: 'the file does not hold what was written to it',
  }
}

function undelivered(
  deps: AdvanceDeps,
  gathered: Gathered,
  { sinkId, reason, detail }: { sinkId: string; reason: Reason; detail: string },
): Performed {
  const { sink } = getSink(gathered, sinkId)
  const of = fingerprint(gathered.token)
  const { jitter } = gathered.account
  const attempts = afterFailure(streakOf(sink, of), { reason, at: deps.api.now(), jitter })
  return {
    happening: { kind: 'delivered', sinkId, reason, detail },
    change: { sink: { id: sinkId, change: { attempts: { ...attempts, of } }, dueAt: attempts.notBefore } },
  }
}

function settle(deps: AdvanceDeps, gathered: Gathered, outcome: AttemptOutcome): StepChange {
  if (outcome.kind !== 'minted') return settleAttempt(outcome, standingOf(gathered), deps.api.now())
  const { minted, profile, how } = outcome
  // A renewal grants what was granted before, and does not repeat it.
  const { scopes } = gathered.current.facts
  const facts = { ...(scopes && { scopes }), ...minted.facts }
  return replaceCurrent(deps, gathered, { minted: { ...minted, facts }, profile, source: how })
}

interface Replacement {
  readonly minted: Minted
  readonly profile: Profile
  readonly source: GenerationSource
}

/** The one gate through which a token becomes current (T4): proven by `/me`, of the same user, sealed, the old one kept. */
export function replaceCurrent(
  deps: AdvanceDeps,
  gathered: Gathered,
  { minted, profile, source }: Replacement,
): StepChange {
  const { account, generations } = gathered
  if (profile.id !== account.userId) throw new Error('a token of another user can never become current')
  const number = Math.max(...generations.map((one) => one.number)) + 1
  return {
    profile,
    attempts: null,
    refusal: null,
    generation: {
      number,
      sealedToken: deps.vault.seal(minted.token.reveal(), tokenContext(account.id, number)),
      facts: minted.facts,
      source,
    },
  }
}

function standingOf({ account, current }: Gathered): Standing {
  return {
    facts: current.facts,
    jitter: account.jitter,
    ...(account.attempts && { attempts: account.attempts }),
    ...(account.refusal && { refusal: account.refusal }),
  }
}

function getSink(gathered: Gathered, sinkId: string): GatheredSink {
  const found = gathered.sinks.find(({ sink }) => sink.id === sinkId)
  if (!found) throw new Error(`there is no sink ${sinkId}`)
  return found
}

function sinksOf(deps: AdvanceDeps, gathered: Gathered): TokenSink[] {
  return gathered.sinks.map(({ sink }) => deps.openSink(sink))
}

/** In the order of their paths, which is everybody's order: no two can wait for each other. */
async function underLocks<T>(sinks: readonly TokenSink[], work: () => Promise<T>): Promise<T | 'locked'> {
  const [first, ...others] = sinks
  if (!first) return work()
  let isBegun = false
  try {
    const held = await first.locked(() => {
      isBegun = true
      return underLocks(others, work)
    })
    return held.kind === 'locked' ? 'locked' : held.value
  } catch (error) {
    if (isBegun) throw error
    // A place that cannot be locked, because its folder is gone, must not cost the token: nobody is at work there.
    return underLocks(others, work)
  }
}

/** Does the sink hold a token that nobody here knows, and that was not there when we gathered? */
function holdsNews(deps: AdvanceDeps, { view }: Gathered, { sink, content }: GatheredSink): boolean {
  const found = holds(deps.openSink(sink).read())
  if (found === undefined || found === holds(content)) return false
  return !view.known.has(found) && found !== sink.rejected?.fingerprint
}
