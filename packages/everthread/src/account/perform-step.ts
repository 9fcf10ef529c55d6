/** The steps of `advance`: each does one thing and says what came of it. The caller commits. */
import { fingerprint, type Secret } from '@everthread/client'
import type { AdvanceDeps, Happening, Performed } from './advance.ts'
import type { StepChange } from './commit-step.ts'
import { type Gathered, type GatheredSink, getSink, holds, streakOf } from './gather.ts'
import type { Step } from './next-step.ts'
import { replaceCurrent } from './replace-current.ts'
import { type Before, settleAttempt, settleLook } from './settle.ts'
import { OVERTAKEN, takeFoundStep } from './take-found.ts'
import type { Answer, Look } from '../keeper/api.ts'
import { attempt, type AttemptOutcome, recoverAttempt } from '../keeper/attempt.ts'
import { afterFailure } from '../keeper/backoff.ts'
import type { Reason } from '../keeper/reasons.ts'
import { NEVER_DUE } from '../store/work.ts'
import type { SinkWrite, TokenSink } from '../sinks/token-sink.ts'

export async function lookStep(deps: AdvanceDeps, gathered: Gathered): Promise<Performed> {
  const answer = await deps.api.look(gathered.token)
  return {
    happening: lookedHappening(answer),
    change: settleLook(answer, before(gathered), deps.api.now()),
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
  deps: AdvanceDeps,
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
        ...(gathered.appSecret && { appSecret: gathered.appSecret }),
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

export async function deliverStep(deps: AdvanceDeps, gathered: Gathered, sinkId: string): Promise<Performed> {
  const written = await writeUnderLock(deps, gathered, getSink(gathered, sinkId))
  // Somebody wrote a token of their own while we waited for the lock: it is looked at first.
  if (written.kind === 'news') return OVERTAKEN
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
  if (outcome.kind !== 'minted') return settleAttempt(outcome, before(gathered), deps.api.now())
  const { minted, profile, how } = outcome
  // A renewal grants what was granted before, and does not repeat it.
  const { scopes } = gathered.current.facts
  const facts = { ...(scopes && { scopes }), ...minted.facts }
  return replaceCurrent(deps, gathered, { minted: { ...minted, facts }, profile, source: how })
}

function before({ account, current }: Gathered): Before {
  return {
    facts: current.facts,
    jitter: account.jitter,
    ...(account.attempts && { attempts: account.attempts }),
    ...(account.refusal && { refusal: account.refusal }),
  }
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
