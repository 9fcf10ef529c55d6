/** Posts and facts for the tests of decisions. */
import type { PartContent } from './content.ts'
import type { AccountStanding, PostFacts } from './post-facts.ts'
import type { ContainerRecord, Part, Post, PostId } from './post.ts'
import type { Millis } from '../time/clock.ts'
import { HOUR } from '../time/duration.ts'

/** 2026-06-15T12:00:00Z: when the post is planned for. */
export const PLANNED = 1_781_524_800_000 as Millis

export function at(ms: number): Millis {
  return (PLANNED + ms) as Millis
}

export const HASH = 'hash'
export const CALL_LIMIT_MS = 5_000

export function container(change: Partial<ContainerRecord> = {}): ContainerRecord {
  return { id: '17900000000000001', contentHash: HASH, madeAt: at(-60_000), polls: 0, ...change }
}

export function pending(content: PartContent = { text: 'Good morning' }, position = 1): Part {
  return { position, content, delayMs: 0, state: 'pending' }
}

export function partAt(
  state: 'container' | 'ready' | 'publishing' | 'unknown',
  change: Partial<ContainerRecord> = {},
  position = 1,
): Part {
  const { content, delayMs } = pending(undefined, position)
  return { position, content, delayMs, state, container: { children: [], own: container(change) } }
}

/** Its address is known. */
export function publishedPart(position: number, publishedAt = PLANNED): Part {
  const { content, delayMs } = pending(undefined, position)
  const as = { kind: 'by_us' as const, mediaId: `1800000000000000${position}` }
  return {
    position,
    content,
    delayMs,
    state: 'published',
    publishedAt,
    as,
    permalink: 'https://threads.com/@anna/post/x',
  }
}

type UnderWay = 'scheduled' | 'preparing' | 'ready' | 'publishing'

export function post(parts: readonly Part[] = [pending()], state: UnderWay = 'scheduled'): Post {
  return {
    id: 'post-1' as PostId,
    accountId: 'anna',
    state,
    version: 1,
    plan: { at: PLANNED, wall: '2026-06-15T12:00', zone: 'UTC' },
    parts,
    textHash: '',
    receipts: 0,
    createdAt: at(-HOUR),
    updatedAt: at(-HOUR),
  }
}

export const WELL: AccountStanding = {
  token: { kind: 'alive' },
  hasScope: true,
  quotas: { posts: { readAt: PLANNED } },
  queue: { missed: 'hold', lateLimitMs: HOUR },
  jitter: 0,
}

export function facts(change: Partial<PostFacts> = {}): PostFacts {
  return { post: post(), ledger: [], contentHash: HASH, account: WELL, callLimitMs: CALL_LIMIT_MS, ...change }
}
