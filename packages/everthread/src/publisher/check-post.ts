/** What the preflight rules say of a post, with what the store knows: on save, on schedule, and before publishing. */
import type { Kysely } from 'kysely'
import type { Post } from './post.ts'
import type { Finding } from './preflight/finding.ts'
import { preflight } from './preflight/preflight.ts'
import type { PartToCheck, PreflightFacts } from './preflight/preflight-facts.ts'
import { quotaAt } from './quota.ts'
import { listGenerations } from '../store/generations.ts'
import { listMediaByIds } from '../store/media.ts'
import { listTwins } from '../store/posts.ts'
import { findQuotas } from '../store/quotas.ts'
import type { Schema } from '../store/schema.ts'
import type { Millis } from '../time/clock.ts'
import { DAY } from '../time/duration.ts'

export interface CheckPostDeps extends Pick<PreflightFacts, 'reachablePlaces'> {
  readonly now: () => Millis
}

/** Who repeats himself within a week seldom means to. */
const TWINS_MS = 7 * DAY

export function checkPost({ now, reachablePlaces }: CheckPostDeps) {
  return async (db: Kysely<Schema>, post: Post): Promise<readonly Finding[]> => {
    const parts = partsToGoOut(post)
    const known = await gatherKnown(db, post.accountId, parts)
    const at = now()
    const twins = await twinsOf(db, post, at)
    const quota = await quotaOf(db, post, at)
    return preflight({ parts }, { ...known, reachablePlaces, twins, quota })
  }
}

/** For the lane: what is only a warning was told to a person, and stops nothing. */
export function refusalsOf(db: Kysely<Schema>, { reachablePlaces }: Pick<CheckPostDeps, 'reachablePlaces'>) {
  return async (post: Post): Promise<readonly Finding[]> => {
    const parts = partsToGoOut(post)
    const known = await gatherKnown(db, post.accountId, parts)
    const findings = preflight({ parts }, { ...known, reachablePlaces, twins: [] })
    return findings.filter(({ level }) => level === 'refused')
  }
}

/** What is on Threads is beyond all rules. */
function partsToGoOut({ parts }: Post): PartToCheck[] {
  return parts.filter(({ state }) => state !== 'published' && state !== 'skipped')
}

async function gatherKnown(
  db: Kysely<Schema>,
  accountId: string,
  parts: readonly PartToCheck[],
): Promise<Pick<PreflightFacts, 'scopes' | 'media'>> {
  const refs = parts.flatMap(({ content }) => content.media ?? [])
  const ids = refs.flatMap((ref) => (ref.kind === 'stored' ? [ref.mediaId] : []))
  const media = await listMediaByIds(db, [...new Set(ids)])
  const generations = await listGenerations(db, accountId)
  const scopes = generations.find(({ state }) => state === 'current')?.facts.scopes
  return { media: new Map(media.map((one) => [one.id, one])), ...(scopes && { scopes }) }
}

/** As it will count at the post's time: what is full today is empty next week. */
async function quotaOf(
  db: Kysely<Schema>,
  { accountId, plan }: Post,
  now: Millis,
): Promise<NonNullable<PreflightFacts['quota']>> {
  const { posts, replies } = await findQuotas(db, accountId)
  const at = Math.max(now, plan?.at ?? now) as Millis
  return { posts: quotaAt(posts, at), replies: quotaAt(replies, at) }
}

/** Posts of pictures alone are not twins for having no words. */
async function twinsOf(db: Kysely<Schema>, post: Post, now: Millis): Promise<string[]> {
  const hasWords = post.parts.some(({ content: { text = '' } }) => text.trim() !== '')
  if (!hasWords) return []
  return (await listTwins(db, post, (now - TWINS_MS) as Millis)).map(({ id }) => id)
}
