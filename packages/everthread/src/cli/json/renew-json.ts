/** `renew --json`: `everthread/renew@1`, a contract (DESIGN §7, docs/cli.md). */
import type { Round, RoundOutcome, WrittenTo } from '../../keeper/round.ts'
import type { Decision } from '../../keeper/facts.ts'
import type { Reason } from '../../keeper/reasons.ts'
import { toIso } from '../../time/clock.ts'
import { accountJson, type AccountJson, tokenJson, type TokenJson } from './token-json.ts'

export interface NextJson {
  readonly kind: Decision['kind']
  readonly at?: string
}

export interface RenewJson {
  readonly schema: 'everthread/renew@1'
  readonly outcome: RoundOutcome
  readonly reason: Reason
  readonly message: string
  readonly account: AccountJson
  readonly token?: TokenJson
  readonly written: readonly WrittenTo[]
  readonly next?: NextJson
}

export function renewJson(round: Round, message: string): RenewJson {
  const { outcome, reason, profile, facts, written, next } = round
  return {
    schema: 'everthread/renew@1',
    outcome,
    reason,
    message,
    account: accountJson(profile),
    ...(facts && { token: tokenJson(facts) }),
    written,
    ...(next && { next: nextJson(next) }),
  }
}

function nextJson(next: Decision): NextJson {
  const at = 'at' in next ? next.at : undefined
  return { kind: next.kind, ...(at !== undefined && { at: toIso(at) }) }
}
