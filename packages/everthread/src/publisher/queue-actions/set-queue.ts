/** An account's zone, weekly slots, and what becomes of what it missed. Posts keep the instants that they have. */
import type { ActionDeps } from './action-deps.ts'
import type { Queue, Slot } from '../queue-policy.ts'
import { getQueue, putQueue, replaceSlots } from '../../store/queues.ts'

/** What is not named stays. */
export interface QueueChange extends Partial<Pick<Queue, 'zone' | 'missed' | 'lateLimitMs'>> {
  readonly slots?: readonly Slot[]
}

export async function setQueue(
  deps: Pick<ActionDeps, 'transaction'>,
  accountId: string,
  { slots, ...change }: QueueChange,
): Promise<void> {
  if (slots === undefined && Object.keys(change).length === 0) return
  await deps.transaction(async (trx) => {
    await putQueue(trx, accountId, { ...(await getQueue(trx, accountId)), ...change })
    if (slots) await replaceSlots(trx, accountId, unique(slots))
  })
}

function unique(slots: readonly Slot[]): Slot[] {
  const byTime = new Map(slots.map((slot) => [slot.weekday * 1440 + slot.minute, slot]))
  return [...byTime.values()]
}
