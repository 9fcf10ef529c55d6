/** Faults that wait for their calls. A fault that was never played is a test that tested nothing: it is listed. */
import type { EndpointId } from '../coverage/endpoints.ts'
import type { Fault } from './fault.ts'

/** `POST faults`. */
export interface FaultOrder {
  readonly endpoint: EndpointId
  readonly fault: Fault
  /** For how many calls; default 1. */
  readonly times?: number
  /** How many matching calls pass first; default 0. */
  readonly after?: number
  /** Only calls with a token or code of this user (username or id). */
  readonly user?: string
}

/** A fault that still waits. */
export interface UnplayedFault {
  readonly id: string
  readonly endpoint: EndpointId
  readonly user?: string
  /** Calls that it is still to spoil. */
  readonly times: number
  /** Calls that pass before. */
  readonly after: number
  readonly fault: Fault
}

export interface FaultQueue {
  /** `userId` is the id of `order.user`. */
  add(order: FaultOrder, userId: string | undefined): UnplayedFault
  /** The fault for this call, counted as played. `caller` is asked only where a fault names a user. */
  take(endpoint: EndpointId, caller: () => string | undefined): Fault | undefined
  unplayed(): readonly UnplayedFault[]
  /** Returns how many were unplayed. */
  clear(): number
  /** For snapshots. */
  read(): readonly QueuedFault[]
  restore(queue: readonly QueuedFault[]): void
}

export interface QueuedFault extends UnplayedFault {
  readonly userId: string | undefined
}

export function createFaultQueue(): FaultQueue {
  let queue: readonly QueuedFault[] = []
  let count = 0

  return {
    add: ({ endpoint, fault, times = 1, after = 0, user }, userId) => {
      count += 1
      const added = {
        id: `fault-${count}`,
        endpoint,
        ...(user !== undefined && { user }),
        times,
        after,
        fault,
      }
      queue = [...queue, { ...added, userId }]
      return added
    },
    take: (endpoint, caller) => {
      if (queue.length === 0) return undefined
      const meant = queue.filter(
        (queued) =>
          queued.endpoint === endpoint && (queued.userId === undefined || queued.userId === caller()),
      )
      const played = meant.find((queued) => queued.after === 0)
      queue = queue.flatMap((queued) =>
        meant.includes(queued) ? afterCall(queued, queued === played) : [queued],
      )
      return played?.fault
    },
    unplayed: () => queue.map(shown),
    clear: () => {
      const unplayed = queue.length
      queue = []
      return unplayed
    },
    read: () => queue,
    restore: (kept) => {
      queue = kept
    },
  }
}

function shown({ id, endpoint, user, times, after, fault }: QueuedFault): UnplayedFault {
  return { id, endpoint, ...(user !== undefined && { user }), times, after, fault }
}

/** What is left of a fault after a call that it was meant for. */
function afterCall(queued: QueuedFault, played: boolean): readonly QueuedFault[] {
  if (played) return queued.times > 1 ? [{ ...queued, times: queued.times - 1 }] : []
  return [{ ...queued, after: Math.max(0, queued.after - 1) }]
}
