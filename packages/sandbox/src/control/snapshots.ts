/** `POST snapshot`, `restore` and `reset`: the whole sandbox, its clock included, as it was. */
import type { QueuedFault } from '../faults/fault-queue.ts'
import { SandboxMistake } from '../mistake.ts'
import type { RandomState } from '../random.ts'
import type { State } from '../state/state.ts'
import type { SwitchPositions } from '../switches/switches.ts'
import type { ClockReading } from '../time/clock.ts'
import { resumeDeliveries } from '../webhooks/deliver.ts'
import type { World } from '../world.ts'
import { object, optional, type Parser, text } from './shape.ts'

interface Snapshot {
  readonly state: State
  readonly switches: SwitchPositions
  readonly faults: readonly QueuedFault[]
  readonly clock: ClockReading
  readonly random: RandomState
}

export interface Snapshots {
  /** Keeps everything as it is now. */
  take(): { readonly id: string }
  /** Goes back to the named snapshot, else to the latest. Late effects that are under way are forgotten; webhooks are not. */
  restore(order: RestoreOrder): { readonly id: string }
  /** Goes back to the start. The snapshots that were taken stay. */
  reset(): void
}

/** `POST restore`. */
export interface RestoreOrder {
  readonly id?: string
}

export const parseRestoreOrder: Parser<RestoreOrder> = object({ id: optional(text) })

/** Made once the world is as it shall be after a reset. */
export function createSnapshots(world: World): Snapshots {
  const start = photograph(world)
  const kept = new Map<string, Snapshot>()
  return {
    take: () => {
      const id = `snapshot-${kept.size + 1}`
      kept.set(id, photograph(world))
      return { id }
    },
    restore: ({ id }) => {
      const wanted = id ?? [...kept.keys()].at(-1)
      const snapshot = wanted === undefined ? undefined : kept.get(wanted)
      if (wanted === undefined || !snapshot) {
        throw new SandboxMistake(id === undefined ? 'no snapshot was taken' : `there is no snapshot "${id}"`)
      }
      develop(world, snapshot)
      return { id: wanted }
    },
    reset: () => {
      develop(world, start)
      world.requests.clear()
    },
  }
}

function photograph(world: World): Snapshot {
  return {
    state: structuredClone(world.state),
    switches: { ...world.switches },
    faults: world.faults.read(),
    clock: world.clock.read(),
    random: world.random.read(),
  }
}

function develop(world: World, snapshot: Snapshot): void {
  world.alarms.clear()
  world.state = structuredClone(snapshot.state)
  world.switches = { ...snapshot.switches }
  world.faults.restore(snapshot.faults)
  world.random.restore(snapshot.random)
  world.clock.restore(snapshot.clock)
  resumeDeliveries(world)
}
