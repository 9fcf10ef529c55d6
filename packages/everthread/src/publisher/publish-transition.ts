/**
 * The point of no return, and what became of it. Pure.
 *
 * The ledger has one entry for each part. `unanswered`: a call may be out, or may still land; nothing of the post is sent
 * before it is known what came of it. An answer that says no settles it, unless an earlier call with the same container is
 * unanswered: then it stays as it was, because that one may have landed meanwhile.
 */
import { isReply } from './next-part.ts'
import {
  codeOf,
  containerOf,
  getOwn,
  getPart,
  openPart,
  publishedPart,
  type PostChange,
  saidDetail,
  type StepFacts,
  stopped,
  withEntry,
  withPart,
} from './post-change.ts'
import { remade } from './container-transition.ts'
import type { LedgerEntry } from './post-facts.ts'
import { LANDING_MS, RECOVER_MARGIN_MS } from './post-policy.ts'
import type { Part } from './post.ts'
import type { OwnPost, PublisherAnswer, PublisherTrouble, QuotaLeft, ReadBack } from './publisher-api.ts'
import { afterAnswer, afterTrouble, isExhausted, type RetryReason } from './retry-table.ts'
import { troubled, waiting } from './trouble-transition.ts'
import type { Millis } from '../time/clock.ts'

/** The intent. Once it is committed, the call may be out. */
export function intended(facts: StepFacts, position: number): PostChange {
  const part = getPart(facts.post, position)
  const { id } = getOwn(part)
  const entry: LedgerEntry = { position, containerId: id, intentAt: facts.at, outcome: 'unanswered' }
  const next = openPart(part, { container: containerOf(part), attempts: part.attempts }, 'publishing')
  return withPart(facts, next, {
    ledger: withEntry(facts.ledger, entry),
    receipts: [{ at: facts.at, kind: 'publish-sent', position, detail: { container: id } }],
  })
}

export interface Publishing {
  readonly position: number
  /** The ledger's entry before the intent, where there was one. */
  readonly before: LedgerEntry | undefined
  readonly answer: PublisherAnswer<{ readonly id: string }>
  /** Asked after a refusal for there being too many. */
  readonly quota?: PublisherAnswer<QuotaLeft> | undefined
}

/** `facts` are those after the intent. */
export function afterPublishing(facts: StepFacts, publishing: Publishing): PostChange {
  const { position, before, answer, quota } = publishing
  if (answer.kind === 'ok')
    return out(facts, position, { mediaId: answer.value.id, at: facts.at, told: 'published' })
  if (answer.kind === 'no_answer' && answer.effect === 'possible') return answerLost(facts, position, answer)
  const isDoubted = before?.outcome === 'unanswered'
  const settled = settledFacts(facts, position, isDoubted ? before : undefined)
  const part = getPart(settled.post, position)
  const isUsedUp = quota?.kind === 'ok' && !quota.value.isLeft
  const change = isUsedUp ? outOfQuota(settled, part) : afterRefusal(settled, part, answer)
  const receipt = {
    at: facts.at,
    kind: 'publish-refused' as const,
    position,
    detail: saidDetail(answer.said),
  }
  return {
    ...change,
    receipts: [receipt, ...change.receipts.filter(({ kind }) => kind !== 'attempt-failed')],
  }
}

/** The ledger without the call that was refused, and the part as Meta had it before. */
function settledFacts(facts: StepFacts, position: number, doubted: LedgerEntry | undefined): StepFacts {
  const entry = facts.ledger.find((one) => one.position === position)
  if (!entry) throw new Error(`part ${position} is not in the ledger`)
  const part = getPart(facts.post, position)
  const ready = openPart(part, { container: containerOf(part), attempts: part.attempts }, 'ready')
  const ledger = withEntry(facts.ledger, doubted ?? { ...entry, outcome: 'refused' })
  return { ...facts, ...withPart(facts, ready, { ledger, receipts: [] }) }
}

function afterRefusal(facts: StepFacts, part: Part, trouble: PublisherTrouble): PostChange {
  switch (trouble.kind) {
    case 'media_not_found':
      return readAgain(facts, part, { trouble, reason: 'media-not-found' })
    case 'refused':
      return readAgain(facts, part, { trouble, reason: 'refused' })
    case 'rate_limited':
    case 'restricted':
    case 'scope_missing':
    case 'token_refused':
    case 'no_answer':
      return troubled(facts, part, trouble)
    default:
      return trouble satisfies never
  }
}

interface Refusing {
  readonly trouble: Extract<PublisherTrouble, { kind: 'media_not_found' | 'refused' }>
  readonly reason: Extract<RetryReason, 'media-not-found' | 'refused'>
}

/**
 * The container is read before anything else: what was published already is refused in the same words. An entry that is
 * still unanswered is recovery's.
 */
function readAgain(facts: StepFacts, part: Part, { trouble, reason }: Refusing): PostChange {
  const { at, account, ledger } = facts
  const isDoubted = ledger.some((one) => one.position === part.position && one.outcome === 'unanswered')
  const detail = codeOf(trouble.said)
  const attempts = afterTrouble(part.attempts, {
    reason: isDoubted ? 'outcome-unknown' : reason,
    at,
    jitter: account.jitter,
    ...(detail !== undefined && { detail }),
  })
  const next = openPart(part, { container: containerOf(part), attempts }, isDoubted ? 'unknown' : 'container')
  return withPart(facts, next, { receipts: [] })
}

function ready(part: Part, attempts: Part['attempts']): Part {
  return openPart(part, { container: containerOf(part), attempts }, 'ready')
}

/** Waited for without a call: an attempt that cannot succeed is not made (P8). */
function outOfQuota(facts: StepFacts, part: Part): PostChange {
  const { at, account } = facts
  const attempts = afterTrouble(part.attempts, { reason: 'quota', at, jitter: account.jitter })
  return withPart(facts, ready(part, attempts), {
    receipts: [{ at, kind: 'attempt-failed', position: part.position, detail: { reason: 'quota' } }],
  })
}

export function afterQuota(
  facts: StepFacts,
  position: number,
  answer: PublisherAnswer<QuotaLeft>,
): PostChange {
  const part = getPart(facts.post, position)
  const { attempts } = part
  if (answer.kind === 'ok' && attempts) {
    if (!answer.value.isLeft) return outOfQuota(facts, part)
    // How long it waited stays known: it is not its fault that it is late.
    return withPart(facts, ready(part, { ...attempts, reason: 'rate-limited', count: 0 }), { receipts: [] })
  }
  if (answer.kind === 'token_refused' || answer.kind === 'no_answer') return troubled(facts, part, answer)
  return waiting(facts, part, { trouble: { kind: 'rate_limited', said: {} }, reason: 'rate-limited' })
}

function answerLost(
  facts: StepFacts,
  position: number,
  { said, reason }: Extract<PublisherTrouble, { kind: 'no_answer' }>,
): PostChange {
  const part = getPart(facts.post, position)
  const { at, account, callLimitMs } = facts
  const attempts = afterTrouble(part.attempts, {
    reason: 'outcome-unknown',
    at,
    jitter: account.jitter,
    detail: codeOf(said) ?? reason,
    waitMs: callLimitMs + RECOVER_MARGIN_MS,
  })
  return withPart(facts, openPart(part, { container: containerOf(part), attempts }, 'unknown'), {
    receipts: [{ at, kind: 'answer-lost', position, detail: { reason, ...saidDetail(said) } }],
  })
}

interface Out {
  readonly mediaId: string
  readonly at: StepFacts['at']
  readonly permalink?: string | undefined
  readonly told: 'published' | 'recovered'
}

function out(facts: StepFacts, position: number, { mediaId, at, permalink, told }: Out): PostChange {
  const entry = facts.ledger.find((one) => one.position === position)
  if (!entry) throw new Error(`part ${position} is not in the ledger`)
  return withPart(facts, publishedPart(getPart(facts.post, position), { at, mediaId, permalink }), {
    ledger: withEntry(facts.ledger, { ...entry, outcome: 'published', mediaId }),
    receipts: [
      { at: facts.at, kind: told, position, detail: { media: mediaId, container: entry.containerId } },
    ],
  })
}

/** What recovery found. */
export type Found =
  | { readonly kind: 'found'; readonly post: OwnPost }
  /** Meta says `PUBLISHED`, and shows no such post. */
  | { readonly kind: 'out_of_sight' }
  /** Meta says `PUBLISHED`, and the token may not read where such a post would be. */
  | { readonly kind: 'not_to_be_seen' }
  | { readonly kind: 'not_out' }
  | { readonly kind: 'in_progress' }
  /** `ERROR` or `EXPIRED`: what is not out by now never will be. */
  | { readonly kind: 'over'; readonly status: string }
  | { readonly kind: 'trouble'; readonly trouble: PublisherTrouble }

export function afterRecovery(facts: StepFacts, position: number, found: Found): PostChange {
  const part = getPart(facts.post, position)
  switch (found.kind) {
    case 'found': {
      const { id, publishedAt = facts.at, permalink } = found.post
      // Meta's times are whole seconds: without this, what came second would seem to have come first.
      const intentAt = facts.ledger.find((one) => one.position === position)?.intentAt ?? publishedAt
      const at = Math.max(publishedAt, intentAt) as Millis
      return out(facts, position, { mediaId: id, at, permalink, told: 'recovered' })
    }
    case 'not_out':
      return notOut(facts, part)
    case 'over': {
      const settled = settledFacts(facts, position, undefined)
      return remade(settled, getPart(settled.post, position), {
        reason: 'container-expired',
        detail: found.status,
      })
    }
    case 'not_to_be_seen':
      return reviewed(facts, position)
    case 'out_of_sight':
    case 'in_progress':
      return unreadable(facts, part)
    case 'trouble':
      return found.trouble.kind === 'media_not_found' || found.trouble.kind === 'refused'
        ? unreadable(facts, part)
        : troubled(facts, part, found.trouble)
    default:
      return found satisfies never
  }
}

/** `FINISHED`: believed a minute after the call. Then it may be sent again, which the policy does while this is fresh. */
function notOut(facts: StepFacts, part: Part): PostChange {
  const { at, ledger } = facts
  const { position, attempts } = part
  const entry = ledger.find((one) => one.position === position)
  const believedAt = (entry?.intentAt ?? 0) + LANDING_MS
  if (at < believedAt) {
    const waits = afterTrouble(attempts, {
      reason: 'outcome-unknown',
      at,
      jitter: 0,
      waitMs: believedAt - at,
    })
    const isCounted = attempts?.reason === 'outcome-unknown'
    return withPart(facts, unknown(part, { ...waits, count: isCounted ? attempts.count : 1 }), {
      receipts: [],
    })
  }
  if (attempts && isExhausted(attempts)) return reviewed(facts, position)
  const container = containerOf(part)
  const own = { ...getOwn(part), polledAt: at }
  const next = openPart(
    part,
    { container: { children: container?.children ?? [], own }, attempts: afterAnswer(attempts) },
    'ready',
  )
  return withPart(facts, next, {
    receipts: [{ at, kind: 'container-read', position, detail: { container: own.id, status: 'FINISHED' } }],
  })
}

function unreadable(facts: StepFacts, part: Part): PostChange {
  const { at, account } = facts
  const attempts = afterTrouble(part.attempts, { reason: 'container-unreadable', at, jitter: account.jitter })
  if (isExhausted(attempts)) return reviewed(facts, part.position)
  return withPart(facts, unknown(part, attempts), {
    receipts: [
      { at, kind: 'attempt-failed', position: part.position, detail: { reason: 'container-unreadable' } },
    ],
  })
}

function unknown(part: Part, attempts: Part['attempts']): Part {
  return openPart(part, { container: containerOf(part), attempts }, 'unknown')
}

/** Every part is out already, and the post does not say so yet. */
export function settled(facts: StepFacts): PostChange {
  const [part] = facts.post.parts
  if (!part) throw new Error('a post has a part')
  return withPart(facts, part, { receipts: [] })
}

export function reviewed({ post, ledger, at }: StepFacts, position: number): PostChange {
  return stopped({ post, ledger, receipts: [] }, 'needs_review', { at, reason: 'outcome-unknown', position })
}

export function afterReadBack(
  facts: StepFacts,
  position: number,
  answer: PublisherAnswer<ReadBack>,
): PostChange {
  const part = getPart(facts.post, position)
  if (part.state !== 'published') throw new Error(`part ${position} is not out`)
  const { at, account } = facts
  if (answer.kind === 'token_refused') return troubled(facts, part, answer)
  const { permalink, isReply: isReplied } = answer.kind === 'ok' ? answer.value : {}
  const checks = isReply(facts.post, part)
  if (checks && isReplied === false)
    return failedAsTopLevel(facts, { ...part, ...(permalink && { permalink }) })
  if (permalink === undefined) {
    // It is out, whatever is not to be read of it: after a few tries the address stays missing.
    const attempts = afterTrouble(part.attempts, { reason: 'media-not-found', at, jitter: account.jitter })
    return withPart(facts, { ...part, attempts }, { receipts: [] })
  }
  const { attempts: _, ...read } = part
  return withPart(
    facts,
    { ...read, permalink },
    {
      receipts: [{ at, kind: checks ? 'reply-checked' : 'permalink-read', position, detail: { permalink } }],
    },
  )
}

/** It is out, and not where it should be (P4): what follows would hang on the wrong post. */
function failedAsTopLevel(facts: StepFacts, part: Part): PostChange {
  const { ledger, receipts } = withPart(facts, part, { receipts: [] })
  const parts = facts.post.parts.map((one) => (one.position === part.position ? part : one))
  return stopped({ post: { ...facts.post, parts }, ledger, receipts }, 'failed', {
    at: facts.at,
    reason: 'landed-as-top-level',
    position: part.position,
  })
}
