/**
 * The point of no return, and what became of it. Pure.
 *
 * The ledger has one entry for each part. `unanswered`: a call may be out, or may still land; nothing of the post is sent
 * before it is known what came of it. An answer that says no settles it, unless an earlier call with the same container is
 * unanswered: then it stays as it was, because that one may have landed meanwhile.
 */
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
  withEntry,
  withPart,
} from './post-change.ts'
import type { LedgerEntry } from './post-facts.ts'
import { RECOVER_MARGIN_MS } from './post-policy.ts'
import type { Part } from './post.ts'
import type { PublisherAnswer, PublisherTrouble } from './publisher-api.ts'
import { isLeft, type Quota } from './quota.ts'
import { afterTrouble, type RetryReason } from './retry-table.ts'
import { troubled, waiting } from './trouble-transition.ts'

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
  readonly quota?: PublisherAnswer<Quota> | undefined
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
  const isUsedUp = quota?.kind === 'ok' && !isLeft(quota.value)
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
export function settledFacts(
  facts: StepFacts,
  position: number,
  doubted: LedgerEntry | undefined,
): StepFacts {
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

export function afterQuota(facts: StepFacts, position: number, answer: PublisherAnswer<Quota>): PostChange {
  const part = getPart(facts.post, position)
  const { attempts } = part
  if (answer.kind === 'ok') {
    if (!isLeft(answer.value)) return outOfQuota(facts, part)
    // How long it waited stays known: it is not its fault that it is late.
    const waited = attempts && { ...attempts, reason: 'rate-limited' as const, count: 0 }
    return withPart(facts, ready(part, waited), { receipts: [] })
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

export interface Out {
  readonly mediaId: string
  readonly at: StepFacts['at']
  readonly permalink?: string | undefined
  readonly told: 'published' | 'recovered'
}

/** It is out: the ledger and the part say so together. */
export function out(facts: StepFacts, position: number, { mediaId, at, permalink, told }: Out): PostChange {
  const entry = facts.ledger.find((one) => one.position === position)
  if (!entry) throw new Error(`part ${position} is not in the ledger`)
  return withPart(facts, publishedPart(getPart(facts.post, position), { at, mediaId, permalink }), {
    ledger: withEntry(facts.ledger, { ...entry, outcome: 'published', mediaId }),
    receipts: [
      { at: facts.at, kind: told, position, detail: { media: mediaId, container: entry.containerId } },
    ],
  })
}

/** Every part is out already, and the post does not say so yet. */
export function settled(facts: StepFacts): PostChange {
  const [part] = facts.post.parts
  if (!part) throw new Error('a post has a part')
  return withPart(facts, part, { receipts: [] })
}
