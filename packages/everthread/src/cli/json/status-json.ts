/** One account, as `status --json` and the API show it: whose, both clocks, what happens next, where the token lives. */
import { profileOf } from '../../account/round.ts'
import type { KeptAccount } from '../../store/kept-accounts.ts'
import { toIso } from '../../time/clock.ts'
import { accountJson, decisionJson, tokenJson } from './token-json.ts'

/** `message` is what the decision says to a person. */
export function statusEntry({ account, current, sinks }: KeptAccount, message: string | undefined) {
  const { decision } = account
  return {
    account: { ...accountJson(profileOf(account)), account_id: account.id },
    token: tokenJson(current.facts),
    ...(decision && message !== undefined && { decision: decisionJson(decision, message) }),
    ...(account.lastLookAt !== undefined && { last_look_at: toIso(account.lastLookAt) }),
    sinks: sinks.map(({ path, key, deliveredFingerprint, deliveredAt, attempts }) => ({
      path,
      key,
      delivered: deliveredFingerprint === current.facts.fingerprint,
      ...(deliveredAt !== undefined && { delivered_at: toIso(deliveredAt) }),
      ...(attempts && { reason: attempts.reason }),
    })),
  }
}
