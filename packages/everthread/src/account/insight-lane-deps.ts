/** Puts together what the lane of insights needs, from an open installation. What batches is shared by all accounts of a process. */
import type { Transport } from '@everthread/client'
import type { InsightLaneDeps } from './advance-insights.ts'
import { RUNGS_MS } from '../insights/age-ladder.ts'
import { metaDays } from '../insights/meta-day.ts'
import { createThreadsInsights } from '../insights/threads-insights.ts'
import type { Calendar } from '../publisher/threads-publisher.ts'
import type { Installation } from '../service/installation.ts'
import { createBatchLoader } from '../store/batch-loader.ts'
import { createGroupCommit } from '../store/group-commit.ts'
import { commitInsights, type InsightCommit, scheduleFirstReads } from '../store/insight-commit.ts'
import { listKnownPosts, readInsightLanes } from '../store/insight-lane.ts'
import type { PostCommit } from '../store/post-commit.ts'
import type { Schema } from '../store/schema.ts'
import type { Clock, Millis } from '../time/clock.ts'
import { loadZones } from '../time/zones.ts'
import type { Transaction } from 'kysely'

export type InsightBatches = Pick<InsightLaneDeps, 'load' | 'commit' | 'knownPosts' | 'days'>

export interface InsightBatchesOptions {
  readonly installation: Pick<Installation, 'store'>
  /** The host's. */
  readonly clock: Clock
  readonly now: () => Millis
  readonly atWork: () => number
}

export async function createInsightBatches(options: InsightBatchesOptions): Promise<InsightBatches> {
  const { installation, clock, now, atWork } = options
  const { store } = installation
  const lanes = createBatchLoader((accountIds) => readInsightLanes(store.db, accountIds, now()))
  const group = createGroupCommit<InsightCommit>({
    write: (commits) => store.transaction((trx) => commitInsights(trx, commits)),
    clock,
    atWork,
  })
  return {
    load: (accountId) => lanes.load(accountId),
    commit: (commit) => group.commit(commit),
    knownPosts: (mediaIds) => listKnownPosts(store.db, mediaIds),
    days: metaDays(await loadZones()),
  }
}

export interface InsightLaneOptions {
  readonly batches: InsightBatches
  readonly installation: Pick<Installation, 'vault'>
  readonly transport: Transport
  readonly calendar: Calendar
  /** Rejects when the claim is lost: nothing is sent. */
  readonly assertClaim: () => void | Promise<void>
}

export function insightLaneDeps(options: InsightLaneOptions): InsightLaneDeps {
  const { batches, installation, transport, calendar, assertClaim } = options
  const api = createThreadsInsights({ transport, calendar, beforeCall: assertClaim })
  return { ...batches, api, vault: installation.vault }
}

/** What a step of the publisher's has just got out is read for the first time at the first rung. */
export async function noteFirstReads(
  trx: Transaction<Schema>,
  commits: readonly PostCommit[],
): Promise<void> {
  const reads = commits.flatMap(({ claim, step }) =>
    (step?.parts ?? []).flatMap((part) =>
      part.state === 'published' && part.as.kind === 'by_us'
        ? [
            {
              accountId: claim.accountId,
              mediaId: part.as.mediaId,
              dueAt: (part.publishedAt + RUNGS_MS[0]) as Millis,
            },
          ]
        : [],
    ),
  )
  await scheduleFirstReads(trx, reads)
}
