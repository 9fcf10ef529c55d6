/**
 * What happens next to one post: a pure choice over what was gathered. One step at a time; after each the choice is made
 * anew.
 *
 * | decision | when | leaves |
 * |---|---|---|
 * | `recover` | a publication was sent, its answer is missing, and it can have landed by now | the part out, or free to be sent again |
 * | `read_back` | a part is out, and its address, or whether it became a reply, is not known | both known, or given up |
 * | `look_by_hand` | a person publishes a part, or says that it is out, and Meta's id of it is not known | the id known, or a later look |
 * | `hold` | its time came, and its account may not publish | a person resumes it |
 * | `make_container` | a quarter of an hour before its time; anew after 23 hours or a change | a container at Meta |
 * | `read_container` | Meta works on it, and the next poll is due | `FINISHED`, or a container too few |
 * | `read_quota` | a publication was refused for there being too many, or Meta's last word is that nothing is left | the quota known |
 * | `look_at_quota` | it waits for its time, and Meta was not asked for an hour | the quota known, for the rules |
 * | `publish` | its time came, the container is finished, nothing goes first | the point of no return |
 * | `settle` | every part is out | `published` |
 * | `review` | nobody can tell | a person |
 * | `rest` | nothing of these | the next due instant |
 * | `done` | nothing will ever be due | no row of work |
 */
import { nextLook } from './hand-off/found-by-hand.ts'
import { EARLY_MS, containerKindOf, nextPollAt, usableContainer } from './container-pace.ts'
import {
  dueAtOf,
  isOut,
  isReply,
  nextPart,
  type OpenPart,
  parentOf,
  quotaOf,
  unreadPart,
} from './next-part.ts'
import type { AccountStanding, LedgerEntry, PostFacts, TokenStanding } from './post-facts.ts'
import type { Part, PartContainer, Post } from './post.ts'
import type { PostReason } from './post-reasons.ts'
import { isReadingOld, isUsedUp } from './quota.ts'
import { isMetasPace } from './retry-table.ts'
import type { Millis } from '../time/clock.ts'
import { DAY, HOUR, MINUTE, SECOND } from '../time/duration.ts'

export type PostDecision =
  | { readonly kind: 'rest'; readonly until: Millis; readonly reason?: PostReason }
  | { readonly kind: 'done' }
  | { readonly kind: 'hold'; readonly reason: PostReason; readonly position: number }
  | { readonly kind: 'review'; readonly position: number }
  | { readonly kind: 'settle' }
  | PostCall

/** A decision that takes a call. */
export type PostCall =
  | { readonly kind: 'make_container'; readonly position: number; readonly target: Target }
  | { readonly kind: 'read_container'; readonly position: number; readonly target: Target }
  | { readonly kind: 'read_quota'; readonly position: number }
  | { readonly kind: 'look_at_quota' }
  | { readonly kind: 'publish'; readonly position: number }
  | { readonly kind: 'recover'; readonly position: number; readonly containerId: string }
  | { readonly kind: 'read_back'; readonly position: number }
  /** `position` is that of the part that the look is for. */
  | { readonly kind: 'look_by_hand'; readonly position: number }

/** The part's own container, or that of an item of its carousel, from 0. */
export type Target = { readonly kind: 'own' } | { readonly kind: 'child'; readonly index: number }

/** A publish may land late: so long after the call can have ended, nobody asks. */
export const RECOVER_MARGIN_MS = 10 * SECOND

/** A container that says `FINISHED` after a lost answer is not believed before: what landed late was seen after half a minute. */
export const LANDING_MS = MINUTE

/** So near to its time nothing is asked that it does not need. */
const BEHIND_POSTS_MS = 10 * SECOND

/** What a container said of a lost answer counts for so long; then it is asked again before anything is sent. */
const FRESH_MS = 10 * SECOND

/** Silence about a lost answer is waited out for as long as Meta keeps the container. */
const REVIEW_AFTER_MS = DAY

/** A part that waits for Meta holds later posts of its account for so long at most (DESIGN §6). */
export const ORDER_PATIENCE_MS = 10 * MINUTE

/** What is due goes out before addresses are read; and right after a publication Meta may not have one yet. */
const FIRST_READ_MS = SECOND

/** No owner means seconds: a queue that may not be late is not held for the loop's own pace. */
const LATE_GRACE_MS = MINUTE

type UnderWay = Extract<Post, { state: 'scheduled' | 'preparing' | 'ready' | 'publishing' }>

export function decidePost(facts: PostFacts, now: Millis): PostDecision {
  const { post } = facts
  if (post.state === 'handed_off') return lookDecision(facts, now)
  if (!isUnderWay(post)) return post.state === 'published' ? addressCheck(facts, now) : { kind: 'done' }
  const unanswered = facts.ledger.find(({ outcome }) => outcome === 'unanswered')
  return (
    (unanswered && recoverDecision(facts, unanswered, now)) ??
    replyCheck(post, facts.account, now) ??
    (isOut(post) ? { kind: 'settle' } : nextPartDecision(facts, post, now))
  )
}

export function isUnderWay(post: Post): post is UnderWay {
  return ['scheduled', 'preparing', 'ready', 'publishing'].includes(post.state)
}

/**
 * Until when a post that is decided upon keeps later ones of its account waiting; `undefined` where it does not. What has
 * a delay before it waits for its own time, and holds nobody.
 */
export function holdsOthersUntil(post: Post, now: Millis): Millis | undefined {
  const part = isUnderWay(post) ? nextPart(post) : undefined
  if (!part || !isUnderWay(post)) return undefined
  const dueAt = dueAtOf(post, part)
  const until = (dueAt + ORDER_PATIENCE_MS) as Millis
  return dueAt <= now && now < until ? until : undefined
}

/** A lost answer comes before everything: as long as nobody knows, nothing of the post may be sent. */
function recoverDecision(facts: PostFacts, entry: LedgerEntry, now: Millis): PostDecision | undefined {
  const { post, account, callLimitMs } = facts
  const { position, containerId, intentAt } = entry
  const part = post.parts.find((one) => one.position === position)
  if (account.token.kind === 'dead') return { kind: 'hold', reason: 'token-dead', position }
  if (account.token.kind === 'doubted' && now < account.token.until)
    return { kind: 'rest', until: account.token.until, reason: 'token-doubted' }
  const attempts = part?.attempts
  if (part?.state === 'ready' && isFresh(part.container, now)) return undefined
  if (now - intentAt > REVIEW_AFTER_MS) return { kind: 'review', position }
  const askAt = Math.max(intentAt + callLimitMs + RECOVER_MARGIN_MS, attempts?.notBefore ?? 0) as Millis
  if (now < askAt) return { kind: 'rest', until: askAt, reason: 'outcome-unknown' }
  return { kind: 'recover', position, containerId }
}

function isFresh({ own }: PartContainer, now: Millis): boolean {
  return own?.polledAt !== undefined && now - own.polledAt < FRESH_MS
}

/** A reply is looked at before anything follows it: the next part would hang on the wrong post (P4). */
function replyCheck(post: UnderWay, { token }: AccountStanding, now: Millis): PostDecision | undefined {
  const unread = unreadPart(post)
  if (!unread) return undefined
  const { position } = unread
  const isChecked = isReply(post, unread)
  if (token.kind === 'dead') return isChecked ? { kind: 'hold', reason: 'token-dead', position } : undefined
  const readAt = readBackAt(unread, token)
  if (readAt <= now) return { kind: 'read_back', position }
  return isChecked ? { kind: 'rest', until: readAt } : undefined
}

/** What is out is out: its address is read when the token can be used, and is missing until then. */
function addressCheck({ post, account }: PostFacts, now: Millis): PostDecision {
  const unread = unreadPart(post)
  if (!unread) return lookDecision({ post, account }, now)
  if (account.token.kind === 'dead')
    return { kind: 'rest', until: (now + HOUR) as Millis, reason: 'token-dead' }
  const readAt = Math.max(readBackAt(unread, account.token), unread.publishedAt + FIRST_READ_MS) as Millis
  return readAt <= now ? { kind: 'read_back', position: unread.position } : { kind: 'rest', until: readAt }
}

/** For what is out by hand one looks for a week, and only when the token can be used. */
function lookDecision({ post, account }: Pick<PostFacts, 'post' | 'account'>, now: Millis): PostDecision {
  const next = nextLook(post)
  if (!next) return { kind: 'done' }
  const { token } = account
  if (token.kind === 'dead') return { kind: 'rest', until: (now + HOUR) as Millis, reason: 'token-dead' }
  const at = Math.max(next.at, token.kind === 'doubted' ? token.until : 0) as Millis
  return at <= now
    ? { kind: 'look_by_hand', position: next.position }
    : { kind: 'rest', until: at, reason: 'not-seen' }
}

function readBackAt({ attempts }: Part, token: TokenStanding): Millis {
  return Math.max(attempts?.notBefore ?? 0, token.kind === 'doubted' ? token.until : 0) as Millis
}

function nextPartDecision(facts: PostFacts, post: UnderWay, now: Millis): PostDecision {
  const part = nextPart(post)
  if (!part) return { kind: 'settle' }
  const { position } = part
  // The ledger outlives everything: what it has as published is never sent, whatever became of the part's row.
  if (facts.ledger.some((entry) => entry.position === position && entry.outcome === 'published'))
    return { kind: 'review', position }
  const dueAt = dueAtOf(post, part)
  const startsAt = (dueAt - EARLY_MS) as Millis
  if (now < startsAt) return { kind: 'rest', until: startsAt }
  const gate = holdReason(facts, { part, dueAt, now })
  if (gate)
    return now < dueAt
      ? { kind: 'rest', until: dueAt, reason: gate }
      : { kind: 'hold', reason: gate, position }
  const { token } = facts.account
  if (token.kind === 'doubted' && now < token.until)
    return { kind: 'rest', until: token.until, reason: 'token-doubted' }
  const { attempts } = part
  if (attempts && now < attempts.notBefore)
    return { kind: 'rest', until: attempts.notBefore, reason: attempts.reason }
  if (parentOf(post, part).kind === 'unknown') return { kind: 'look_by_hand', position }
  if (attempts?.reason === 'quota') return { kind: 'read_quota', position }
  return containerDecision(part, facts, now) ?? publishDecision(facts, { part, dueAt, now })
}

interface Moment {
  readonly part: OpenPart
  readonly dueAt: Millis
  readonly now: Millis
}

/** Why the account may not publish now. A chain that has begun is never too late: half of it is worse. */
function holdReason({ account, post }: PostFacts, { part, dueAt, now }: Moment): PostReason | undefined {
  const { token, hasScope, queue } = account
  if (token.kind === 'dead') return 'token-dead'
  if (!hasScope) return 'scope-missing'
  if (queue.pause) return queue.pause.reason
  if (queue.missed === 'publish' || post.parts.some(({ state }) => state === 'published')) return undefined
  const { attempts } = part
  const couldGoAt = attempts && isMetasPace(attempts.reason) ? Math.max(dueAt, attempts.notBefore) : dueAt
  return now - couldGoAt > Math.max(queue.lateLimitMs, LATE_GRACE_MS) ? 'missed' : undefined
}

/** `undefined` when Meta has said that the part's container is finished. */
function containerDecision(
  part: OpenPart,
  { contentHash }: PostFacts,
  now: Millis,
): PostDecision | undefined {
  const { position, content } = part
  const kind = containerKindOf(content)
  const container = usableContainer(part.container, { contentHash, now })
  const children = container?.children ?? []
  const items = kind === 'carousel' ? (content.media ?? []) : []
  if (children.length < items.length)
    return { kind: 'make_container', position, target: { kind: 'child', index: children.length } }
  const working = children.flatMap((child, index) => {
    const item = items[index]
    return child.isFinished || !item
      ? []
      : [{ index, at: nextPollAt(child, containerKindOf({ media: [item] })) }]
  })
  const first = working.toSorted((one, other) => one.at - other.at)[0]
  if (first) return pollDecision({ position, target: { kind: 'child', index: first.index } }, first.at, now)
  if (!container?.own) return { kind: 'make_container', position, target: { kind: 'own' } }
  if (part.state === 'ready') return undefined
  return pollDecision({ position, target: { kind: 'own' } }, nextPollAt(container.own, kind), now)
}

function pollDecision(
  which: { readonly position: number; readonly target: Target },
  at: Millis,
  now: Millis,
): PostDecision {
  if (now < at) return { kind: 'rest', until: at, reason: 'container-in-progress' }
  return { kind: 'read_container', ...which }
}

function publishDecision(facts: PostFacts, { part, dueAt, now }: Moment): PostDecision {
  const { post, earlierUntil } = facts
  const { quotas } = facts.account
  if (dueAt - now > BEHIND_POSTS_MS && isReadingOld(quotas.posts, now)) return { kind: 'look_at_quota' }
  if (now < dueAt) return { kind: 'rest', until: dueAt }
  if (earlierUntil !== undefined && now < earlierUntil)
    return { kind: 'rest', until: earlierUntil, reason: 'earlier-post' }
  const { position } = part
  // An attempt that cannot succeed is not made (P8).
  if (isUsedUp(quotas[quotaOf(post, part)], now)) return { kind: 'read_quota', position }
  return { kind: 'publish', position }
}
