/** `POST webhooks`: what an app's owner subscribes to in Meta's dashboard, and what was sent since. */
import { type Delivery, type Subscription, WEBHOOK_FIELDS, type WebhookField } from '../entities/webhook.ts'
import { SandboxMistake } from '../mistake.ts'
import { DIGITS } from '../random.ts'
import { getApp, userOf } from '../state/state.ts'
import { toIso } from '../time/host.ts'
import { verifySubscription } from '../webhooks/verify-subscription.ts'
import type { World } from '../world.ts'
import { requireUrl } from './apps.ts'
import { list, object, oneOf, optional, type Parser, text } from './shape.ts'

/** What a subscription is: an option of `createSandbox`, an entry of a seed file. There it counts as verified. */
export interface SubscriptionOrder {
  readonly url: string
  readonly fields: readonly WebhookField[]
  /** Default the first app. */
  readonly app_id?: string
}

/** `POST webhooks`. The same app and URL again: its fields are changed. */
export interface WebhookOrder extends SubscriptionOrder {
  /** What the receiver is asked to recognise before anything is sent to it. */
  readonly verify_token: string
}

const SUBSCRIPTION = { url: text, fields: list(oneOf(WEBHOOK_FIELDS)), app_id: optional(text) }

export const parseSubscriptionOrder: Parser<SubscriptionOrder> = object(SUBSCRIPTION)

export const parseWebhookOrder: Parser<WebhookOrder> = object({ ...SUBSCRIPTION, verify_token: text })

/** A subscription as the control plane shows it. */
export interface WebhookView {
  readonly subscription_id: string
  readonly app_id: string
  readonly url: string
  readonly fields: readonly WebhookField[]
}

/** @throws SandboxMistake when the receiver does not pass the verification; then nothing is subscribed. */
export async function verifyAndSubscribe(world: World, order: WebhookOrder): Promise<WebhookView> {
  requireUrl(order.url)
  await verifySubscription(world, order)
  return subscribe(world, order)
}

export function subscribe(world: World, order: SubscriptionOrder): WebhookView {
  requireUrl(order.url)
  const { appId } = getApp(world.state, order.app_id)
  const { subscriptions } = world.state
  const known = [...subscriptions.values()].find((one) => one.appId === appId && one.url === order.url)
  const id = known?.id ?? world.random.text(15, DIGITS)
  const subscription = { id, appId, url: order.url, fields: [...new Set(order.fields)] }
  subscriptions.set(id, subscription)
  return webhookView(subscription)
}

/** `DELETE webhooks`: one, or all of them. What is on its way is sent all the same. */
export interface UnsubscribeOrder {
  readonly subscription_id?: string
}

export const parseUnsubscribeOrder: Parser<UnsubscribeOrder> = object({ subscription_id: optional(text) })

export function unsubscribe(
  { state }: World,
  { subscription_id: id }: UnsubscribeOrder,
): { removed: number } {
  const doomed = id === undefined ? [...state.subscriptions.keys()] : [id]
  const removed = doomed.filter((one) => state.subscriptions.delete(one)).length
  if (id !== undefined && removed === 0) throw new SandboxMistake(`there is no subscription "${id}"`)
  return { removed }
}

export function webhookView({ id, appId, url, fields }: Subscription): WebhookView {
  return { subscription_id: id, app_id: appId, url, fields }
}

/** A delivery as the control plane shows it. */
export interface DeliveryView {
  readonly id: string
  readonly subscription_id: string
  readonly url: string
  readonly field: WebhookField
  /** Whom it concerns. */
  readonly user: string
  readonly state: Delivery['fate']['kind']
  /** While it is `waiting`. */
  readonly next_attempt_at?: string
  readonly attempts: readonly AttemptView[]
  /** The raw bytes that are sent and signed. */
  readonly body: string
}

interface AttemptView {
  readonly at: string
  readonly status?: number
  /** Where no answer came. */
  readonly reason?: string
}

export function deliveryView({ state }: World, delivery: Delivery): DeliveryView {
  const { id, subscription, field, fate, attempts, body } = delivery
  return {
    id,
    subscription_id: subscription.id,
    url: subscription.url,
    field,
    user: userOf(state, delivery).username,
    state: fate.kind,
    ...(fate.kind === 'waiting' && { next_attempt_at: toIso(fate.dueAt) }),
    attempts: attempts.map((attempt) => ({ ...attempt, at: toIso(attempt.at) })),
    body,
  }
}

/** Oldest first. */
export function deliveryViews(world: World): readonly DeliveryView[] {
  return Array.from(world.state.deliveries.values(), (delivery) => deliveryView(world, delivery))
}
