/** The announced steps of an account, in its row. */
import { parseAlertState } from '../alerts/incidents.ts'
import type { AnnouncedStore } from '../alerts/notices.ts'
import type { Installation } from '../service/installation.ts'
import { findAccount, updateAccount } from '../store/accounts.ts'

export function announcedIn({ store }: Installation, accountId: string): AnnouncedStore {
  return {
    read: async () => parseAlertState((await findAccount(store.db, accountId))?.announced),
    write: (announced) => updateAccount(store.db, accountId, { announced }),
  }
}
