/** Puts together what the post lane needs, from an open installation. What batches is shared by all accounts of a process. */
import type { Transport } from '@everthread/client'
import type { Transaction } from 'kysely'
import type { AdvanceDeps } from './advance.ts'
import type { PostLaneDeps } from './advance-posts.ts'
import type { CrashPoint } from '../keeper/crash-point.ts'
import type { PublicMedia } from '../publisher/container-content.ts'
import { EARLY_MS } from '../publisher/container-pace.ts'
import type { MediaRef } from '../publisher/content.ts'
import type { PostStepDeps } from '../publisher/post-steps.ts'
import { type Calendar, createThreadsPublisher } from '../publisher/threads-publisher.ts'
import type { Installation } from '../service/installation.ts'
import { createBatchLoader } from '../store/batch-loader.ts'
import { createGroupCommit } from '../store/group-commit.ts'
import { commitPosts, type PostCommit } from '../store/post-commit.ts'
import { findMediaKind, readPostLanes } from '../store/post-lane.ts'
import { knownMediaIds } from '../store/publications.ts'
import { listReceipts } from '../store/receipts.ts'
import type { Schema } from '../store/schema.ts'
import type { Clock, Millis } from '../time/clock.ts'

/** What accounts that are advanced at the same time do together. */
export interface Batches extends Pick<PostLaneDeps, 'load' | 'commit'>, Pick<AdvanceDeps, 'transaction'> {}

export interface BatchesOptions {
  readonly installation: Pick<Installation, 'store'>
  /** The host's. */
  readonly clock: Clock
  readonly now: () => Millis
  /** How many accounts are advanced at the moment: a group that holds them all waits for nobody. */
  readonly atWork: () => number
  /** What is written with every commit, in its transaction. */
  readonly also?: typeof commitPosts
}

export function createBatches(options: BatchesOptions): Batches {
  const { installation, clock, now, atWork, also } = options
  const { store } = installation
  const lanes = createBatchLoader((accountIds) => {
    const at = now()
    return readPostLanes(store.db, accountIds, { now: at, soon: (at + EARLY_MS) as Millis })
  })
  const posts = createGroupCommit<PostCommit>({
    write: (commits) =>
      store.transaction(async (trx) => {
        await commitPosts(trx, commits)
        await also?.(trx, commits)
      }),
    clock,
    atWork,
  })
  const others = createGroupCommit<Work>({
    write: (works) => store.transaction((trx) => inTurn(trx, works)),
    clock,
    atWork,
  })
  return {
    load: (accountId) => lanes.load(accountId),
    commit: (commit) => posts.commit(commit),
    transaction: (work) => others.commit(work),
  }
}

type Work = Parameters<AdvanceDeps['transaction']>[0]

async function inTurn(trx: Transaction<Schema>, works: readonly Work[]): Promise<void> {
  for (const work of works) await work(trx)
}

export interface PostSurroundings {
  /** The rules that refuse a post. Without them nothing is refused before Meta refuses it. */
  readonly preflight?: PostStepDeps['preflight']
  /** Where Meta can fetch a file of ours until then; without it, what holds a file waits for an address. */
  readonly publicUrlOf?: (mediaId: string, until: Millis) => Promise<string | undefined>
}

export interface PostLaneOptions extends PostSurroundings {
  readonly batches: Batches
  readonly installation: Pick<Installation, 'store' | 'vault'>
  readonly transport: Transport
  readonly callLimitMs: number
  /** The host's. */
  readonly clock: Clock
  readonly calendar: Calendar
  /** Rejects when the claim is lost: nothing is sent. */
  readonly assertClaim: () => void | Promise<void>
  readonly crashPoint: CrashPoint
  readonly onHappening: PostLaneDeps['onHappening']
}

export function postLaneDeps(options: PostLaneOptions): PostLaneDeps {
  const { batches, installation, transport, callLimitMs, clock, calendar, assertClaim, crashPoint } = options
  const { db } = installation.store
  return {
    ...batches,
    api: createThreadsPublisher({ transport, calendar, beforeCall: assertClaim }),
    vault: installation.vault,
    clock,
    callLimitMs,
    onHappening: options.onHappening,
    crashPoint,
    assertClaim,
    preflight: options.preflight ?? (async () => []),
    publicMedia: (media, until) => publicMedia(options, media, until),
    knownMediaIds: (accountId, ids) => knownMediaIds(db, accountId, ids),
    receiptsOf: (postId) => listReceipts(db, postId),
  }
}

/** Somebody else's file travels as it is. */
async function publicMedia(
  { installation, publicUrlOf }: PostLaneOptions,
  media: MediaRef,
  until: Millis,
): Promise<PublicMedia | undefined> {
  if (media.kind === 'linked') return media
  const url = await publicUrlOf?.(media.mediaId, until)
  const as = await findMediaKind(installation.store.db, media.mediaId)
  if (url === undefined || as === undefined) return undefined
  return { as, url, ...(media.altText !== undefined && { altText: media.altText }) }
}
