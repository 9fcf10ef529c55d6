/** A store with many accounts, as if each had been adopted, and posts of theirs. Written in one transaction. */
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
import { installationAt, type StorePlace } from './store-place.ts'

/** Somebody at the sandbox, with a token of 60 days. */
export interface Member {
  readonly userId: string
  readonly username: string
  readonly token: string
}

export interface FilledAccount {
  readonly member: Member
  /** Old enough to be renewed, or just issued. */
  readonly token: 'due' | 'fresh'
  readonly posts: readonly FilledPost[]
}

export interface FilledPost {
  readonly id: string
  readonly state: 'scheduled' | 'ready'
  readonly plannedAt: number
  readonly parts: readonly Part[]
}

export function pendingPart(position: number, text: string): Part {
  return { position, content: { text }, delayMs: 0, state: 'pending' }
}

export function fillFolder(dataDir: string, accounts: readonly FilledAccount[]): Promise<void> {
  return fillStore({ dataDir }, accounts)
}

export async function fillStore(place: StorePlace, accounts: readonly FilledAccount[]): Promise<void> {
  await using installation = await makeInstallation(installationAt(place))
  await installation.store.transaction(async (trx) => {
    for (const account of accounts) {
      const accountId = await insertFilled(trx, installation, account)
      for (const post of account.posts) await insertPost(trx, accountId, post)
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
  await insertAccount(trx, {
    id,
    userId: member.userId,
    username: member.username,
    createdAt: now,
    jitter: 0,
  })
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

async function insertPost(
  trx: Transaction<Schema>,
  accountId: string,
  { id, state, plannedAt, parts }: FilledPost,
): Promise<void> {
  const now = systemClock.now()
  const at = plannedAt as Millis
  const post: Post = {
    id: id as PostId,
    accountId,
    state,
    plan: { at, wall: new Date(at).toISOString().slice(0, 16), zone: 'UTC' },
    version: 1,
    parts,
    textHash: createHash('sha256').update(JSON.stringify(parts)).digest('hex'),
    receipts: 0,
    createdAt: now,
    updatedAt: now,
  }
  await savePost(trx, post)
  await scheduleWork(trx, accountId, { kind: 'post', subject: id, dueAt: at })
}
