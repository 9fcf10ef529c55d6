/** Events from the keeper to the store. The keeper starts before its data folder is known here: what comes first waits. */
import type { EverthreadEvent } from '../../alerts/event.ts'
import type { Installation } from '../../service/installation.ts'
import { findAccountByUser } from '../../store/accounts.ts'
import { insertEvent, type NewEvent } from '../../store/events.ts'
import { parseInstant } from '../../time/clock.ts'
import type { SentenceFacts } from '../../words/sentences.ts'

type Recorded = Pick<NewEvent, 'event' | 'told'>

export interface EventRelay {
  readonly record: (event: EverthreadEvent, told: SentenceFacts) => void
  /** From now on into this store. What cannot be kept is no reason to stop anything. */
  attach(installation: Installation, onTrouble: (error: unknown) => void): void
}

export function createEventRelay(): EventRelay {
  const waiting: Recorded[] = []
  let record = (recorded: Recorded): void => void waiting.push(recorded)
  return {
    record: (event, told) => record({ event, told }),
    attach: (installation, onTrouble) => {
      // One after the other: they are numbered, and many happen at once.
      let last = Promise.resolve()
      record = (recorded) => {
        last = last.then(() => keepEvent(installation, recorded)).catch(onTrouble)
      }
      for (const recorded of waiting.splice(0)) record(recorded)
    },
  }
}

async function keepEvent({ store }: Installation, recorded: Recorded): Promise<void> {
  const { account: of, at: iso } = recorded.event
  const account = of.id === undefined ? undefined : await findAccountByUser(store.db, of.id)
  const at = parseInstant(iso)
  if (at !== undefined)
    await insertEvent(store, { at, ...recorded, ...(account && { accountId: account.id }) })
}
