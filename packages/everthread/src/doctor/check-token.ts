/** The checks of the token: does Meta accept it, for what, for how long, and whose is it. Pure. */
import { missingScopes } from '../cli/json/token-json.ts'
import type { Answer, Look } from '../keeper/api.ts'
import type { TokenFacts } from '../keeper/facts.ts'
import { kindOf } from '../keeper/lifetime.ts'
import { decide, DEFAULT_RENEW_BEFORE } from '../keeper/policy.ts'
import type { Millis } from '../time/clock.ts'
import { DAY } from '../time/duration.ts'
import { type Finding, found } from './finding.ts'
import type { Gathered, TokenView } from './gathered.ts'

/** Long enough for the next login to be planned. */
const GRANT_WARNING_MS = 14 * DAY

export function checkToken(gathered: Gathered): Finding[] {
  const { token } = gathered
  if (token.kind === 'none') return [found('token-none', { key: token.key })]
  if (token.kind === 'unknown') return []
  return [
    ...(token.origin === 'environment' ? [found('token-from-environment', { key: token.key })] : []),
    ...checkKnown(gathered, token),
  ]
}

function checkKnown(
  gathered: Gathered,
  { network, answer }: Extract<TokenView, { kind: 'known' }>,
): Finding[] {
  if (network !== 'threads') return [found('token-of-another-network', { network })]
  if (!answer) return []
  return answer.kind === 'ok' ? checkAlive(gathered, answer.value) : [refusal(answer)]
}

function refusal(answer: Exclude<Answer<Look>, { kind: 'ok' }>): Finding {
  switch (answer.kind) {
    case 'refused':
      return answer.reason === 'not-a-tester'
        ? found('token-not-a-tester', {})
        : found('token-dead', { reason: answer.reason })
    case 'no_answer':
      return found('token-unanswered', { reason: answer.reason })
    case 'suspect':
      return found('token-suspect', { reason: answer.reason })
    case 'too_young':
    case 'long_already':
      // Answers to a renewal or an exchange, which a look is not.
      return found('token-suspect', { reason: 'suspect' })
    default:
      return answer satisfies never
  }
}

function checkAlive(gathered: Gathered, { profile, facts }: Look): Finding[] {
  const { now } = gathered
  return [
    found('token-alive', { account: profile, fingerprint: facts.fingerprint, expiry: facts.expiry }),
    ...checkLife(gathered, facts),
    ...checkScopes(facts),
    ...checkGrant(facts, now),
    ...checkUser(gathered, profile),
  ]
}

function checkLife({ app, now }: Gathered, facts: TokenFacts): Finding[] {
  const canExchange = app.secret !== undefined
  const kind = kindOf(facts)
  if (kind === 'unknown') return [found('token-lifetime-unknown', {})]
  if (kind === 'short') {
    return [found(canExchange ? 'token-short-lived' : 'token-short-lived-no-secret', {})]
  }
  const plan = { token: facts, renewBefore: DEFAULT_RENEW_BEFORE, jitter: 0, canExchange }
  const { kind: next, reason } = decide(plan, now)
  if (next !== 'renew' || facts.expiry.kind !== 'at') return []
  const expiresAt = facts.expiry.at
  return [found(reason === 'emergency' ? 'token-expires-soon' : 'token-renewal-due', { expiresAt })]
}

function checkScopes(facts: TokenFacts): Finding[] {
  const missing = missingScopes(facts)
  return missing.length > 0 ? [found('token-scopes-missing', { missing })] : []
}

function checkGrant({ dataAccessExpiresAt: endsAt }: TokenFacts, now: Millis): Finding[] {
  if (endsAt === undefined || endsAt - now > GRANT_WARNING_MS) return []
  return [found(endsAt <= now ? 'grant-ended' : 'grant-ends-soon', { endsAt })]
}

/** The file was adopted for an account, and somebody has put another's token into it. */
function checkUser({ data, token }: Gathered, profile: Look['profile']): Finding[] {
  if (data.kind !== 'store' || token.kind !== 'known' || token.origin !== 'file') return []
  const expected = data.accounts.find(({ ownsFile }) => ownsFile)
  return expected && expected.id !== profile.id
    ? [found('token-of-another-user', { expected, actual: profile })]
    : []
}
