/** One child with everything that it started: seen, signalled, until nothing of it is left. */
import type {
  GroupChoice,
  ListedProcess,
  ProcessHost,
  ProcessIdentity,
  SignalTarget,
} from './process-host.ts'
import { membersOf } from './process-tree.ts'

export interface ChildTree {
  /** Everything of the child that is alive now. `undefined` on a host that lists no processes. */
  members(): Promise<readonly ListedProcess[] | undefined>
  /** To all of it. */
  signal(signal: NodeJS.Signals): Promise<void>
}

export interface TreeOptions {
  readonly main: ProcessIdentity
  readonly group: GroupChoice
  /** `NAME=value` that was put into the child's environment: it finds orphans that left session and group. */
  readonly mark: string
}

export function followTree(host: ProcessHost, options: TreeOptions): ChildTree {
  let known: readonly ProcessIdentity[] = []
  async function members(): Promise<readonly ListedProcess[] | undefined> {
    const listing = await host.list()
    if (listing.kind === 'unavailable') return undefined
    const { processes } = listing
    const found = membersOf(processes, { ...options, known, marked: new Set() })
    const strangers = processes.filter((one) => one.bornAt >= options.main.bornAt && !found.includes(one))
    const marked = await marksAmong(host, { candidates: strangers, mark: options.mark })
    const all = marked.size === 0 ? found : membersOf(processes, { ...options, known, marked })
    known = all
    return all.filter(({ life }) => life === 'alive')
  }
  return {
    members,
    signal: async (signal) => {
      const found = await members()
      for (const target of found ? targetsAmong(found, options) : [wholeOf(options)]) {
        host.signal(target, signal)
        // A stopped process (Ctrl-Z, a debugger) sees the signal only when it goes on.
        if (signal === 'SIGTERM') host.signal(target, 'SIGCONT')
      }
    },
  }
}

async function marksAmong(
  host: ProcessHost,
  { candidates, mark }: { candidates: readonly ListedProcess[]; mark: string },
): Promise<ReadonlySet<number>> {
  const views = await Promise.all(
    candidates.map(async ({ pid }) => ({ pid, view: await host.environment(pid) })),
  )
  const carriers = views.filter(({ view }) => view.kind === 'readable' && view.entries.includes(mark))
  return new Set(carriers.map(({ pid }) => pid))
}

/** The group in one call, so that nobody forks away between two; then, one by one, who has left it. */
function targetsAmong(
  members: readonly ListedProcess[],
  { main, group }: TreeOptions,
): readonly SignalTarget[] {
  const isInGroup = (one: ListedProcess): boolean => group === 'own' && one.group === main.pid
  const single = members.filter((one) => !isInGroup(one))
  // Only a group that still has somebody in it: the number of an empty one may be another's by now.
  const whole = members.some(isInGroup) ? [{ kind: 'group', leader: main.pid } as const] : []
  return [...whole, ...single.map(({ pid }) => ({ kind: 'process', pid }) as const)]
}

/** Without a list of processes. */
function wholeOf({ main, group }: TreeOptions): SignalTarget {
  return group === 'own' ? { kind: 'group', leader: main.pid } : { kind: 'process', pid: main.pid }
}
