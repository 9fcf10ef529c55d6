/**
 * A publisher with everything real: the test keeper's data folder and sandbox, posts in its store, and time that jumps from
 * one due row to the next. For tests.
 */
import { createHash } from 'node:crypto'
import type { PostView } from '@everthread/sandbox'
import { advanceAccount } from './advance-account.ts'
import type { Advance } from './advance.ts'
import { createPostBatches, type PostSurroundings, postLaneDeps } from './post-lane-deps.ts'
import { createTestKeeper, type TestAccount, type TestKeeper, type TestKeeperOptions } from './test-keeper.ts'
import { type CrashPoint, noCrash } from '../keeper/crash-point.ts'
import type { PartContent } from '../publisher/content.ts'
import type { Part, Post, PostId } from '../publisher/post.ts'
import { claimDue } from '../store/claims.ts'
import { findPost, savePost } from '../store/posts.ts'
import { listReceipts } from '../store/receipts.ts'
import { NEVER_DUE, nextDueAt, scheduleWork } from '../store/work.ts'
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
  schedule(order?: Partial<PostOrder>): Promise<Post>
  post(id: string): Promise<Post>
  /** `published`, or `held token-dead`. */
  told(id: string): Promise<string>
  receipts(id: string): Promise<string[]>
  /** Advances what is due now, and nothing later. */
  now(crashPoint?: CrashPoint): Promise<(Advance | undefined)[]>
  /** Jumps to the next due row and advances what is due there. */
  step(crashPoint?: CrashPoint): Promise<(Advance | undefined)[]>
  /** Steps until the post has come to one of these ends. */
  settle(id: string): Promise<string>
  /** What the sandbox has published of a user, oldest first: its own state, not what we believe. */
  published(user?: string): Promise<readonly Pick<PostView, 'id'>[]>
  texts(user?: string): Promise<string[]>
}

export interface TestPublisherOptions extends TestKeeperOptions, PostSurroundings {
  readonly scopes?: readonly string[]
}

const ENDS = ['published', 'held', 'needs_review', 'failed', 'cancelled']

export async function createTestPublisher(options: TestPublisherOptions = {}): Promise<TestPublisher> {
  const { preflight, publicUrlOf, ...rest } = options
  const keeper = await createTestKeeper({ switches: { replyPropagation: '5s' }, ...rest })
  const anna = await keeper.adopt()
  const { installation, world } = keeper
  const { db } = installation.store
  const now = (): Millis => world.clock.now()
  const batches = createPostBatches({ installation, clock: world.host, now, atWork: () => 1 })
  let posts = 0

  const advanceDue = async (crashPoint: CrashPoint = noCrash): Promise<(Advance | undefined)[]> => {
    const claims = await claimDue(db, { owner: 'test', now: now(), ticks: world.host.ticks() })
    const done: (Advance | undefined)[] = []
    for (const claim of claims) {
      const transport = { fetch: world.http.fetch, baseUrl: world.sandbox.url, timeoutMs: CALL_LIMIT_MS }
      const lane = postLaneDeps({
        batches,
        installation,
        transport,
        callLimitMs: CALL_LIMIT_MS,
        clock: world.host,
        now,
        beforeCall: () => undefined,
        crashPoint,
        ...(preflight && { preflight }),
        ...(publicUrlOf && { publicUrlOf }),
      })
      done.push(await advanceAccount({ token: keeper.deps(claim), posts: lane }, claim))
    }
    return done
  }

  const publisher: TestPublisher = {
    keeper,
    anna,
    schedule: async ({
      id,
      account = anna.id,
      parts = [{ text: 'Good morning' }],
      delayMs = 0,
      inMs = 0,
    } = {}) => {
      posts += 1
      const planned = (now() + inMs) as Millis
      const post = scheduledPost({ id: id ?? `post-${posts}`, account, parts, delayMs }, planned, now())
      await installation.store.transaction(async (trx) => {
        await savePost(trx, post)
        await scheduleWork(trx, account, {
          kind: 'post',
          subject: post.id,
          dueAt: Math.min(planned, now()) as Millis,
        })
      })
      return post
    },
    post: async (id) => {
      const post = await findPost(db, id)
      if (!post) throw new Error(`there is no post ${id}`)
      return post
    },
    told: async (id) => {
      const post = await publisher.post(id)
      return 'standing' in post ? `${post.state} ${post.standing.reason}` : post.state
    },
    receipts: async (id) => (await listReceipts(db, id)).map(({ kind }) => kind),
    now: advanceDue,
    step: async (crashPoint) => {
      const dueAt = await nextDueAt(db)
      if (dueAt === undefined || dueAt === NEVER_DUE) throw new Error('nothing will ever be due')
      if (dueAt > now()) world.sandbox.clock.set(dueAt)
      return advanceDue(crashPoint)
    },
    settle: async (id) => {
      for (let steps = 0; steps < 200; steps += 1) {
        const { state } = await publisher.post(id)
        if (ENDS.includes(state)) return publisher.told(id)
        await publisher.step()
      }
      throw new Error(`${id} never settles: ${JSON.stringify(await publisher.post(id))}`)
    },
    published: (user) => listPublished(world, user),
    texts: async (user) => (await listPublished(world, user)).map(({ text }) => text ?? ''),
    [Symbol.asyncDispose]: () => keeper[Symbol.asyncDispose](),
  }
  return publisher
}

type World = TestKeeper['world']

interface PublishedView {
  readonly id: string
  readonly text?: string
  readonly timestamp: string
}

/** Asked by a token of the test's own: posts and replies. */
async function listPublished({ sandbox }: World, user = 'anna'): Promise<PublishedView[]> {
  const order = { user, scopes: ['threads_basic', 'threads_read_replies'] as const }
  const token = sandbox.tokens.create({ ...order, scopes: [...order.scopes] }).access_token
  const list = async (path: string): Promise<PublishedView[]> => {
    const url = `${sandbox.url}/v1.0/me/${path}?limit=100&fields=text,timestamp&access_token=${token}`
    return ((await (await fetch(url)).json()) as { readonly data: PublishedView[] }).data
  }
  const all = [...(await list('threads')), ...(await list('replies'))]
  return all.toSorted(
    (one, other) => (one.timestamp < other.timestamp ? -1 : 1) || (one.id < other.id ? -1 : 1),
  )
}

function scheduledPost(
  {
    id,
    account,
    parts,
    delayMs = 0,
  }: Required<Pick<PostOrder, 'id' | 'account' | 'parts'>> & { readonly delayMs?: number },
  planned: Millis,
  now: Millis,
): Post {
  return {
    id: id as PostId,
    accountId: account,
    state: 'scheduled',
    version: 1,
    plan: { at: planned, wall: '2026-06-15T12:00', zone: 'UTC' },
    parts: parts.map((content, index): Part => ({ position: index + 1, content, delayMs, state: 'pending' })),
    textHash: createHash('sha256').update(JSON.stringify(parts)).digest('hex'),
    receipts: 0,
    createdAt: now,
    updatedAt: now,
  }
}
