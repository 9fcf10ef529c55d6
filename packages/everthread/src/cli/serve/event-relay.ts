/** Events from the keeper to the store. The keeper starts before its data folder is known here: what comes first waits. */
import type { EverthreadEvent } from '../../alerts/event.ts'
import type { Installation } from '../../service/installation.ts'
import { findAccountByUser } from '../../store/accounts.ts'
import { insertEvents, type NewEvent } from '../../store/events.ts'
import { parseInstant } from '../../time/clock.ts'

export interface EventRelay {
  readonly record: (event: EverthreadEvent) => void
  /** From now on into this store. What cannot be kept is no reason to stop anything. */
  attach(installation: Installation, onTrouble: (error: unknown) => void): void
}

export function createEventRelay(): EventRelay {
  const waiting: EverthreadEvent[] = []
  let record = (event: EverthreadEvent): void => void waiting.push(event)
  return {
    record: (event) => record(event),
    attach: (installation, onTrouble) => {
      // Those that come while others are written go together: they are numbered, and many happen at once.
      let last = Promise.resolve()
      const keepWaiting = async (): Promise<void> => {
        const events = waiting.splice(0)
        if (events.length > 0) await keepEvents(installation, events)
      }
      record = (event) => {
        waiting.push(event)
        last = last.then(keepWaiting).catch(onTrouble)
      }
      last = keepWaiting().catch(onTrouble)
    },
  }
}

async function keepEvents({ store }: Installation, events: readonly EverthreadEvent[]): Promise<void> {
  const rows: NewEvent[] = []
  for (const event of events) {
    const at = parseInstant(event.at)
    const { id } = event.account
    const account = id === undefined ? undefined : await findAccountByUser(store.db, id)
    if (at !== undefined) rows.push({ at, event, ...(account && { accountId: account.id }) })
  }
  if (rows.length > 0) await insertEvents(store, rows)
}
