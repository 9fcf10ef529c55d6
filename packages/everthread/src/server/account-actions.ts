/** What can be done with accounts. Whoever starts the service brings the doing; this is what the API asks of it. */
import type { Secret } from '@everthread/client'
import type { Removed } from '../account/remove-account.ts'
import type { Profile } from '../keeper/api.ts'
import type { Reason } from '../keeper/reasons.ts'
import type { Round } from '../keeper/round.ts'

export interface AccountActions {
  /** One round of the keeper, now. `renew` skips the window and the back-off, never the 24 hours. */
  keep(accountId: string, wish: 'look' | 'renew'): Promise<Round | Busy>
  /** Makes an earlier token current again: the newest one that works, or the one of this number. */
  rollBack(accountId: string, to: number | undefined): Promise<RolledBack | Busy>
  /** Takes a token over that somebody pasted. */
  adopt(token: Secret): Promise<Taken>
  /** Takes over what a browser login ended in. */
  connect(grant: Grant): Promise<Taken>
  remove(accountId: string): Promise<Removed | Busy>
  /** The Threads app, as far as it is known. */
  findApp(): Promise<App>
}

/** Another process is at work on the account, for longer than a minute. */
export type Busy = 'busy'

export interface App {
  readonly id?: string | undefined
  readonly secret?: Secret | undefined
}

/** What Threads sent the browser back with. */
export interface Grant {
  readonly code: Secret
  readonly redirectUri: string
}

export type Taken =
  | { readonly kind: 'taken'; readonly accountId: string; readonly isNew: boolean }
  /** Dead, or of no use. */
  | { readonly kind: 'refused'; readonly reason: Reason; readonly profile?: Profile | undefined }
  | { readonly kind: 'unclear'; readonly reason: Reason }
  /** Said in full already: of a login. */
  | { readonly kind: 'failed'; readonly message: string; readonly remedy?: string | undefined }

export type RolledBack =
  | { readonly kind: 'rolled_back'; readonly from: number; readonly number: number }
  | { readonly kind: 'none_works'; readonly tried: readonly { readonly isDead: boolean }[] }
