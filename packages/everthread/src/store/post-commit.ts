/**
 * What the post lane leaves behind, of many accounts in one transaction. Each change names its claim's fence and the
 * version of the post that it was made from. One that is lost spoils the group, which is then tried one by one
 * (`group-commit.ts`).
 */
import { sql, type Transaction } from 'kysely'
import type { LedgerEntry } from '../publisher/post-facts.ts'
import type { Part, Post } from '../publisher/post.ts'
import type { Pause } from '../publisher/queue-policy.ts'
import type { Millis } from '../time/clock.ts'
import { type Claim, ClaimLostError } from './claims.ts'
import { multiRow, type RowValues } from './multi-row.ts'
import { toPartRow, toRow } from './posts.ts'
import { getQueue, putQueue } from './queues.ts'
import { keepQuota, type KeptQuota } from './quotas.ts'
import type { Receipt } from './receipts.ts'
import type { Schema } from './schema.ts'
import { scheduleWork } from './work.ts'

export interface PostCommit {
  readonly claim: Claim
  readonly at: Millis
  readonly step?: PostStepRows
  /** When posts are due again; `undefined`: never. */
  readonly work: readonly { readonly postId: string; readonly dueAt: Millis | undefined }[]
  readonly pause?: Pause | undefined
  readonly quota?: KeptQuota | undefined
  /** Meta refused the token: the keeper looks at it now. */
  readonly isTokenDoubted?: boolean | undefined
  /** The last commit of a claim gives the account back. */
  readonly isLast: boolean
}

export interface PostStepRows {
  readonly post: Post
  /** Those that the step changed. */
  readonly parts: readonly Part[]
  readonly ledger: readonly LedgerEntry[]
  readonly receipts: readonly Receipt[]
}

/** Somebody edited the post meanwhile: it is read again. */
export class PostChangedError extends Error {
  override readonly name = 'PostChangedError'
  readonly code = 'post-changed'
}

export async function commitPosts(trx: Transaction<Schema>, commits: readonly PostCommit[]): Promise<void> {
  await holdClaims(trx, commits)
  const steps = commits.flatMap((one) => (one.step ? [{ ...one.step, at: one.at }] : []))
  const counts = await updatePosts(trx, steps)
  await UPDATE_PARTS.run(trx, steps.flatMap(partRows))
  await writeLedger(trx, steps)
  await INSERT_RECEIPTS.run(
    trx,
    steps.flatMap((step) => receiptRows(step, counts.get(step.post.id) ?? 0)),
  )
  await writeWork(trx, commits)
  for (const { claim, pause } of commits) if (pause) await pauseQueue(trx, claim.accountId, pause)
  for (const { claim, quota } of commits) if (quota) await keepQuota(trx, claim.accountId, quota)
  for (const { claim, at, isTokenDoubted } of commits)
    if (isTokenDoubted) await doubtToken(trx, claim.accountId, at)
  const last = commits.filter(({ isLast }) => isLast)
  await RELEASE.run(
    trx,
    last.map(({ claim }) => [claim.accountId]),
  )
}

/** Only looked at: a row that is written costs a page of the file. */
export async function holdClaims(
  trx: Transaction<Schema>,
  commits: readonly Pick<PostCommit, 'claim'>[],
): Promise<void> {
  // In the order in which leases are renewed (store/claims.ts): so the two never wait for each other.
  const ids = commits.map(({ claim }) => claim.accountId).toSorted()
  const rows = await HOLD.run(
    trx,
    ids.map((id) => [id]),
  )
  const held = new Map(rows.map((row) => [row.id, row]))
  for (const { claim } of commits) {
    const row = held.get(claim.accountId)
    if (row?.fence === claim.fence && row.lease_owner === claim.owner) continue
    throw new ClaimLostError(
      `account ${claim.accountId}: the claim was lost to another worker, so nothing was written`,
    )
  }
}

interface Step extends PostStepRows {
  readonly at: Millis
}

/** Resolves with each post's number of receipts. */
async function updatePosts(
  trx: Transaction<Schema>,
  steps: readonly Step[],
): Promise<ReadonlyMap<string, number>> {
  const updated = await UPDATE_POSTS.run(
    trx,
    steps.map(({ post, receipts }) => {
      const { id, version, state, standing, published_at } = toRow(post)
      return [id, version, state, standing, published_at, receipts.length]
    }),
  )
  if (updated.length !== steps.length)
    throw new PostChangedError('a post was changed meanwhile, so nothing was written')
  return new Map(updated.map(({ id, receipts }) => [id, receipts]))
}

function partRows({ post, parts }: Step): RowValues[] {
  return parts.map((part) => {
    const row = toPartRow(post.id, part)
    const { position, state, container, attempts, media_id, permalink, published_at, by_hand } = row
    return [post.id, position, state, container, attempts, media_id, permalink, published_at, by_hand]
  })
}

/** What the ledger has as published is never written over. */
async function writeLedger(trx: Transaction<Schema>, steps: readonly Step[]): Promise<void> {
  const rows = steps.flatMap(({ post, ledger, at }) =>
    ledger.map((entry): RowValues => {
      const settledAt = entry.outcome === 'unanswered' ? null : at
      const { position, containerId, intentAt, outcome, mediaId = null } = entry
      return [post.id, position, post.accountId, containerId, intentAt, outcome, mediaId, settledAt]
    }),
  )
  const written = await PUT_LEDGER.run(trx, rows)
  if (written.length !== rows.length) throw new PostChangedError('the ledger has a part as published already')
}

function receiptRows({ post, receipts }: Step, count: number): RowValues[] {
  const first = count - receipts.length + 1
  return receipts.map(({ at, kind, position = null, detail }, index) => [
    post.id,
    first + index,
    at,
    position,
    kind,
    detail ? JSON.stringify(detail) : null,
  ])
}

async function writeWork(trx: Transaction<Schema>, commits: readonly PostCommit[]): Promise<void> {
  const rows = commits.flatMap(({ claim, work }) =>
    work.map((row) => ({ accountId: claim.accountId, ...row })),
  )
  await PUT_WORK.run(
    trx,
    rows.flatMap(({ accountId, postId, dueAt }) =>
      dueAt === undefined ? [] : [[accountId, 'post', postId, dueAt]],
    ),
  )
  await DELETE_WORK.run(
    trx,
    rows.flatMap(({ accountId, postId, dueAt }) =>
      dueAt === undefined ? [[accountId, 'post', postId]] : [],
    ),
  )
}

/** A pause that its owner made stands: it says more than ours. */
async function pauseQueue(trx: Transaction<Schema>, accountId: string, pause: Pause): Promise<void> {
  const queue = await getQueue(trx, accountId)
  if (!queue.pause) await putQueue(trx, accountId, { ...queue, pause })
}

/** The last look is none any more: the keeper's next step is another one. */
export async function doubtToken(trx: Transaction<Schema>, accountId: string, at: Millis): Promise<void> {
  await trx.updateTable('account').set({ last_look_at: null }).where('id', '=', accountId).execute()
  await scheduleWork(trx, accountId, { kind: 'token', subject: '', dueAt: at })
}

const HOLD = multiRow((ids, _fixed, db) =>
  db
    .selectFrom('account')
    .select(['id', 'fence', 'lease_owner'])
    .where(sql<boolean>`id IN (VALUES ${ids})`)
    .orderBy('id')
    .forUpdate(),
)

const UPDATE_POSTS = multiRow(
  (rows) => sql<{ readonly id: string; readonly receipts: number }>`
    UPDATE post SET state = step.column3, standing = step.column4, published_at = CAST(step.column5 AS BIGINT),
      receipts = receipts + CAST(step.column6 AS BIGINT)
    FROM (VALUES ${rows}) AS step
    WHERE post.id = step.column1 AND post.version = CAST(step.column2 AS BIGINT)
    RETURNING post.id, post.receipts`,
)

const UPDATE_PARTS = multiRow(
  (rows) => sql`
    UPDATE part SET state = step.column3, container = step.column4, attempts = step.column5, media_id = step.column6,
      permalink = step.column7, published_at = CAST(step.column8 AS BIGINT), by_hand = step.column9
    FROM (VALUES ${rows}) AS step
    WHERE part.post_id = step.column1 AND part.position = CAST(step.column2 AS BIGINT)`,
)

const PUT_LEDGER = multiRow(
  (rows) => sql`
    INSERT INTO publication (post_id, position, account_id, container_id, intent_at, outcome, media_id, settled_at)
    VALUES ${rows}
    ON CONFLICT (post_id, position) DO UPDATE SET container_id = excluded.container_id, intent_at = excluded.intent_at,
      outcome = excluded.outcome, media_id = excluded.media_id, settled_at = excluded.settled_at
    WHERE publication.outcome <> 'published'
    RETURNING post_id`,
)

const INSERT_RECEIPTS = multiRow(
  (rows) => sql`INSERT INTO receipt (post_id, number, at, position, kind, detail) VALUES ${rows}`,
)

export const PUT_WORK = multiRow(
  (rows) => sql`
    INSERT INTO work (account_id, kind, subject, due_at) VALUES ${rows}
    ON CONFLICT (account_id, kind, subject) DO UPDATE SET due_at = excluded.due_at`,
)

export const DELETE_WORK = multiRow(
  (rows) => sql`DELETE FROM work WHERE (account_id, kind, subject) IN (VALUES ${rows})`,
)

export const RELEASE = multiRow(
  (ids) => sql`UPDATE account SET lease_owner = NULL, lease_until = NULL WHERE id IN (VALUES ${ids})`,
)
