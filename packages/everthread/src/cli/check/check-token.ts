/**
 * What `check` finds out about one token: whose it is, what it may do, how long it will live, what happens next. It asks
 * Meta and changes nothing.
 *
 * | verdict | exit code | when |
 * |---|---|---|
 * | `alive` | 0 | Meta accepts it, and enough is left |
 * | `needs_person` | 3 | dead, or less than `--within` is left, or short-lived without a way to exchange it |
 * | `unclear` | 4 | nobody could be asked, or the answer is not understood |
 */
import type { Secret } from '@everthread/client'
import type { Answer, KeeperApi, Look, Profile } from '../../keeper/api.ts'
import type { Decision, KeeperFacts, RenewBefore, TokenFacts } from '../../keeper/facts.ts'
import { kindOf } from '../../keeper/lifetime.ts'
import { decide } from '../../keeper/policy.ts'
import type { Reason } from '../../keeper/reasons.ts'
import type { Millis } from '../../time/clock.ts'
import { missingScopes, type ProblemJson } from '../json/token-json.ts'

export type Verdict = 'alive' | 'needs_person' | 'unclear'

export interface Checked {
  readonly verdict: Verdict
  readonly profile?: Profile
  readonly facts?: TokenFacts
  readonly decision?: Decision
  readonly problems: readonly ProblemJson[]
  /** Why nobody could be asked, for whoever has to mend it. */
  readonly detail?: string
}

export interface CheckQuestion {
  readonly api: KeeperApi
  readonly token: Secret
  readonly renewBefore: RenewBefore
  readonly canExchange: boolean
  /** `--within`: a person wants to know when less than this is left. */
  readonly withinMs?: number
  readonly problemOf: (reason: Reason, detail?: string) => ProblemJson
  readonly withinProblem: (leftMs: number) => ProblemJson
}

export async function checkToken(question: CheckQuestion): Promise<Checked> {
  const answer = await question.api.look(question.token)
  const now = question.api.now()
  return answer.kind === 'ok' ? checkAlive(question, answer.value, now) : checkRefused(question, answer)
}

function checkAlive(question: CheckQuestion, { profile, facts }: Look, now: Millis): Checked {
  const keeper: KeeperFacts = {
    token: facts,
    renewBefore: question.renewBefore,
    jitter: 0,
    canExchange: question.canExchange,
  }
  const decision = decide(keeper, now)
  const problems = [...scopeProblems(question, facts), ...lifeProblems(question, keeper, now)]
  const needsPerson = decision.kind === 'needs_person' || isWithin(question, facts, now)
  return { verdict: needsPerson ? 'needs_person' : 'alive', profile, facts, decision, problems }
}

function checkRefused(question: CheckQuestion, answer: Exclude<Answer<Look>, { kind: 'ok' }>): Checked {
  if (answer.kind === 'refused') {
    const { reason } = answer
    return {
      verdict: 'needs_person',
      decision: { kind: 'needs_person', reason },
      problems: [question.problemOf(reason)],
    }
  }
  const reason = answer.kind === 'no_answer' || answer.kind === 'suspect' ? answer.reason : 'suspect'
  const detail = 'detail' in answer ? answer.detail : undefined
  return {
    verdict: 'unclear',
    problems: [question.problemOf(reason, detail)],
    ...(detail !== undefined && { detail }),
  }
}

function scopeProblems(question: CheckQuestion, facts: TokenFacts): ProblemJson[] {
  return missingScopes(facts).length > 0
    ? [question.problemOf('scope-missing', missingScopes(facts).join(', '))]
    : []
}

function lifeProblems(question: CheckQuestion, keeper: KeeperFacts, now: Millis): ProblemJson[] {
  const { token } = keeper
  const problems: ProblemJson[] = []
  if (kindOf(token) === 'short' && !keeper.canExchange)
    problems.push(question.problemOf('short-lived-no-secret'))
  if (isWithin(question, token, now) && token.expiry.kind === 'at') {
    problems.push(question.withinProblem(token.expiry.at - now))
  }
  if (token.dataAccessExpiresAt !== undefined && token.dataAccessExpiresAt <= now) {
    problems.push(question.problemOf('data-access-expired'))
  }
  return problems
}

function isWithin({ withinMs }: CheckQuestion, { expiry }: TokenFacts, now: Millis): boolean {
  return withinMs !== undefined && expiry.kind === 'at' && expiry.at - now < withinMs
}
