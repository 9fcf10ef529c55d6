/**
 * Commits in groups: what is asked for within milliseconds is one transaction, because to sync the disk takes as long
 * for one change as for a hundred. A change that is spoilt (its claim is lost, its post was edited) spoils nobody else's:
 * the group is rolled back, and each change is tried alone.
 */
import type { Clock } from '../time/clock.ts'

/** As many as are advanced at once (dispatch/embedded.ts). */
const LARGEST = 512

/** A group gathers for as long as the last one was written, within these bounds: the slower the disk, the larger the groups. */
const SHORTEST_MS = 5
const LONGEST_MS = 50

export interface GroupCommit<Change> {
  /** Resolves when the change is on the disk; rejects with what was wrong with it. */
  commit(change: Change): Promise<void>
}

export interface GroupCommitOptions<Change> {
  /** Writes all of them, or none and rejects. */
  readonly write: (changes: readonly Change[]) => Promise<void>
  readonly clock: Pick<Clock, 'sleep' | 'ticks'>
  /** How many callers are at work: when all of them wait here, nobody else will come. */
  readonly atWork: () => number
}

interface Waiting<Change> {
  readonly change: Change
  readonly resolve: () => void
  readonly reject: (error: unknown) => void
}

export function createGroupCommit<Change>(options: GroupCommitOptions<Change>): GroupCommit<Change> {
  let waiting: Waiting<Change>[] = []
  let wake = new AbortController()
  let isWriting = false
  let gatherMs = SHORTEST_MS
  const flush = async (): Promise<void> => {
    if (isWriting) return
    isWriting = true
    while (waiting.length > 0) {
      wake = new AbortController()
      if (!isFull(waiting, options)) await options.clock.sleep(gatherMs, wake.signal)
      const group = waiting.slice(0, LARGEST)
      waiting = waiting.slice(LARGEST)
      const begunAt = options.clock.ticks()
      await writeGroup(options.write, group)
      gatherMs = Math.min(Math.max(SHORTEST_MS, options.clock.ticks() - begunAt), LONGEST_MS)
    }
    isWriting = false
  }
  return {
    commit: async (change) => {
      const { promise, resolve, reject } = Promise.withResolvers<void>()
      waiting.push({ change, resolve, reject })
      if (isFull(waiting, options)) wake.abort()
      void flush()
      return promise
    },
  }
}

function isFull<Change>(waiting: readonly unknown[], { atWork }: GroupCommitOptions<Change>): boolean {
  return waiting.length >= Math.min(LARGEST, atWork())
}

async function writeGroup<Change>(
  write: GroupCommitOptions<Change>['write'],
  group: readonly Waiting<Change>[],
): Promise<void> {
  try {
    await write(group.map(({ change }) => change))
    for (const { resolve } of group) resolve()
  } catch (error) {
    const [only, ...others] = group
    if (only && others.length === 0) return only.reject(error)
    for (const one of group) await writeGroup(write, [one])
  }
}
