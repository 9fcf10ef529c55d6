/** Events from the keeper to the store. The keeper starts before its data folder is known here: what comes first waits. */
import type { EverthreadEvent } from '../../alerts/event.ts'
import type { Installation } from '../../service/installation.ts'
import { findAccountByUser } from '../../store/accounts.ts'
import { insertEvents, type NewEvent } from '../../store/events.ts'
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
      // Those that come while others are written go together: they are numbered, and many happen at once.
      let last = Promise.resolve()
      const keepWaiting = async (): Promise<void> => {
        const recorded = waiting.splice(0)
        if (recorded.length > 0) await keepEvents(installation, recorded)
      }
      record = (recorded) => {
        waiting.push(recorded)
        last = last.then(keepWaiting).catch(onTrouble)
      }
      last = keepWaiting().catch(onTrouble)
    },
  }
}

async function keepEvents({ store }: Installation, recorded: readonly Recorded[]): Promise<void> {
  const rows: NewEvent[] = []
  for (const one of recorded) {
    const at = parseInstant(one.event.at)
    const { id } = one.event.account
    const account = id === undefined ? undefined : await findAccountByUser(store.db, id)
    if (at !== undefined) rows.push({ at, ...one, ...(account && { accountId: account.id }) })
  }
  if (rows.length > 0) await insertEvents(store, rows)
}
