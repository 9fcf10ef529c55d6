/**
 * A publisher with everything real: the test keeper's data folder and sandbox, posts in its store, and time that jumps from
 * one due row to the next. For tests.
 */
import { createHash } from 'node:crypto'
import { listReplies, listThreads, Secret } from '@everthread/client'
import { advanceAccount } from './advance-account.ts'
import {
  createInsightBatches,
  type InsightBatches,
  insightLaneDeps,
  noteFirstReads,
} from './insight-lane-deps.ts'
import { createBatches, type Batches, type PostSurroundings, postLaneDeps } from './post-lane-deps.ts'
import { createTestKeeper, type TestAccount, type TestKeeper, type TestKeeperOptions } from './test-keeper.ts'
import { type CrashPoint, noCrash } from '../keeper/crash-point.ts'
import { createHttpFetch } from '../net/http-fetch.ts'
import type { PartContent } from '../publisher/content.ts'
import type { PostHappening } from '../publisher/post-happening.ts'
import type { Part, Post, PostId } from '../publisher/post.ts'
import { claimDue } from '../store/claims.ts'
import { beginInsights } from '../store/insight-lane.ts'
import { findPost, savePost } from '../store/posts.ts'
import { listReceipts } from '../store/receipts.ts'
import { nextDueAt } from '../store/next-due.ts'
import { NEVER_DUE, scheduleWork } from '../store/work.ts'
import type { Millis } from '../time/clock.ts'

export const CALL_LIMIT_MS = 5_000

export interface PostOrder {
  readonly id?: string
  readonly account: string
  readonly parts?: readonly PartContent[]
  readonly delayMs?: number
  /** From now; default 0. */
  readonly inMs?: number
}

export interface TestPublisher extends AsyncDisposable {
  readonly keeper: TestKeeper
  readonly anna: TestAccount
  /** What a person should hear of: `paused restricted`, `post-1 held`. */
  readonly heard: readonly string[]
  schedule(order?: Partial<PostOrder>): Promise<Post>
  post(id: string): Promise<Post>
  /** `published`, or `held token-dead`. */
  told(id: string): Promise<string>
  receipts(id: string): Promise<string[]>
  /** Advances what is due now, and nothing later. */
  now(crashPoint?: CrashPoint): Promise<void>
  /** Jumps to the next due row and advances what is due there. */
  step(crashPoint?: CrashPoint): Promise<void>
  /** Steps until the post has come to an end. */
  settle(id: string): Promise<string>
  /** Steps until nothing of any post is due any more, tokens aside. */
  rest(): Promise<void>
  /** What the sandbox has published of a user, oldest first: its own state, not what we believe. */
  texts(user?: string): Promise<string[]>
}

export interface TestPublisherOptions extends TestKeeperOptions, PostSurroundings {
  /** Absent: nobody reads numbers. */
  readonly insights?: 'read'
}

const ENDS = ['published', 'held', 'needs_review', 'failed', 'cancelled']

export async function createTestPublisher(options: TestPublisherOptions = {}): Promise<TestPublisher> {
  const { preflight, publicUrlOf, insights: reading, ...rest } = options
  const keeper = await createTestKeeper({ ...rest, switches: { replyPropagation: '5s', ...rest.switches } })
  const anna = await keeper.adopt()
  const { installation, world } = keeper
  const now = (): Millis => world.clock.now()
  const shared = { installation, clock: world.host, now, atWork: () => 1 }
  const batches = createBatches({ ...shared, ...(reading && { also: noteFirstReads }) })
  const insights = reading && (await createInsightBatches(shared))
  if (reading) await beginInsights(installation.store.db, anna.id, now())
  const surroundings = { ...(preflight && { preflight }), ...(publicUrlOf && { publicUrlOf }) }
  const heard: string[] = []
  const scene: Scene = { keeper, now, batches, insights, surroundings, heard }
  const { db } = installation.store
  let posts = 0
  return {
    keeper,
    anna,
    heard,
    schedule: (order = {}) => {
      posts += 1
      return scheduleIn(scene, { account: anna.id, id: `post-${posts}`, ...order })
    },
    post: (id) => getPost(scene, id),
    told: (id) => toldIn(scene, id),
    receipts: async (id) => (await listReceipts(db, id)).map(({ kind }) => kind),
    now: (crashPoint) => advanceDue(scene, crashPoint),
    step: (crashPoint) => stepIn(scene, crashPoint),
    settle: (id) => settleIn(scene, id),
    rest: async () => {
      while (await isPostDue(scene)) await stepIn(scene)
    },
    texts: (user) => listTexts(world, user),
    [Symbol.asyncDispose]: () => keeper[Symbol.asyncDispose](),
  }
}

/** Until a crash point cuts it. */
export async function stepForEver(publisher: TestPublisher, crashPoint: CrashPoint): Promise<never> {
  for (;;) await publisher.step(crashPoint)
}

interface Scene {
  readonly keeper: TestKeeper
  readonly now: () => Millis
  readonly batches: Batches
  readonly insights: InsightBatches | undefined
  readonly surroundings: PostSurroundings
  readonly heard: string[]
}

async function advanceDue(
  { keeper, now, batches, insights: reading, surroundings, heard }: Scene,
  crashPoint = noCrash,
): Promise<void> {
  const { installation, world } = keeper
  const query = { owner: 'test', now: now(), ticks: installation.store.ticks() }
  const transport = { fetch: world.http.fetch, baseUrl: world.sandbox.url, timeoutMs: CALL_LIMIT_MS }
  for (const claim of await claimDue(installation.store.db, query)) {
    const calls = {
      installation,
      transport,
      calendar: { now, learn: () => undefined },
      assertClaim: () => undefined,
    }
    const posts = postLaneDeps({
      ...surroundings,
      ...calls,
      batches,
      callLimitMs: CALL_LIMIT_MS,
      clock: world.host,
      onHappening: (one) => void heard.push(heardText(one)),
      crashPoint,
    })
    const insights = reading && insightLaneDeps({ ...calls, batches: reading })
    await advanceAccount({ token: keeper.deps(claim), posts, ...(insights && { insights }) }, claim)
  }
}

function heardText(one: PostHappening): string {
  return one.kind === 'paused' ? `paused ${one.pause.reason}` : `${one.post.id} ${one.post.state}`
}

async function stepIn(scene: Scene, crashPoint?: CrashPoint): Promise<void> {
  const { keeper, now } = scene
  const dueAt = await nextDueAt(keeper.installation.store.db)
  if (dueAt === undefined || dueAt === NEVER_DUE) throw new Error('nothing will ever be due')
  if (dueAt > now()) keeper.world.sandbox.clock.set(dueAt)
  await advanceDue(scene, crashPoint)
}

async function settleIn(scene: Scene, id: string): Promise<string> {
  for (let steps = 0; steps < 300; steps += 1) {
    const { state } = await getPost(scene, id)
    if (ENDS.includes(state)) return toldIn(scene, id)
    await stepIn(scene)
  }
  throw new Error(`${id} never settles: ${JSON.stringify(await getPost(scene, id))}`)
}

async function isPostDue({ keeper }: Scene): Promise<boolean> {
  const row = await keeper.installation.store.db
    .selectFrom('work')
    .select('subject')
    .where('kind', '=', 'post')
    .executeTakeFirst()
  return row !== undefined
}

async function getPost({ keeper }: Scene, id: string): Promise<Post> {
  const post = await findPost(keeper.installation.store.db, id)
  if (!post) throw new Error(`there is no post ${id}`)
  return post
}

async function toldIn(scene: Scene, id: string): Promise<string> {
  const post = await getPost(scene, id)
  return 'standing' in post ? `${post.state} ${post.standing.reason}` : post.state
}

type Order = PostOrder & { readonly id: string }

async function scheduleIn({ keeper, now }: Scene, order: Order): Promise<Post> {
  const post = scheduledPost(order, now())
  await keeper.installation.store.transaction(async (trx) => {
    await savePost(trx, post)
    await scheduleWork(trx, order.account, { kind: 'post', subject: post.id, dueAt: now() })
  })
  return post
}

type World = TestKeeper['world']

/** Asked by a token and a connection of the test's own: posts and replies. Within one second Meta knows no order. */
async function listTexts({ sandbox }: World, user = 'anna'): Promise<string[]> {
  const order = { user, scopes: ['threads_basic' as const, 'threads_read_replies' as const] }
  const token = new Secret(sandbox.tokens.create(order).access_token)
  await using http = createHttpFetch()
  const transport = { fetch: http.fetch, baseUrl: sandbox.url }
  const lists = [listThreads, listReplies].map((list) => list(transport, { token, limit: 100 }))
  const all = (await Promise.all(lists)).flatMap(({ items }) => items.toReversed())
  const ordered = all.toSorted((one, other) => (one.publishedAt ?? 0) - (other.publishedAt ?? 0))
  return ordered.map(({ text = '' }) => text)
}

function scheduledPost(order: Order, now: Millis): Post {
  const { id, account, parts = [{ text: 'Good morning' }], delayMs = 0, inMs = 0 } = order
  return {
    id: id as PostId,
    accountId: account,
    state: 'scheduled',
    version: 1,
    plan: { at: (now + inMs) as Millis, wall: '2026-06-15T12:00', zone: 'UTC' },
    parts: parts.map((content, index): Part => ({ position: index + 1, content, delayMs, state: 'pending' })),
    textHash: createHash('sha256').update(JSON.stringify(parts)).digest('hex'),
    receipts: 0,
    createdAt: now,
    updatedAt: now,
  }
}
