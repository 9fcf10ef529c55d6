/** `check --json`: `everthread/check@1`, a contract (DESIGN §7, docs/cli.md). */
import {
  accountJson,
  type AccountJson,
  decisionJson,
  type DecisionJson,
  type ProblemJson,
  tokenJson,
  type TokenJson,
} from './token-json.ts'
import { WAYS_OUT } from '../../words/ways-out.ts'
import type { Checked } from '../check/check-token.ts'

export interface CheckJson {
  readonly schema: 'everthread/check@1'
  readonly ok: boolean
  readonly account: AccountJson
  readonly token?: TokenJson
  readonly decision?: DecisionJson
  readonly ways_out?: readonly (typeof WAYS_OUT)[number][]
  readonly problems: readonly ProblemJson[]
}

export function checkJson(checked: Checked, decisionMessage: string): CheckJson {
  const { verdict, profile, facts, decision, problems } = checked
  return {
    schema: 'everthread/check@1',
    ok: verdict === 'alive',
    account: accountJson(profile),
    ...(facts && { token: tokenJson(facts) }),
    ...(decision && { decision: decisionJson(decision, decisionMessage) }),
    ...(verdict === 'needs_person' && { ways_out: WAYS_OUT }),
    problems,
  }
}
