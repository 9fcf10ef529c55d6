/** What an app wants to be told of, and what it was told (threads-api.md §7). */
import type { Scope } from './scopes.ts'

export const WEBHOOK_FIELDS = ['replies', 'delete', 'mentions', 'publish'] as const

export type WebhookField = (typeof WEBHOOK_FIELDS)[number]

export interface FieldRow {
  readonly topic: 'moderate' | 'interaction'
  /** What a living token of the user whom it concerns must allow the app. */
  readonly scopes: readonly Scope[]
}

export const FIELD_ROWS: Readonly<Record<WebhookField, FieldRow>> = {
  replies: { topic: 'moderate', scopes: ['threads_basic', 'threads_read_replies'] },
  delete: { topic: 'moderate', scopes: ['threads_basic', 'threads_delete'] },
  mentions: { topic: 'interaction', scopes: ['threads_basic', 'threads_manage_mentions'] },
  publish: { topic: 'interaction', scopes: ['threads_basic'] },
}

export interface Subscription {
  readonly id: string
  readonly appId: string
  readonly url: string
  readonly fields: readonly WebhookField[]
}

/** One try to deliver. `status` is absent where no answer came, and `reason` says why. */
export interface DeliveryAttempt {
  readonly at: number
  readonly status?: number
  readonly reason?: string
}

export interface Delivery {
  readonly id: string
  readonly subscription: Subscription
  readonly field: WebhookField
  /** Whom it concerns. */
  readonly userId: string
  /** The very text that is sent and signed. */
  readonly body: string
  readonly firstDueAt: number
  readonly attempts: readonly DeliveryAttempt[]
  readonly fate:
    | { readonly kind: 'waiting'; readonly dueAt: number }
    | { readonly kind: 'delivered' }
    | { readonly kind: 'given_up' }
}
