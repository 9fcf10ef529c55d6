/** What the panel does with the demo's sandbox, by its control plane. */
import type { EndpointId, Fault, StateView, UnplayedFault } from '@everthread/sandbox'
import { BREAKAGES, type Breakage, type SandboxPart, type SandboxView } from '../server/sandbox-part.ts'
import { type Clock, type Millis, toMillis } from '../time/clock.ts'
import { MINUTE } from '../time/duration.ts'
import { type SandboxControl, SandboxRefusal } from './sandbox-control.ts'
import type { ClockTurner } from './turn-clock.ts'

export interface DemoSandbox extends SandboxPart {
  /** Ends an outage in time, until the signal aborts. */
  watch(signal: AbortSignal): Promise<void>
}

export interface DemoSandboxDeps {
  readonly control: SandboxControl
  readonly turner: ClockTurner
  readonly host: Clock
}

/** A changed password. */
const PASSWORD_CHANGED = 460
/** Whatever the product asks for while Meta is down. */
const SPOILED: readonly EndpointId[] = [
  'me',
  'refresh_access_token',
  'debug_token',
  'publishing_limit',
  'create_container',
  'container',
  'publish',
  'media',
  'threads',
]
/** More than anybody asks in a minute: time ends an outage, not patience. */
const NO_END = 100_000
const OUTAGE_MS = MINUTE
const WATCH_EVERY_MS = 200

const FAULTS: Readonly<Record<Exclude<Breakage, 'revoked'>, Fault>> = {
  outage: { kind: 'status', status: 503 },
  'lost-answer': { kind: 'drop', when: 'after' },
  'ghost-publish': { kind: 'ghost_success' },
}

export function createDemoSandbox({ control, turner, host }: DemoSandboxDeps): DemoSandbox {
  let outageEndsAt: Millis | undefined
  const beginOutage = async (): Promise<void> => {
    outageEndsAt = toMillis(control.now() + OUTAGE_MS)
    for (const endpoint of SPOILED) await control.addFault({ endpoint, fault: FAULTS.outage, times: NO_END })
  }
  const mend = async (): Promise<void> => {
    outageEndsAt = undefined
    await control.clearFaults()
  }
  const endOutage = async (): Promise<void> => {
    const { faults } = await control.state()
    await mend()
    for (const { endpoint, fault, times } of faults)
      if (fault.kind !== FAULTS.outage.kind) await control.addFault({ endpoint, fault, times })
  }
  return {
    look: async () => view(await control.state(), { control, turner }),
    turn: (byMs) => turner.turn(byMs),
    break: async (what, user) => {
      switch (what) {
        case 'revoked':
          return revoke(control, user)
        case 'outage':
          return beginOutage()
        case 'lost-answer':
        case 'ghost-publish':
          return control.addFault({ endpoint: 'publish', fault: FAULTS[what] })
        default:
          what satisfies never
      }
    },
    mend,
    setSwitches: async (switches) => {
      try {
        await control.setSwitches(switches)
        return true
      } catch (error) {
        if (error instanceof SandboxRefusal) return false
        throw error
      }
    },
    watch: async (signal) => {
      while (!signal.aborted) {
        await host.sleep(WATCH_EVERY_MS, signal)
        const isOver = outageEndsAt !== undefined && control.now() >= outageEndsAt
        // A sandbox that is gone for a while is asked again.
        if (isOver) await endOutage().catch(() => undefined)
      }
    },
  }
}

async function revoke(control: SandboxControl, user: string | undefined): Promise<void> {
  const [first] = (await control.state()).users
  const name = user ?? first?.username
  if (name !== undefined) await control.revoke({ user: name, subcode: PASSWORD_CHANGED })
}

function view(
  { faults, users, switches }: StateView,
  { control, turner }: Pick<DemoSandboxDeps, 'control' | 'turner'>,
): SandboxView {
  const until = turner.until()
  const waiting = new Set(faults.map(breakageOf))
  return {
    now: control.now(),
    ...(until !== undefined && { turningUntil: until }),
    url: control.url,
    users: users.map(({ username }) => username),
    waiting: BREAKAGES.filter((what) => waiting.has(what)),
    switches: { ...switches },
  }
}

function breakageOf({ fault }: UnplayedFault): Breakage | undefined {
  return BREAKAGES.find((what) => what !== 'revoked' && FAULTS[what].kind === fault.kind)
}
