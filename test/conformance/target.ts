/** Whom the suite questions: the sandbox, or Meta. */
import type { Secret, Transport } from '@everthread/client'

/** What changes something that people can see, or cannot be taken back. Never without being asked for. */
export type Effect = 'publish' | 'renew'

export interface Target extends AsyncDisposable {
  readonly name: 'sandbox' | 'meta'
  readonly transport: Transport & { readonly baseUrl: string }
  /** Long-lived, with as many scopes as there are. */
  readonly token: Secret
  readonly app: TargetApp | undefined
  readonly allowed: ReadonlySet<Effect>
  readonly known: Known
  /** Notes that there is a post to delete at the end. */
  published(mediaId: string): void
  /** Takes care of a renewed token: the old one may have died of the renewal. */
  keep(renewed: Secret): void
  /** Lets so much time pass. */
  wait(ms: number): Promise<void>
}

export interface TargetApp {
  readonly clientId: string
  readonly clientSecret: Secret
}

/** What there is to ask about. A call whose object is not there is not made. */
export interface Known {
  /** A post of the token's user. */
  readonly mediaId?: string | undefined
  /** The same post's. */
  readonly permalink?: string | undefined
  /** Somebody else's reply to it. */
  readonly replyId?: string | undefined
  /** Somebody else's reply that waits for approval. */
  readonly pendingReplyId?: string | undefined
  readonly locationId?: string | undefined
  readonly publicUsername?: string | undefined
  /** Of a picture that the API can fetch. */
  readonly imageUrl?: string | undefined
  readonly shortToken?: Secret | undefined
  readonly login?: { readonly code: Secret; readonly redirectUri: string } | undefined
}
