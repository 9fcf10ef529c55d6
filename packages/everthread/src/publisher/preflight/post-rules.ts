/** The post as a whole: its order, its pace, and what the account can still publish. Pure. */
import { type Finding, when } from './finding.ts'
import type { PartToCheck, PostToCheck, PreflightFacts } from './preflight-facts.ts'
import type { Quota } from '../quota.ts'
import { DAY } from '../../time/duration.ts'

/**
 * Ours. A day's quota is 250 posts and 1,000 replies, and whether replies count among the posts is not certain
 * (threads-api.md §4.7): a chain that is longer may stand still in its middle.
 */
const LONGEST_CHAIN = 250

/** Ours: what is to come days later is a post of its own. */
export const LONGEST_DELAY_MS = DAY

export function postFindings({ parts }: PostToCheck, { scopes, twins, quota }: PreflightFacts): Finding[] {
  const [twin] = twins
  const count = parts.length
  const replies = parts.filter(isReply).length
  return [
    ...when(scopes?.includes('threads_content_publish') === false, 'publish-scope', {}),
    ...when(count > LONGEST_CHAIN, 'chain-too-long', { count, most: LONGEST_CHAIN }),
    ...quotaFindings(quota?.posts, count - replies),
    ...quotaFindings(quota?.replies, replies),
    ...(twin === undefined ? [] : when(true, 'duplicate-text', { postId: twin })),
  ]
}

export function placeFindings({ position, content, delayMs }: PartToCheck): Finding[] {
  const isDelayFine = Number.isSafeInteger(delayMs) && delayMs >= 0 && delayMs <= LONGEST_DELAY_MS
  return [
    // It would be left out in silence: every later part replies to the one before it.
    ...when(position > 1 && content.replyToId !== undefined, 'reply-on-later-part', {}),
    ...when(!isDelayFine, 'delay-out-of-bounds', { most: LONGEST_DELAY_MS }),
  ]
}

function isReply({ position, content }: PartToCheck): boolean {
  return position > 1 || content.replyToId !== undefined
}

function quotaFindings({ used, total }: Quota = {}, wanted: number): Finding[] {
  if (used === undefined || total === undefined) return []
  const left = Math.max(0, total - used)
  return when(wanted > left, 'quota-beyond', { wanted, left, total })
}
