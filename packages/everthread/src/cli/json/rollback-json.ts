/** `rollback --json`: `everthread/rollback@1` (docs/cli.md). */
import type { Profile } from '../../keeper/api.ts'
import type { Decision, TokenFacts } from '../../keeper/facts.ts'
import type { WrittenTo } from '../../keeper/round.ts'
import {
  accountJson,
  type AccountJson,
  decisionJson,
  type DecisionJson,
  type ProblemJson,
  tokenJson,
  type TokenJson,
} from './token-json.ts'

export interface RollbackJson {
  readonly schema: 'everthread/rollback@1'
  readonly ok: boolean
  readonly account: AccountJson
  /** The generation whose token is current again. */
  readonly from?: number
  /** The number that it has now. */
  readonly generation?: number
  readonly token?: TokenJson
  readonly written: readonly WrittenTo[]
  readonly decision?: DecisionJson
  readonly problems: readonly ProblemJson[]
}

export interface RollbackTold {
  readonly ok: boolean
  readonly profile: Profile
  readonly from?: number
  readonly generation?: number
  readonly facts?: TokenFacts | undefined
  readonly written?: readonly WrittenTo[]
  readonly decision?: Decision | undefined
  readonly decisionMessage?: string
  readonly problems: readonly ProblemJson[]
}

export function rollbackJson(told: RollbackTold): RollbackJson {
  const {
    ok,
    profile,
    from,
    generation,
    facts,
    written = [],
    decision,
    decisionMessage = '',
    problems,
  } = told
  return {
    schema: 'everthread/rollback@1',
    ok,
    account: accountJson(profile),
    ...(from !== undefined && { from }),
    ...(generation !== undefined && { generation }),
    ...(facts && { token: tokenJson(facts) }),
    written,
    ...(decision && { decision: decisionJson(decision, decisionMessage) }),
    problems,
  }
}
