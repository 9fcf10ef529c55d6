/**
 * The owner of the posts at the command line, while the services that publish them are killed: she adds posts, edits, cancels,
 * pauses, resumes, and some of her commands are killed too. What a command said that it did holds from then on; after one
 * that was killed she looks.
 */
import { setTimeout as wait } from 'node:timers/promises'
import { PUBLISHING_CRASH_POINTS } from '../../packages/everthread/src/keeper/crash-point.ts'
import { createSeededRandom, type SeededRandom } from '../support/seeded-random.ts'
import { lapseLeasesOf, readPosts } from '../support/store-place.ts'
import type { Wanted } from './complaints.ts'
import type { Field } from './field.ts'
import { seenInAnswer, seenInStore, type SeenPost, wantedAfter, wantedAtFirst } from './seen-post.ts'

export interface Owner extends AsyncDisposable {
  /** As she left them. */
  wanted(): readonly Wanted[]
  /** By the command, and how many were killed. */
  readonly deeds: ReadonlyMap<string, number>
  /** She begins nothing more. */
  finish(): void
  isDone(): boolean
}

export interface OwnerOrder {
  readonly wanted: readonly Wanted[]
  readonly usernames: readonly string[]
  /** How many posts she adds; none: she does nothing at all. */
  readonly added: number
  readonly seed: number
}

/** Of sandbox's time: a service may have read the account just before a command changed it, and believes that for a second. */
const LOOPS_KNOW_MS = 30_000

/** No command takes so long. */
const LONGEST_MS = 60_000

/** In which she lets a queue stand still, so that something is held. */
const PAUSE_MS = 1_500

export function startOwner(field: Field, order: OwnerOrder): Owner {
  const desk: Desk = {
    ...order,
    field,
    random: createSeededRandom(order.seed + 1_000),
    posts: new Map(order.wanted.map((one) => [one.id, one])),
    deeds: new Map(),
    toAdd: order.added,
    isOver: order.added === 0,
  }
  let isDone = desk.isOver
  const live = async (): Promise<void> => {
    try {
      while (!desk.isOver) for (const deed of desk.random.shuffled(DEEDS)) await deed(desk)
    } finally {
      isDone = true
    }
  }
  const living = live()
  return {
    wanted: () => [...desk.posts.values()],
    deeds: desk.deeds,
    finish: () => {
      desk.isOver = true
    },
    isDone: () => isDone,
    [Symbol.asyncDispose]: async () => {
      desk.isOver = true
      await living
    },
  }
}

interface Desk extends OwnerOrder {
  readonly field: Field
  readonly random: SeededRandom
  readonly posts: Map<string, Wanted>
  readonly deeds: Map<string, number>
  toAdd: number
  isOver: boolean
}

/** However slow the machine is, she does each of these once. */
const DEEDS = [add, addNow, edit, edit, cancel, holdForAWhile]

async function add(desk: Desk): Promise<void> {
  const { random, field } = desk
  await addPost(desk, ['--at', soon(field, random)], maybeKilled(desk))
}

/** Where no service has been heard of for a while, the command publishes by itself. It is killed at a step, or soon. */
async function addNow(desk: Desk): Promise<void> {
  const { random } = desk
  const [armedAt] = random.shuffled(PUBLISHING_CRASH_POINTS)
  await addPost(desk, ['--now'], { armedAt, killedAfterMs: 500 + random.integer(3_000) })
}

async function addPost(desk: Desk, when: readonly string[], kill: Kill): Promise<void> {
  if (desk.toAdd === 0) return edit(desk)
  desk.toAdd -= 1
  const username = somebody(desk)
  const text = `${username}, added ${desk.toAdd}`
  const seen = await command(desk, ['post', '--account', username, ...when, text], kill)
  const since = knownSince(desk)
  const added = seen === 'look' ? await look(desk, ({ texts }) => texts[0] === text) : seen
  for (const one of added) desk.posts.set(one.id, wantedAtFirst(username, one, since))
}

async function edit(desk: Desk): Promise<void> {
  const { random, field } = desk
  const post = somePost(desk)
  if (!post) return
  const words = post.texts.map(
    (_, index) => `${post.username}, ${post.id}, part ${index + 1}, ${soon(field, random)}`,
  )
  const args = ['edit', post.id, '--at', soon(field, random), words.join('\n---\n')]
  await change(desk, post, args)
}

async function cancel(desk: Desk): Promise<void> {
  const post = somePost(desk)
  if (post) await change(desk, post, ['cancel', post.id])
}

function somebody({ random, usernames }: Desk): string {
  return random.shuffled(usernames)[0] ?? ''
}

/** Of those that are still to go out, as far as she can tell. */
function somePost({ posts, random, field }: Desk): Wanted | undefined {
  const now = field.sandbox.clock.now()
  const open = [...posts.values()].filter((one) => one.cancelledAfter === undefined && one.plannedAt > now)
  return random.shuffled(open)[0]
}

async function change(desk: Desk, { id }: Wanted, args: readonly string[]): Promise<void> {
  const seen = await command(desk, args, maybeKilled(desk))
  learn(desk, seen === 'look' ? await look(desk, (one) => one.id === id) : seen)
}

async function holdForAWhile(desk: Desk): Promise<void> {
  const { random } = desk
  const account = ['--account', somebody(desk)]
  await command(desk, ['queue', 'pause', ...account])
  await wait(PAUSE_MS)
  await command(desk, ['queue', 'open', ...account])
  const how = random.integer(4) === 0 ? '--skip' : '--now'
  const seen = await command(desk, ['resume', ...account, how])
  if (seen !== 'look') learn(desk, seen)
}

function learn(desk: Desk, seen: readonly SeenPost[]): void {
  for (const one of seen) {
    const before = desk.posts.get(one.id)
    if (before) desk.posts.set(one.id, wantedAfter(before, one, knownSince(desk)))
  }
}

interface Kill {
  readonly armedAt?: string | undefined
  readonly killedAfterMs?: number
}

function maybeKilled({ random }: Desk): Kill {
  return random.integer(5) === 0 ? { killedAfterMs: random.integer(500) } : {}
}

/** What it says that it did; `look` where it was killed before it could say so. */
async function command(desk: Desk, args: readonly string[], kill: Kill = {}): Promise<SeenPost[] | 'look'> {
  const { field, deeds } = desk
  const running = field.startCommand([...args, '--json'], kill.armedAt)
  const timer = setTimeout(() => running.kill('SIGKILL'), kill.killedAfterMs ?? LONGEST_MS)
  const { stdout, signal } = await running.ended
  clearTimeout(timer)
  for (const name of [args[0] ?? '', ...(signal === 'SIGKILL' ? ['killed'] : [])])
    deeds.set(name, (deeds.get(name) ?? 0) + 1)
  if (signal !== 'SIGKILL') return args[0] === 'queue' ? [] : seenInAnswer(stdout)
  await lapseLeasesOf(field.place, running.pid)
  return 'look'
}

async function look({ field }: Desk, which: (post: SeenPost) => boolean): Promise<SeenPost[]> {
  return (await readPosts(field.place)).map(seenInStore).filter(which)
}

function knownSince({ field }: Desk): number {
  return field.sandbox.clock.now() + LOOPS_KNOW_MS
}

/** An instant that is still to come when a service hears of it. */
function soon({ sandbox }: Field, random: SeededRandom): string {
  return new Date(sandbox.clock.now() + 45_000 + random.integer(45_000)).toISOString()
}
