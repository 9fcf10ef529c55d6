/** A place that a token is delivered to. The `.env` file is the first kind; others come later. */
import type { Secret } from '@everthread/client'
import type { Reason } from '../keeper/reasons.ts'

export type SinkContent =
  | { readonly kind: 'token'; readonly token: Secret }
  | { readonly kind: 'empty' }
  | { readonly kind: 'missing' }
  | { readonly kind: 'unreadable'; readonly reason: Reason; readonly detail: string }

/** Of a place whose reading throws where it cannot be read. */
export type ReadableContent = Exclude<SinkContent, { kind: 'unreadable' }>

export type SinkWrite =
  | { readonly kind: 'written' }
  | { readonly kind: 'unchanged' }
  | { readonly kind: 'failed'; readonly reason: Reason; readonly detail: string }

export interface TokenSink {
  read(): SinkContent
  /** All or nothing: after a failure the sink holds what it held. */
  write(token: Secret): SinkWrite
  /** Keeps every other Everthread on this machine off the sink meanwhile; `locked` after a minute of waiting in vain. */
  locked<T>(work: () => Promise<T>): Promise<Locked<T>>
}

export type Locked<T> = { readonly kind: 'done'; readonly value: T } | { readonly kind: 'locked' }
