/**
 * Posts that go out while everything goes wrong: Meta's bad minutes, kills at every named place and at any moment, services
 * that are paused for longer than a lease, and an owner who changes her mind. The sandbox's clock is turned by leaps, so that
 * an hour of posts takes a minute; the processes are real.
 */
import { setTimeout as wait } from 'node:timers/promises'
import type { Post } from '../../packages/everthread/src/publisher/post.ts'
import { fillStore } from '../support/filled-folder.ts'
import { createSeededRandom, type SeededRandom } from '../support/seeded-random.ts'
import { readPosts } from '../support/store-place.ts'
import { type Outcome, type Told, VISIBLE } from './complaints.ts'
import { type Crew, type CrewOrder, startCrew } from './crew.ts'
import type { Field } from './field.ts'
import { type Owner, startOwner } from './owner.ts'
import { type PlanOrder, planPosts } from './plan-posts.ts'
import { readLive } from './read-live.ts'
import { badMinute } from './weather.ts'

export interface ChaosOrder extends PlanOrder, CrewOrder {
  readonly seed: number
  /** How often a service is paused. */
  readonly pauses: number
  /** How many posts their owner adds by command, while she edits and cancels others; none: she lets them be. */
  readonly added: number
}

export interface ChaosRun extends Outcome {
  readonly kills: ReadonlyMap<string, number>
  /** What the owner did, by the command. */
  readonly deeds: ReadonlyMap<string, number>
}

const TURN_MS = 250
const MOST_TURNS = 1_600

export async function runChaos(field: Field, order: ChaosOrder): Promise<ChaosRun> {
  const random = createSeededRandom(order.seed)
  const { wanted, accounts } = planPosts(field.sandbox, random, order)
  await fillStore(field.place, accounts)
  const usernames = accounts.map(({ member }) => member.username)
  await using crew = startCrew(field, random, order)
  await using owner = startOwner(field, { ...order, wanted, usernames })
  const lastAt = Math.max(...wanted.map(({ plannedAt }) => plannedAt))
  await liveThrough({ field, random, order, crew, owner, times: { from: field.sandbox.clock.now(), lastAt } })
  const told = (await readPosts(field.place)).map(toTold)
  const live = await readLive(field.sandbox, usernames)
  return { wanted: owner.wanted(), told, live, kills: crew.kills, deeds: owner.deeds }
}

interface World {
  readonly field: Field
  readonly random: SeededRandom
  readonly order: ChaosOrder
  readonly crew: Crew
  readonly owner: Owner
  /** Of the plan. When the last post's time has come all grows calm, so that what can still go out does. */
  readonly times: { readonly from: number; readonly lastAt: number }
}

async function liveThrough(world: World): Promise<void> {
  const { field, random, crew, owner, times } = world
  const { clock } = field.sandbox
  for (let turn = 0; turn < MOST_TURNS; turn += 1) {
    await wait(TURN_MS)
    // However slow the machine is: time, and what goes wrong in it, are for those who are there.
    const isUp = crew.isUp()
    const isOver = clock.now() > times.lastAt
    if (isOver) calmDown(world)
    else if (isUp) mischief(world)
    await crew.replaceEnded()
    const isCalm = isOver && owner.isDone() && crew.isAwake()
    if (isUp) clock.advance((1 + random.integer(isCalm ? 60 : 4)) * 1000)
    if (isCalm && turn % 4 === 0 && (await isSettled(field))) return
  }
}

function mischief({ field: { sandbox }, random, order, crew, times: { from, lastAt } }: World): void {
  if (random.integer(4) === 0) badMinute(sandbox, random)
  if (random.integer(16) === 0) crew.killOne()
  const pausesByNow = Math.floor((order.pauses + 1) * ((sandbox.clock.now() - from) / (lastAt - from)))
  if (crew.pauses() < pausesByNow) crew.pauseOne()
}

function calmDown({ field: { sandbox }, crew, owner }: World): void {
  sandbox.faults.clear()
  crew.disarm()
  owner.finish()
}

async function isSettled({ place }: Field): Promise<boolean> {
  const posts = await readPosts(place)
  return posts.every(({ state }) => state === 'cancelled' || VISIBLE.includes(state))
}

function toTold({ id, state, parts }: Post): Told {
  const mediaIds = parts.map((part) => (part.state === 'published' ? part.as.mediaId : undefined))
  return { id, state, mediaIds }
}
