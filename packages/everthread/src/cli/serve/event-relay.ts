/** Events from the keeper to the store. The keeper starts before its data folder is known here: what comes first waits. */
import type { EverthreadEvent } from '../../alerts/event.ts'
import type { Installation } from '../../service/installation.ts'
import { findAccountByUser } from '../../store/accounts.ts'
import { insertEvent } from '../../store/events.ts'
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
      // One after the other: they are numbered, and many happen at once.
      let last = Promise.resolve()
      record = (event) => {
        last = last.then(() => keepEvent(installation, event)).catch(onTrouble)
      }
      for (const event of waiting.splice(0)) record(event)
    },
  }
}

async function keepEvent({ store }: Installation, event: EverthreadEvent): Promise<void> {
  const { db } = store
  const account = event.account.id === undefined ? undefined : await findAccountByUser(db, event.account.id)
  const at = parseInstant(event.at)
  if (at !== undefined) await insertEvent(store, { at, event, ...(account && { accountId: account.id }) })
}
