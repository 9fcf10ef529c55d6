/**
 * Which of a host's processes belong to the child. Pure.
 *
 * A process group alone is not enough: `setsid` leaves it, and so does every job of an interactive shell. The parents
 * alone are not enough: an orphan's parent is init. So a process belongs to the child when any of these leads to it:
 * it is the main process; it is in the group or session that was made for the child; it belonged to the child when we
 * looked before; it carries the child's mark in its environment; its parent belongs.
 */
import type { GroupChoice, ListedProcess, ProcessIdentity } from './process-host.ts'

export interface TreeRoots {
  readonly main: ProcessIdentity
  readonly group: GroupChoice
  /** Members of an earlier look: a parent that has ended since no longer leads to them. */
  readonly known: readonly ProcessIdentity[]
  /** Pids that carry the mark. */
  readonly marked: ReadonlySet<number>
}

export function membersOf(processes: readonly ListedProcess[], roots: TreeRoots): readonly ListedProcess[] {
  const belongs = new Set(processes.filter((candidate) => isRoot(candidate, roots)).map(({ pid }) => pid))
  const children = Map.groupBy(processes, ({ parent }) => parent)
  // A Set's iteration also visits what is added on the way.
  for (const pid of belongs) {
    for (const child of children.get(pid) ?? []) belongs.add(child.pid)
  }
  return processes.filter(({ pid }) => belongs.has(pid))
}

function isRoot(candidate: ListedProcess, { main, group, known, marked }: TreeRoots): boolean {
  // Born before the main process: a stranger, whatever pids were used again.
  if (candidate.bornAt < main.bornAt) return false
  if (group === 'own' && (candidate.group === main.pid || candidate.session === main.pid)) return true
  if (marked.has(candidate.pid)) return true
  return [main, ...known].some((one) => isSame(one, candidate))
}

export function isSame(one: ProcessIdentity, other: ProcessIdentity): boolean {
  return one.pid === other.pid && one.bornAt === other.bornAt
}
