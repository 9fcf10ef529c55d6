/** The announced steps of a `.env` without a data folder; and, with one or without, that no round can come about. */
import { type RuntimePlace, runtimeFile } from '../sinks/runtime-file.ts'
import { parseAlertState } from './incidents.ts'
import type { AnnouncedStore } from './notices.ts'

export function announcedFile(
  place: RuntimePlace,
  purpose: 'announced' | 'blocked' = 'announced',
): AnnouncedStore {
  const file = runtimeFile(place, purpose)
  return {
    read: async () => {
      try {
        return parseAlertState(JSON.parse(file.read() ?? '[]'))
      } catch {
        return [] // Half written by a machine that went down: nothing that we know of was announced.
      }
    },
    write: async (state) => {
      try {
        file.write(JSON.stringify(state))
      } catch {
        // A runtime folder that is full or read-only: told again by the next run, which is better than never.
      }
    },
  }
}
