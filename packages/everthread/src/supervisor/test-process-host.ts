/** A machine for tests: processes are rows, and they do what the test says, when the test's clock says so. */
import type { Clock } from '../time/clock.ts'
import type {
  ChildEnd,
  EnvironmentView,
  Launch,
  ListedProcess,
  ProcessHost,
  SignalOutcome,
  SignalTarget,
  StartedProcess,
} from './process-host.ts'

/** What a started process does. Everything left out is what a simple program does. */
export interface Program {
  /** Lives until it is signalled when absent. */
  readonly ends?: { readonly afterMs: number; readonly end: ChildEnd }
  /** How long it takes to end at TERM, or that it never does. At once when absent. */
  readonly atTerm?: { readonly afterMs: number } | 'ignores'
  /** Signals that it handles by living on. */
  readonly handles?: readonly NodeJS.Signals[]
  /** A process in the kernel's hands, or another user's. */
  readonly unkillable?: boolean
  /** What it writes to a captured stdout. */
  readonly output?: string
  readonly starts?: readonly Descendant[]
}

export interface Descendant extends Program {
  /** Left the group and the session, and its parent is init. */
  readonly escaped?: boolean
  /** Its environment, where it is not the parent's. */
  readonly environment?: Readonly<Record<string, string>>
}

export interface TestProcess extends ListedProcess {
  readonly command: readonly string[]
  readonly environment: Readonly<Record<string, string>>
}

export interface TestProcessHost extends ProcessHost {
  /** Everything that is alive, the oldest first. */
  alive(): readonly TestProcess[]
  /** Every launch so far. */
  readonly launches: readonly Launch[]
  readonly signals: readonly { readonly target: SignalTarget; readonly signal: NodeJS.Signals }[]
  /** The end that nobody asked for. */
  end(pid: number, end: ChildEnd): void
  /** Goes on in another environment, as `exec` with another value does. */
  execute(pid: number, environment: Readonly<Record<string, string>>): void
}

export function createTestProcessHost(clock: Clock, programOf: (launch: Launch) => Program): TestProcessHost {
  const machine = new Machine(clock)
  const launches: Launch[] = []
  const signals: { target: SignalTarget; signal: NodeJS.Signals }[] = []
  return {
    launches,
    signals,
    alive: () => machine.processes(),
    end: (pid, end) => machine.end(pid, end),
    execute: (pid, environment) => machine.execute(pid, environment),
    start: (launch) => {
      launches.push(launch)
      return machine.start(launch, programOf(launch))
    },
    signal: (target, signal) => {
      signals.push({ target, signal })
      return machine.signal(target, signal)
    },
    list: async () => ({ kind: 'listed', processes: machine.processes() }),
    environment: async (pid) => machine.environment(pid),
  }
}

const FIRST_PID = 100
const OURSELVES = { pid: 2, group: 2, session: 2 }
const INIT = 1

interface Row {
  process: TestProcess
  readonly program: Program
  readonly ended: PromiseWithResolvers<ChildEnd>
}

interface Place {
  readonly parent: number
  /** Absent: the process leads its own. */
  readonly group?: number
  readonly session?: number
  readonly command: readonly string[]
  readonly environment: Readonly<Record<string, string>>
}

class Machine {
  readonly #clock: Clock
  readonly #rows = new Map<number, Row>()
  #nextPid = FIRST_PID

  constructor(clock: Clock) {
    this.#clock = clock
  }

  start({ command, environment, group }: Launch, program: Program): StartedProcess {
    const output = Promise.resolve(program.output ?? '')
    if (program.ends?.end.kind === 'not-started') return { ended: Promise.resolve(program.ends.end), output }
    const place = group === 'own' ? {} : { group: OURSELVES.group, session: OURSELVES.session }
    const row = this.#add(program, { ...place, parent: OURSELVES.pid, command, environment })
    return { identity: row.process, ended: row.ended.promise, output }
  }

  processes(): readonly TestProcess[] {
    return [...this.#rows.values()].map(({ process }) => process)
  }

  environment(pid: number): EnvironmentView {
    const row = this.#rows.get(pid)
    if (!row) return { kind: 'gone' }
    const entries = Object.entries(row.process.environment).map(([name, value]) => `${name}=${value}`)
    return { kind: 'readable', entries }
  }

  execute(pid: number, environment: Readonly<Record<string, string>>): void {
    const row = this.#rows.get(pid)
    if (row) row.process = { ...row.process, environment }
  }

  signal(target: SignalTarget, signal: NodeJS.Signals): SignalOutcome {
    const reached = [...this.#rows.values()].filter(({ process }) =>
      target.kind === 'group' ? process.group === target.leader : process.pid === target.pid,
    )
    for (const row of reached) this.#deliver(row, signal)
    return reached.length === 0 ? 'gone' : 'sent'
  }

  end(pid: number, end: ChildEnd): void {
    const row = this.#rows.get(pid)
    if (!row) return
    this.#rows.delete(pid)
    row.ended.resolve(end)
    for (const child of this.#rows.values()) {
      if (child.process.parent === pid) child.process = { ...child.process, parent: INIT }
    }
  }

  #add(program: Program, place: Place): Row {
    const pid = this.#nextPid
    this.#nextPid += 1
    const process: TestProcess = { group: pid, session: pid, ...place, pid, bornAt: pid, life: 'alive' }
    const row: Row = { process, program, ended: Promise.withResolvers() }
    this.#rows.set(pid, row)
    for (const child of program.starts ?? []) this.#addDescendant(child, process)
    if (program.ends) this.#endLater(pid, program.ends)
    return row
  }

  #addDescendant(child: Descendant, { pid, group, session, command, environment }: TestProcess): void {
    const own = { command: [...command, 'descendant'], environment: child.environment ?? environment }
    this.#add(child, child.escaped ? { ...own, parent: INIT } : { ...own, parent: pid, group, session })
  }

  #deliver({ program, process }: Row, signal: NodeJS.Signals): void {
    if (program.unkillable || signal === 'SIGCONT' || program.handles?.includes(signal)) return
    const end = { kind: 'signalled', signal } as const
    if (signal !== 'SIGTERM') return this.end(process.pid, end)
    if (program.atTerm === 'ignores') return
    this.#endLater(process.pid, { afterMs: program.atTerm?.afterMs ?? 0, end })
  }

  #endLater(pid: number, { afterMs, end }: { afterMs: number; end: ChildEnd }): void {
    if (afterMs === 0) return this.end(pid, end)
    void this.#clock.sleep(afterMs).then(() => this.end(pid, end))
  }
}
