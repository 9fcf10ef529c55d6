/** `GET state`: everything that the sandbox knows. Its tokens are its own, so they are shown. */
import type { UnplayedFault } from '../faults/fault-queue.ts'
import type { SwitchPositions } from '../switches/switches.ts'
import { toIso } from '../time/host.ts'
import type { World } from '../world.ts'
import { type AppView, appView } from './apps.ts'
import { type ClockView, clockView } from './clock.ts'
import { type ContainerView, containerViews } from './containers.ts'
import { type PopulationView, populationView } from './population.ts'
import { type QuotaView, quotaViews } from './quotas.ts'
import { type TokenView, tokenView } from './tokens.ts'
import { type UserView, userView } from './users.ts'
import { type DeliveryView, deliveryViews, type WebhookView, webhookView } from './webhooks.ts'

/** `GET state`. */
export interface StateView {
  readonly schema: 'everthread-sandbox/state@1'
  readonly url: string
  readonly clock: ClockView
  readonly apps: readonly AppView[]
  /** Those that were made or changed. */
  readonly users: readonly UserView[]
  /** Absent when there is none. */
  readonly population?: PopulationView
  /** Oldest first. */
  readonly tokens: readonly TokenView[]
  readonly codes: readonly CodeView[]
  /** The last hundred, newest first. */
  readonly containers: readonly ContainerView[]
  readonly quotas: readonly QuotaView[]
  readonly webhooks: readonly WebhookView[]
  /** What apps were told, and will be: the last two hundred, oldest first. */
  readonly deliveries: readonly DeliveryView[]
  readonly faults: readonly UnplayedFault[]
  readonly switches: Readonly<SwitchPositions>
  /** How many calls of the API were made. */
  readonly requests: number
}

interface CodeView {
  readonly code: string
  readonly app: string
  readonly user: string
  readonly redirect_uri: string
  readonly expires_at: string
  readonly used: boolean
}

export function describeState(world: World): StateView {
  const { state } = world
  return {
    schema: 'everthread-sandbox/state@1',
    url: world.url,
    clock: clockView(world.clock),
    apps: [...state.apps.values()].map(appView),
    users: [...state.users.values()].map(userView),
    ...(state.population && { population: populationView(state.population) }),
    tokens: [...state.tokens.values()].map((token) => tokenView(world, token)),
    codes: [...state.codes.values()].map((code) => ({
      code: code.value,
      app: code.appId,
      user: code.userId,
      redirect_uri: code.redirectUri,
      expires_at: toIso(code.expiresAt),
      used: code.used,
    })),
    containers: containerViews(world),
    quotas: quotaViews(world),
    webhooks: [...state.subscriptions.values()].map(webhookView),
    deliveries: deliveryViews(world),
    faults: world.faults.unplayed(),
    switches: { ...world.switches },
    requests: world.requests.count(),
  }
}
