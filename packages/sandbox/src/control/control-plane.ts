/** The control plane: JSON under `/__sandbox/` (DESIGN §7). A thin layer of HTTP over the methods of `Sandbox`. */
import { coverageReport } from '../coverage/report.ts'
import { parsePositions } from '../switches/switches.ts'
import { SWITCH_TABLE } from '../switches/switch-table.ts'
import type { World } from '../world.ts'
import { addFault, parseFaultOrder } from './faults.ts'
import { appView, parseAppOrder, putApp } from './apps.ts'
import { callBack, parseCallbackOrder } from './callbacks.ts'
import { clockView, moveClock, parseClockOrder } from './clock.ts'
import { containerViews } from './containers.ts'
import { describeState } from './describe-state.ts'
import { boost, parseInsightsOrder } from './insights.ts'
import { listPosts, parsePostsQuery } from './list-posts.ts'
import { parsePopulationOrder, populate } from './population.ts'
import { parsePostOrder, plantPost } from './posts.ts'
import { parseRevokeOrder, revoke } from './revoke.ts'
import { record } from './shape.ts'
import { parseRestoreOrder, type Snapshots } from './snapshots.ts'
import { createToken, parseTokenOrder, tokenView } from './tokens.ts'
import { parseUserOrder, putUser, userView } from './users.ts'
import {
  deliveryViews,
  parseUnsubscribeOrder,
  parseWebhookOrder,
  unsubscribe,
  verifyAndSubscribe,
  webhookView,
} from './webhooks.ts'

/** One control call: from the parsed JSON body (an empty one is `{}`; of a GET the query) to the answer. */
export type ControlCall = (body: unknown) => object | Promise<object>

/** Keys are `METHOD name`, after `/__sandbox/`. */
export type ControlPlane = ReadonlyMap<string, ControlCall>

export function createControlPlane(world: World, snapshots: Snapshots): ControlPlane {
  return new Map<string, ControlCall>([
    ['GET clock', () => clockView(world.clock)],
    ['POST clock', (body) => moveClock(world, parseClockOrder(body, 'the call'))],
    ['GET users', () => ({ users: [...world.state.users.values()].map(userView) })],
    ['POST users', (body) => putUser(world, parseUserOrder(body, 'the call'))],
    ['POST population', (body) => populate(world, parsePopulationOrder(body, 'the call'))],
    ['POST insights', (body) => boost(world, parseInsightsOrder(body, 'the call'))],
    ['GET posts', (query) => ({ posts: listPosts(world, parsePostsQuery(query, 'the query')) })],
    ['POST posts', (body) => plantPost(world, parsePostOrder(body, 'the call'))],
    [
      'GET tokens',
      () => ({ tokens: [...world.state.tokens.values()].map((token) => tokenView(world, token)) }),
    ],
    ['POST tokens', (body) => createToken(world, parseTokenOrder(body, 'the call'))],
    ['POST revoke', (body) => revoke(world, parseRevokeOrder(body, 'the call'))],
    ['GET apps', () => ({ apps: [...world.state.apps.values()].map(appView) })],
    ['POST apps', (body) => putApp(world, parseAppOrder(body, 'the call'))],
    ['POST callbacks', (body) => callBack(world, parseCallbackOrder(body, 'the call'))],
    ['GET webhooks', () => ({ webhooks: [...world.state.subscriptions.values()].map(webhookView) })],
    ['POST webhooks', (body) => verifyAndSubscribe(world, parseWebhookOrder(body, 'the call'))],
    ['DELETE webhooks', (body) => unsubscribe(world, parseUnsubscribeOrder(body, 'the call'))],
    ['GET deliveries', () => ({ deliveries: deliveryViews(world) })],
    ['GET containers', () => ({ containers: containerViews(world) })],
    ['GET faults', () => ({ faults: world.faults.unplayed() })],
    ['POST faults', (body) => addFault(world, parseFaultOrder(body, 'the call'))],
    ['DELETE faults', () => ({ cleared: world.faults.clear() })],
    ['GET switches', () => ({ switches: world.switches, table: SWITCH_TABLE })],
    ['POST switches', (body) => setSwitches(world, body)],
    ['POST snapshot', () => snapshots.take()],
    ['POST restore', (body) => snapshots.restore(parseRestoreOrder(body, 'the call'))],
    ['POST reset', () => reset(world, snapshots)],
    ['GET state', () => describeState(world)],
    ['GET requests', () => ({ requests: world.requests.list() })],
    ['DELETE requests', () => clearRequests(world)],
    ['GET coverage', () => coverageReport()],
  ])
}

function setSwitches(world: World, body: unknown): object {
  world.switches = { ...world.switches, ...parsePositions(record(body, 'the call')) }
  return { switches: world.switches }
}

function clearRequests({ requests }: World): object {
  const cleared = requests.count()
  requests.clear()
  return { cleared }
}

function reset(world: World, snapshots: Snapshots): object {
  snapshots.reset()
  return clockView(world.clock)
}
