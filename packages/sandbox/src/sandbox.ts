/** `createSandbox`: puts the parts together and lets a program drive them without HTTP. */
import { randomBytes } from 'node:crypto'
import type { CallbackOutcome } from './callbacks/send-callback.ts'
import { type AppOrder, type AppView, parseAppOrder, putApp, appView } from './control/apps.ts'
import { callBack, type CallbackOrder, parseCallbackOrder } from './control/callbacks.ts'
import { createControlPlane } from './control/control-plane.ts'
import { describeState, type StateView } from './control/describe-state.ts'
import { addFault, parseFaultOrder } from './control/faults.ts'
import { boost, type InsightsOrder, type InsightsView, parseInsightsOrder } from './control/insights.ts'
import { parsePopulationOrder, populate, type PopulationView } from './control/population.ts'
import { parsePostOrder, plantPost, type PostOrder, type PostView } from './control/posts.ts'
import { parseRevokeOrder, type Revocation, revoke, type RevokeOrder } from './control/revoke.ts'
import { createSnapshots } from './control/snapshots.ts'
import {
  createToken,
  type NewToken,
  parseTokenOrder,
  type TokenOrder,
  type TokenView,
  tokenView,
} from './control/tokens.ts'
import { parseUserOrder, putUser, type UserOrder, type UserView, userView } from './control/users.ts'
import {
  type DeliveryView,
  deliveryViews,
  parseSubscriptionOrder,
  parseWebhookOrder,
  subscribe,
  type SubscriptionOrder,
  unsubscribe,
  verifyAndSubscribe,
  type WebhookOrder,
  type WebhookView,
  webhookView,
} from './control/webhooks.ts'
import { type CoverageReport, coverageReport } from './coverage/report.ts'
import { createHappenings } from './events/happening.ts'
import { createFaultQueue, type FaultOrder, type UnplayedFault } from './faults/fault-queue.ts'
import { startServer } from './http/server.ts'
import { createKeptPages } from './lists/kept-pages.ts'
import { createMediaStore } from './media/media-store.ts'
import type { PopulationOrder } from './population/population.ts'
import { createRandom } from './random.ts'
import { createRequestLog, type LoggedRequest } from './requests/request-log.ts'
import { emptyState, getApp } from './state/state.ts'
import { defaultPositions, parsePositions, type SwitchPositions, type Switches } from './switches/switches.ts'
import { createAlarms } from './time/alarms.ts'
import { type ClockMode, createClock, type SandboxClock } from './time/clock.ts'
import { announceHappenings } from './webhooks/announce.ts'
import { createUnderWay } from './webhooks/under-way.ts'
import type { World } from './world.ts'

export interface SandboxOptions {
  /** Default 0: any free one. */
  readonly port?: number
  /** Default `127.0.0.1`. */
  readonly host?: string
  /** Default `virtual`. */
  readonly clock?: ClockMode
  /** Where a virtual or frozen clock starts (ISO 8601 or epoch milliseconds); default the host's now. */
  readonly now?: string | number
  /** Ids, secrets, tokens and codes follow from it; default: a new one each time. */
  readonly seed?: string
  /** Default: one app with everything generated. The first is the default app. */
  readonly apps?: readonly AppOrder[]
  readonly users?: readonly UserOrder[]
  /** People and posts in any number, of which nothing is stored: each is made when it is read. Default: none. */
  readonly population?: PopulationOrder
  readonly posts?: readonly PostOrder[]
  readonly tokens?: readonly TokenOrder[]
  /** Subscriptions that count as verified: the receiver may start later. */
  readonly webhooks?: readonly SubscriptionOrder[]
  readonly faults?: readonly FaultOrder[]
  readonly switches?: Partial<SwitchPositions>
  /** `off`: no request is kept, for loads of which nobody reads the log. Default `on`: the last thousand. */
  readonly requestLog?: 'on' | 'off'
  /** For the callbacks to apps and for the media of posts; default the global one. */
  readonly fetch?: typeof globalThis.fetch
  /** The machine's clock, epoch milliseconds; default `Date.now`. */
  readonly hostNow?: () => number
}

/** A running Threads API. Its methods mirror the control plane under `/__sandbox/`. */
export interface Sandbox extends AsyncDisposable {
  /** Base URL, without a slash at its end; `THREADS_API_BASE_URL` for a program. */
  readonly url: string
  /** Of the default app. */
  readonly appId: string
  readonly appSecret: string
  readonly clock: SandboxClock
  readonly users: {
    /** Makes the user, or changes the one who has that name. */
    put(order: UserOrder): UserView
    list(): readonly UserView[]
  }
  /** The same as `users`. */
  readonly accounts: Sandbox['users']
  /**
   * Fills the sandbox with people and their posts. They are no testers: `users.put` makes one of them one.
   * @throws SandboxMistake when there is a population already.
   */
  populate(order: PopulationOrder): PopulationView
  /**
   * Sets numbers of a post, or adds to them; they go on growing from there. Returns those that it has now.
   * @throws SandboxMistake when there is no such post.
   */
  boost(order: InsightsOrder): InsightsView
  readonly posts: {
    /** Publishes as anybody, at any time of the past, without container and quota. */
    create(order: PostOrder): PostView
  }
  readonly apps: {
    /** Makes an app, or changes the one with that `app_id`. */
    put(order: AppOrder): AppView
    list(): readonly AppView[]
  }
  readonly tokens: {
    create(order: TokenOrder): NewToken
    /** Oldest first, dead ones too. */
    list(): readonly TokenView[]
  }
  readonly webhooks: {
    /** Asks the receiver for the challenge first. @throws SandboxMistake when it does not answer as it should. */
    subscribe(order: WebhookOrder): Promise<WebhookView>
    list(): readonly WebhookView[]
    /** All of them, or the one that is named. Returns how many were removed. */
    remove(subscriptionId?: string): number
    /** What was sent and will be, with every attempt: the last two hundred, oldest first. */
    deliveries(): readonly DeliveryView[]
    /** Resolves when everything that is due has been sent and answered. */
    settled(): Promise<void>
  }
  readonly faults: {
    add(order: FaultOrder): UnplayedFault
    unplayed(): readonly UnplayedFault[]
    /** Returns how many were unplayed. */
    clear(): number
  }
  readonly switches: Switches
  /** What was asked of the API, oldest first, redacted. */
  readonly requests: {
    list(): readonly LoggedRequest[]
    clear(): void
  }
  /** Resolves when the callbacks of a 458 have been answered. */
  revoke(order: RevokeOrder): Promise<Revocation>
  /** Sends a deauthorize or data-deletion callback. */
  callback(order: CallbackOrder): Promise<CallbackOutcome>
  state(): StateView
  coverage(): CoverageReport
  /** Keeps everything as it is; `restore` comes back to it. */
  snapshot(): string
  /** Default: the latest snapshot. */
  restore(id?: string): void
  /** As right after the start. */
  reset(): void
  /** Resolves when the port is free. */
  close(): Promise<void>
}

/**
 * Starts a sandbox.
 * @throws SandboxMistake for a wrong option; what Node throws when the port is taken.
 */
export async function createSandbox(options: SandboxOptions = {}): Promise<Sandbox> {
  const world = createWorld(options)
  furnish(world, options)
  announceHappenings(world)
  const snapshots = createSnapshots(world)
  const plane = createControlPlane(world, snapshots)
  const { port = 0, host = '127.0.0.1' } = options
  const server = await startServer(world, plane, { port, host })
  world.url = server.url
  const close = async (): Promise<void> => {
    world.alarms.close()
    await server.close()
  }
  const app = getApp(world.state, undefined)
  return {
    url: server.url,
    appId: app.appId,
    appSecret: app.appSecret,
    clock: world.clock,
    ...controls(world),
    snapshot: () => snapshots.take().id,
    restore: (id) => {
      snapshots.restore(id === undefined ? {} : { id })
    },
    reset: () => snapshots.reset(),
    close,
    [Symbol.asyncDispose]: close,
  }
}

function createWorld(options: SandboxOptions): World {
  const clock = createClock({
    ...(options.clock !== undefined && { mode: options.clock }),
    ...(options.now !== undefined && { now: options.now }),
    ...(options.hostNow !== undefined && { host: options.hostNow }),
  })
  return {
    clock,
    alarms: createAlarms(clock),
    random: createRandom(options.seed ?? randomBytes(16).toString('hex')),
    faults: createFaultQueue(),
    requests: createRequestLog(options.requestLog),
    happenings: createHappenings(),
    media: createMediaStore(),
    pages: createKeptPages(),
    webhooks: createUnderWay(),
    fetch: options.fetch ?? globalThis.fetch,
    url: '',
    state: emptyState(),
    switches: defaultPositions(),
  }
}

/** What is there from the start, and again after every reset. */
function furnish(world: World, options: SandboxOptions): void {
  world.switches = { ...world.switches, ...parsePositions({ ...options.switches }) }
  const { apps = [], users = [], population, posts = [], tokens = [], webhooks = [], faults = [] } = options
  for (const app of apps.length > 0 ? apps : [{}]) putApp(world, parseAppOrder(app, 'the app'))
  if (population) populate(world, parsePopulationOrder(population, 'the population'))
  for (const user of users) putUser(world, parseUserOrder(user, 'the user'))
  for (const post of posts) plantPost(world, parsePostOrder(post, 'the post'))
  for (const token of tokens) createToken(world, parseTokenOrder(token, 'the token'))
  for (const webhook of webhooks) subscribe(world, parseSubscriptionOrder(webhook, 'the webhook'))
  for (const fault of faults) addFault(world, parseFaultOrder(fault, 'the fault'))
}

type Controls = Pick<
  Sandbox,
  | 'users'
  | 'accounts'
  | 'populate'
  | 'posts'
  | 'boost'
  | 'apps'
  | 'tokens'
  | 'webhooks'
  | 'faults'
  | 'switches'
  | 'requests'
  | 'revoke'
  | 'callback'
  | 'state'
  | 'coverage'
>

function controls(world: World): Controls {
  const users = {
    put: (order: UserOrder) => putUser(world, parseUserOrder(order, 'the user')),
    list: () => [...world.state.users.values()].map(userView),
  }
  return {
    users,
    accounts: users,
    populate: (order) => populate(world, parsePopulationOrder(order, 'the population')),
    boost: (order) => boost(world, parseInsightsOrder(order, 'the numbers')),
    posts: { create: (order) => plantPost(world, parsePostOrder(order, 'the post')) },
    apps: {
      put: (order) => putApp(world, parseAppOrder(order, 'the app')),
      list: () => [...world.state.apps.values()].map(appView),
    },
    tokens: {
      create: (order) => createToken(world, parseTokenOrder(order, 'the token')),
      list: () => [...world.state.tokens.values()].map((token) => tokenView(world, token)),
    },
    webhooks: {
      subscribe: async (order) => verifyAndSubscribe(world, parseWebhookOrder(order, 'the webhook')),
      list: () => [...world.state.subscriptions.values()].map(webhookView),
      remove: (id) => unsubscribe(world, id === undefined ? {} : { subscription_id: id }).removed,
      deliveries: () => deliveryViews(world),
      settled: () => world.webhooks.settled(),
    },
    faults: {
      add: (order) => addFault(world, parseFaultOrder(order, 'the fault')),
      unplayed: () => world.faults.unplayed(),
      clear: () => world.faults.clear(),
    },
    switches: {
      all: () => ({ ...world.switches }),
      set: (change) => ({ ...(world.switches = { ...world.switches, ...parsePositions(change) }) }),
    },
    requests: { list: () => world.requests.list(), clear: () => world.requests.clear() },
    revoke: async (order) => revoke(world, parseRevokeOrder(order, 'the revocation')),
    callback: async (order) => callBack(world, parseCallbackOrder(order, 'the callback')),
    state: () => describeState(world),
    coverage: () => coverageReport(),
  }
}
