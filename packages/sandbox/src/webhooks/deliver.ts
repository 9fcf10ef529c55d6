/**
 * Notices on their way to apps.
 *
 * | fate | what is true | entered by | left by |
 * | --- | --- | --- | --- |
 * | `waiting` | it is sent when the clock reads `dueAt` | a notice; an attempt without 2xx | the next attempt |
 * | `delivered` | the app answered 2xx | an attempt | never |
 * | `given_up` | 36 hours of attempts are over | the last attempt | never |
 *
 * A snapshot that is restored in the middle of an attempt makes it again: Meta too delivers at least once.
 */
import { callApp } from '../callbacks/call-app.ts'
import type { Delivery, DeliveryAttempt } from '../entities/webhook.ts'
import { getApp } from '../state/state.ts'
import type { World } from '../world.ts'
import { retryAt } from './retry-plan.ts'
import { signatureOf } from './signature.ts'

/** So many are kept; the oldest are forgotten first. */
const KEPT = 200

export function enqueue(world: World, delivery: Delivery): void {
  const { deliveries } = world.state
  deliveries.set(delivery.id, delivery)
  for (const id of deliveries.keys()) {
    if (deliveries.size <= KEPT) break
    deliveries.delete(id)
  }
  arm(world, delivery)
}

/** After a snapshot was restored, which silences every alarm. */
export function resumeDeliveries(world: World): void {
  for (const delivery of world.state.deliveries.values()) arm(world, delivery)
}

function arm(world: World, delivery: Delivery): void {
  if (delivery.fate.kind !== 'waiting') return
  world.alarms.at(delivery.fate.dueAt, () => world.webhooks.add(attempt(world, delivery)))
}

async function attempt(world: World, delivery: Delivery): Promise<void> {
  const at = world.clock.now()
  const answer = await send(world, delivery)
  // Forgotten, or of a state that is no more.
  if (world.state.deliveries.get(delivery.id) !== delivery) return
  const made: DeliveryAttempt =
    answer.kind === 'answered' ? { at, status: answer.status } : { at, reason: answer.reason }
  const attempts = [...delivery.attempts, made]
  const next = { ...delivery, attempts, fate: fateAfter(delivery.firstDueAt, attempts) }
  world.state.deliveries.set(delivery.id, next)
  arm(world, next)
}

function send(world: World, { body, subscription }: Delivery): ReturnType<typeof callApp> {
  const app = getApp(world.state, subscription.appId)
  const secret = world.switches.webhookSecret === 'threads' ? app.appSecret : app.metaAppSecret
  return callApp(world, subscription.url, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'x-hub-signature-256': signatureOf(body, secret) },
    body,
  })
}

function fateAfter(firstDueAt: number, attempts: readonly DeliveryAttempt[]): Delivery['fate'] {
  const status = attempts.at(-1)?.status
  if (status !== undefined && status >= 200 && status < 300) return { kind: 'delivered' }
  const dueAt = retryAt(firstDueAt, attempts.length)
  return dueAt === undefined ? { kind: 'given_up' } : { kind: 'waiting', dueAt }
}
