/** From what happens to posts to what apps are told: every subscription, every user whom it concerns, one delivery each. */
import { type Delivery, FIELD_ROWS, type Subscription, type WebhookField } from '../entities/webhook.ts'
import type { Happening } from '../events/happening.ts'
import { DIGITS } from '../random.ts'
import { SECOND } from '../time/duration.ts'
import { durationOf } from '../time/clock.ts'
import type { World } from '../world.ts'
import { audienceOf, type Member } from './audience.ts'
import { enqueue } from './deliver.ts'
import { type Notice, NOTICES } from './notice.ts'
import { payloadJson } from './payload-json.ts'

/** For as long as the world lives. */
export function announceHappenings(world: World): void {
  world.happenings.listen((happening) => {
    for (const subscription of world.state.subscriptions.values()) {
      for (const field of subscription.fields) announce(world, happening, { subscription, field })
    }
  })
}

interface Channel {
  readonly subscription: Subscription
  readonly field: WebhookField
}

function announce(world: World, happening: Happening, channel: Channel): void {
  for (const member of audienceOf(world, channel.subscription, channel.field)) {
    const notice = NOTICES[channel.field](world, happening, member)
    if (notice) enqueue(world, newDelivery(world, channel, { member, notice }))
  }
}

function newDelivery(
  world: World,
  { subscription, field }: Channel,
  { member, notice }: { readonly member: Member; readonly notice: Notice },
): Delivery {
  const dueAt = world.clock.now() + delayOf(world)
  const envelope = {
    app_id: subscription.appId,
    topic: FIELD_ROWS[field].topic,
    target_id: notice.targetId,
    time: Math.floor(dueAt / SECOND),
    subscription_id: subscription.id,
    has_uid_field: false,
    values: { value: notice.value, field },
  }
  return {
    id: `delivery-${world.random.text(8, DIGITS)}`,
    subscription,
    field,
    userId: member.user.id,
    body: payloadJson(envelope),
    firstDueAt: dueAt,
    attempts: [],
    fate: { kind: 'waiting', dueAt },
  }
}

function delayOf({ switches, random }: World): number {
  return switches.webhookDelay === 'random'
    ? SECOND + random.below(3 * SECOND)
    : durationOf(switches.webhookDelay)
}
