/** What a person should hear of: one shape everywhere (`--notify`, server-sent events, alerts). DESIGN §5. */
import type { Reason } from '../keeper/reasons.ts'
import type { PostReason } from '../publisher/post-reasons.ts'

export const EVENT_NAMES = [
  'token-adopted',
  'token-renewed',
  'token-exchanged',
  'renewal-overdue', // the planned time was missed by 48 hours
  'expires-in-14-days',
  'expires-in-7-days',
  'expires-in-3-days',
  'expires-in-1-day',
  'data-access-expires', // the grant's 90 days run out and only a person can extend them
  'needs-person', // a clear refusal, confirmed
  'token-dead',
  'keeper-blocked', // no round can come about: the data folder, its key or the file
  'sink-failed', // renewed, but not written
  'consumer-unproven', // written, but the application does not show that it took it
  'clock-skew',
  'queue-paused', // Meta restricts the account, and nothing more of it goes out
  'post-held',
  'post-needs-review',
  'post-failed',
  'account-removed', // its owner asked Meta to have the data deleted
  'recovered',
] as const

export type EventName = (typeof EVENT_NAMES)[number]

export type Severity = 'info' | 'warning' | 'critical'

export interface EventPost {
  readonly id: string
  /** Which part is meant, from 1. */
  readonly position?: number
}

export interface EverthreadEvent {
  readonly schema: 'everthread/event@1'
  readonly id: string
  /** ISO 8601, UTC. */
  readonly at: string
  readonly event: EventName
  readonly severity: Severity
  readonly account: { readonly id?: string; readonly username?: string }
  /** Of what happened to one post. */
  readonly post?: EventPost
  readonly reason: Reason | PostReason
  readonly message: string
  /** What the person can do; absent when there is nothing to do. */
  readonly remedy?: string
  /** Where it can be done. */
  readonly url?: string
}
