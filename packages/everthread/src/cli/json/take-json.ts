/** `adopt --json` and `connect --json`: `everthread/adopt@1`, `everthread/connect@1` (docs/cli.md). */
import type { WrittenTo } from '../../keeper/round.ts'
import { WAYS_OUT } from '../../words/ways-out.ts'
import type { Told } from '../take/told.ts'
import {
  accountJson,
  type AccountJson,
  decisionJson,
  type DecisionJson,
  type ProblemJson,
  tokenJson,
  type TokenJson,
} from './token-json.ts'

export interface TakeJson {
  readonly schema: 'everthread/adopt@1' | 'everthread/connect@1'
  readonly ok: boolean
  readonly account: AccountJson
  readonly token?: TokenJson
  readonly sink?: WrittenTo
  readonly decision?: DecisionJson
  readonly ways_out?: readonly (typeof WAYS_OUT)[number][]
  readonly problems: readonly ProblemJson[]
}

export function takeJson(schema: TakeJson['schema'], told: Told): TakeJson {
  const { exitCode, profile, facts, written, decision, decisionMessage, isDead, problems } = told
  return {
    schema,
    ok: exitCode === 0,
    account: accountJson(profile),
    ...(facts && { token: tokenJson(facts) }),
    ...(written && { sink: written }),
    ...(decision && { decision: decisionJson(decision, decisionMessage) }),
    ...(isDead && { ways_out: WAYS_OUT }),
    problems,
  }
}
