/** A data folder with many accounts, as if each had been adopted, and one post of each. */
import { createHash, randomUUID } from 'node:crypto'
import type { Transaction } from 'kysely'
import { fingerprint, Secret } from '@everthread/client'
import { tokenContext } from '../../packages/everthread/src/account/gather.ts'
import type { Part, Post, PostId } from '../../packages/everthread/src/publisher/post.ts'
import { type Installation, makeInstallation } from '../../packages/everthread/src/service/installation.ts'
import { insertAccount, updateAccount } from '../../packages/everthread/src/store/accounts.ts'
import { pushGeneration } from '../../packages/everthread/src/store/generations.ts'
import { savePost } from '../../packages/everthread/src/store/posts.ts'
import type { Schema } from '../../packages/everthread/src/store/schema.ts'
import { scheduleWork } from '../../packages/everthread/src/store/work.ts'
import { type Millis, systemClock } from '../../packages/everthread/src/time/clock.ts'
import { DAY } from '../../packages/everthread/src/time/duration.ts'
import type { Member } from './crowd.ts'

export interface FilledAccount {
  readonly member: Member
  /** Old enough to be renewed, or just issued. */
  readonly token: 'due' | 'fresh'
  /** Its post, where it has one: what is in it, and what is at Meta already. */
  readonly post?: { readonly text: string; readonly part: Part; readonly state: 'scheduled' | 'ready' }
}

export async function fillFolder(
  { dataDir, plannedAt }: { readonly dataDir: string; readonly plannedAt: Millis },
  accounts: readonly FilledAccount[],
): Promise<void> {
  const config = { dataDir, dataDirNamed: true }
  await using installation = await makeInstallation({ config, raw: {}, clock: systemClock })
  await installation.store.transaction(async (trx) => {
    for (const account of accounts) {
      const accountId = await insertFilled(trx, installation, account)
      if (account.post) await insertPost(trx, { accountId, plannedAt, ...account.post })
    }
  })
}

async function insertFilled(
  trx: Transaction<Schema>,
  { vault }: Installation,
  { member, token }: FilledAccount,
): Promise<string> {
  const now = systemClock.now()
  const id = randomUUID()
  const at = (ms: number) => (now + ms) as Millis
  const obtainedAt = token === 'due' ? at(-45 * DAY) : now
  await insertAccount(trx, { id, userId: member.userId, username: member.username, createdAt: now, jitter: 0 })
  await updateAccount(trx, id, { lastLookAt: now })
  await pushGeneration(trx, {
    accountId: id,
    number: 1,
    sealedToken: vault.seal(member.token, tokenContext(id, 1)),
    facts: {
      fingerprint: fingerprint(new Secret(member.token)),
      expiry: { kind: 'at', at: (obtainedAt + 60 * DAY) as Millis },
      issuedAt: obtainedAt,
      scopes: ['threads_basic', 'threads_content_publish', 'threads_manage_insights'],
    },
    obtainedAt,
    source: 'adopted',
  })
  const dueAt = token === 'due' ? now : at(20 * DAY)
  await scheduleWork(trx, id, { kind: 'token', subject: '', dueAt })
  return id
}

interface NewPost extends NonNullable<FilledAccount['post']> {
  readonly accountId: string
  readonly plannedAt: Millis
}

async function insertPost(
  trx: Transaction<Schema>,
  { accountId, plannedAt, text, part, state }: NewPost,
): Promise<void> {
  const now = systemClock.now()
  const wall = new Date(plannedAt).toISOString().slice(0, 16)
  const post: Post = {
    id: randomUUID() as PostId,
    accountId,
    state,
    plan: { at: plannedAt, wall, zone: 'UTC' },
    version: 1,
    parts: [part],
    textHash: createHash('sha256').update(text).digest('hex'),
    receipts: 0,
    createdAt: now,
    updatedAt: now,
  }
  await savePost(trx, post)
  await scheduleWork(trx, accountId, { kind: 'post', subject: post.id, dueAt: plannedAt })
}
