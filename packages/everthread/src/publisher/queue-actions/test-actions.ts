/** A store with an account, a clock that stands, and posts in every state. Tests only. */
import type { ActionDeps } from './action-deps.ts'
import { workDueAt } from './work-of-post.ts'
import { checkPost } from '../check-post.ts'
import type { Part, PartContainer, Post, PostId, PostState } from '../post.ts'
import { insertAccount } from '../../store/accounts.ts'
import type { Store } from '../../store/open-store.ts'
import { findPost, savePost } from '../../store/posts.ts'
import { replaceSlots } from '../../store/queues.ts'
import { listReceipts, type NumberedReceipt } from '../../store/receipts.ts'
import type { Schema } from '../../store/schema.ts'
import { createTestStore } from '../../store/test-store.ts'
import { deleteWork, listWork, scheduleWork } from '../../store/work.ts'
import type { Millis } from '../../time/clock.ts'
import { HOUR } from '../../time/duration.ts'
import { createTestClock, type TestClock } from '../../time/test-clock.ts'
import { loadZones } from '../../time/zones.ts'

export interface ActionStage extends AsyncDisposable {
  readonly deps: ActionDeps
  readonly clock: TestClock
  readonly store: Store<Schema>
  /** Saved with the row of work that goes with it. */
  save(post: Post): Promise<Post>
  find(id: string): Promise<Post>
  timeline(id: string): Promise<NumberedReceipt[]>
  /** A publication of the part was sent and not answered. */
  doubt(id: string, position?: number): Promise<void>
  workRows(): Promise<string[]>
  /** Work rows without a post that wants them, and posts that want one and have none. */
  workComplaints(): Promise<string[]>
}

export const ACCOUNT = 'anna'

export async function createActionStage(): Promise<ActionStage> {
  const clock = createTestClock()
  const store = await createTestStore(clock)
  const { db } = store
  await insertAccount(db, { id: ACCOUNT, userId: '1', username: 'anna', createdAt: clock.now(), jitter: 0 })
  await store.transaction((trx) => replaceSlots(trx, ACCOUNT, [{ weekday: 1, minute: 540 }]))
  let ids = 0
  const deps: ActionDeps = {
    db,
    transaction: (work) => store.transaction(work),
    now: () => clock.now(),
    randomId: () => `new-${(ids += 1)}`,
    check: checkPost({ now: () => clock.now(), reachablePlaces: [] }),
    zones: await loadZones(),
  }
  const save = async (post: Post): Promise<Post> => {
    const dueAt = workDueAt(post, clock.now())
    const work = { kind: 'post', subject: post.id } as const
    await store.transaction((trx) => savePost(trx, post))
    if (dueAt === undefined) await deleteWork(db, post.accountId, work)
    else await scheduleWork(db, post.accountId, { ...work, dueAt })
    return post
  }
  const find = async (id: string): Promise<Post> => {
    const post = await findPost(db, id)
    if (!post) throw new Error(`there is no post ${id}`)
    return post
  }
  const workRows = async (): Promise<string[]> =>
    (await listWork(db, ACCOUNT)).filter(({ kind }) => kind === 'post').map(({ subject }) => subject)
  const doubt = async (id: string, position = 1): Promise<void> => {
    await db
      .insertInto('publication')
      .values({
        post_id: id,
        position,
        account_id: ACCOUNT,
        container_id: '8',
        intent_at: clock.now(),
        outcome: 'unanswered',
        media_id: null,
        settled_at: null,
      })
      .execute()
  }
  return {
    deps,
    clock,
    store,
    save,
    find,
    doubt,
    workRows,
    timeline: (id) => listReceipts(db, id),
    workComplaints: async () => {
      const rows = await workRows()
      const ids = (await db.selectFrom('post').select('id').execute()).map(({ id }) => id)
      const wanted: string[] = []
      for (const id of ids) if (workDueAt(await find(id), clock.now()) !== undefined) wanted.push(id)
      const unwanted = rows.filter((id) => !wanted.includes(id)).map((id) => `nobody wants the row of ${id}`)
      return [...unwanted, ...wanted.filter((id) => !rows.includes(id)).map((id) => `${id} has no row`)]
    },
    [Symbol.asyncDispose]: () => store[Symbol.asyncDispose](),
  }
}

export const CONTAINER: PartContainer = {
  children: [],
  own: { id: '8', contentHash: 'c', madeAt: 1 as Millis, polls: 1 },
}

/** As the loop, or a person, leaves it. Two parts; a plan an hour ahead. */
export function postIn(state: PostState, clock: TestClock, id = 'p'): Post {
  const now = clock.now()
  const at = (now + HOUR) as Millis
  const plan = { at, wall: '2026-01-01T01:00', zone: 'UTC' }
  const base = {
    id: id as PostId,
    accountId: ACCOUNT,
    version: 3,
    receipts: 0,
    createdAt: now,
    updatedAt: now,
  }
  const common = { ...base, textHash: `hash-${id}`, parts: partsIn(state, now) }
  switch (state) {
    case 'draft':
      return { ...common, state }
    case 'handed_off':
    case 'cancelled':
    case 'scheduled':
    case 'preparing':
    case 'ready':
    case 'publishing':
      return { ...common, state, plan }
    case 'held':
      return { ...common, state, plan, standing: { reason: 'missed', at: now } }
    case 'needs_review':
      return { ...common, state, plan, standing: { reason: 'outcome-unknown', at: now, position: 1 } }
    case 'failed':
      return { ...common, state, plan, standing: { reason: 'refused', at: now, position: 1 } }
    case 'published':
      return { ...common, state, plan, publishedAt: now }
    default:
      return state satisfies never
  }
}

function partsIn(state: PostState, now: Millis): Part[] {
  const parts = [pendingPart(1), pendingPart(2)]
  const [first = pendingPart(1), second = pendingPart(2)] = parts
  switch (state) {
    case 'preparing':
      return [{ ...first, state: 'container', container: CONTAINER }, second]
    case 'ready':
      return [{ ...first, state: 'ready', container: CONTAINER }, second]
    case 'publishing':
      return [{ ...first, state: 'publishing', container: CONTAINER }, second]
    case 'needs_review':
      return [{ ...first, state: 'unknown', container: CONTAINER }, second]
    case 'failed':
      return [{ ...first, state: 'failed' }, second]
    case 'published':
      return parts.map((part) => publishedPart(part, now))
    case 'draft':
    case 'scheduled':
    case 'held':
    case 'handed_off':
    case 'cancelled':
      return parts
    default:
      return state satisfies never
  }
}

export function pendingPart(position: number): Part {
  return { position, content: { text: `part ${position}` }, delayMs: 0, state: 'pending' }
}

export function publishedPart({ position, content, delayMs }: Part, now: Millis): Part {
  const as = { kind: 'by_us', mediaId: `90${position}` } as const
  return { position, content, delayMs, state: 'published', publishedAt: now, as }
}
