/** The findings in the order in which a person wants them: what is wrong first, what is well folded away by its group. Pure. */
import type { Finding } from '../../health/queries.ts'

export type Group = Finding['group']

export interface Grouped {
  /** Problems, then warnings. */
  readonly wrong: readonly Finding[]
  readonly groups: readonly { readonly group: Group; readonly findings: readonly Finding[] }[]
}

const WEIGHT: Readonly<Record<Finding['level'], number>> = { problem: 0, warning: 1, note: 2, ok: 3 }

export function byGroup(findings: readonly Finding[]): Grouped {
  const rest = Map.groupBy(
    findings.filter((finding) => !isWrong(finding)),
    ({ group }) => group,
  )
  return {
    wrong: findings.filter(isWrong).toSorted((one, other) => WEIGHT[one.level] - WEIGHT[other.level]),
    groups: [...rest].map(([group, own]) => ({ group, findings: own })),
  }
}

function isWrong({ level }: Finding): boolean {
  return level === 'problem' || level === 'warning'
}
