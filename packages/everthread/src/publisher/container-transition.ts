/** From the answer to a container's creation, or to a question about it, to the post afterwards. Pure. */
import { containerKindOf, isOverBudget, usableContainer } from './container-pace.ts'
import { isReply } from './next-part.ts'
import {
  codeOf,
  containerOf,
  getOwn,
  getPart,
  openPart,
  type PostChange,
  saidDetail,
  type StepFacts,
  stopped,
  withEntry,
  withPart,
} from './post-change.ts'
import type { Target } from './post-policy.ts'
import type { ContainerRecord, Part, PartContainer } from './post.ts'
import type { PublisherAnswer, PublisherTrouble, ReadContainer } from './publisher-api.ts'
import {
  afterAnswer,
  afterRemake,
  afterTrouble,
  isExhausted,
  MOST_REMAKES,
  type RetryReason,
} from './retry-table.ts'
import { troubled } from './trouble-transition.ts'

export interface About {
  readonly position: number
  readonly target: Target
}

export function afterCreation(
  facts: StepFacts,
  { position, target }: About,
  answer: PublisherAnswer<{ readonly id: string }>,
): PostChange {
  const part = getPart(facts.post, position)
  if (answer.kind !== 'ok') return afterRefusedCreation(facts, part, answer)
  const { at, contentHash } = facts
  const record: ContainerRecord = { id: answer.value.id, contentHash, madeAt: at, polls: 0 }
  const usable = usableContainer(containerOf(part), { contentHash, now: at }) ?? { children: [] }
  const container: PartContainer =
    target.kind === 'own'
      ? { ...usable, own: record }
      : { children: [...usable.children.slice(0, target.index), { ...record, isFinished: false }] }
  const detail = { container: record.id, ...(target.kind === 'child' && { item: target.index + 1 }) }
  return withPart(facts, openPart(part, { container, attempts: afterAnswer(part.attempts) }), {
    receipts: [{ at, kind: 'container-created', position, detail }],
  })
}

/** To create again does no harm: a container too many is nothing. */
function afterRefusedCreation(facts: StepFacts, part: Part, trouble: PublisherTrouble): PostChange {
  const names = isReply(facts.post, part) || part.content.quotePostId !== undefined
  if (trouble.kind === 'media_not_found')
    return again(facts, part, { trouble, reason: names ? 'parent-not-ready' : 'media-not-found' })
  if (trouble.kind !== 'refused') return troubled(facts, part, trouble)
  const { position } = part
  switch (trouble.why) {
    case 'media_not_fetched':
      return again(facts, part, { trouble, reason: 'media-refused' })
    case 'children_invalid':
      return remade(facts, part, { reason: 'container-expired', trouble })
    case 'not_found':
    case 'other': {
      const reason = trouble.why === 'not_found' && names ? 'parent-gone' : 'refused'
      return failed(facts, part, { reason, position, trouble })
    }
    default:
      return trouble.why satisfies never
  }
}

export function afterReading(
  facts: StepFacts,
  about: About,
  answer: PublisherAnswer<ReadContainer>,
): PostChange {
  const part = getPart(facts.post, about.position)
  if (answer.kind === 'media_not_found') return polled(facts, part, about.target)
  if (answer.kind === 'refused') return remade(facts, part, { reason: 'container-expired', trouble: answer })
  if (answer.kind !== 'ok') return troubled(facts, part, answer)
  const { status, errorMessage = 'UNKNOWN' } = answer.value
  switch (status) {
    case 'IN_PROGRESS':
      return polled(facts, part, about.target)
    case 'FINISHED':
      return finished(facts, part, about.target)
    case 'PUBLISHED':
      return publishedUnseen(facts, part)
    case 'EXPIRED':
      return remade(facts, part, { reason: 'container-expired', detail: status })
    case 'ERROR':
      // The same bytes that fail once succeed the next time; what is invalid is in the file (threads-api.md §10.19).
      return errorMessage.startsWith('INVALID_')
        ? failed(facts, part, { reason: 'media-refused', position: part.position, detail: errorMessage })
        : remade(facts, part, { reason: 'media-refused', detail: errorMessage })
    default:
      return status satisfies never
  }
}

/** Still at work, or not yet to be seen. Beyond its budget it is made anew. */
function polled(facts: StepFacts, part: Part, target: Target): PostChange {
  const container = containerOf(part)
  const record = target.kind === 'own' ? container?.own : container?.children[target.index]
  if (!container || !record) throw new Error(`part ${part.position} has no such container`)
  const item = target.kind === 'child' ? part.content.media?.[target.index] : undefined
  if (isOverBudget(record, containerKindOf(item ? { media: [item] } : part.content), facts.at))
    return remade(facts, part, { reason: 'container-in-progress', detail: 'IN_PROGRESS' })
  return withPart(
    facts,
    openPart(part, { container: asked(container, target, facts), attempts: part.attempts }),
    {
      receipts: [],
    },
  )
}

function asked(container: PartContainer, target: Target, { at }: StepFacts): PartContainer {
  const count = <T extends ContainerRecord>(record: T): T => ({
    ...record,
    polls: record.polls + 1,
    polledAt: at,
  })
  if (target.kind === 'own') return { ...container, ...(container.own && { own: count(container.own) }) }
  return {
    ...container,
    children: container.children.map((one, index) => (index === target.index ? count(one) : one)),
  }
}

/** Finished, and refused all the same: now that it is certain that it is not out, a new one is tried, or none. */
function finished(facts: StepFacts, part: Part, target: Target): PostChange {
  const { attempts, position } = part
  if (target.kind === 'own' && attempts && isExhausted(attempts)) {
    if (attempts.reason === 'media-not-found') return remade(facts, part, { reason: 'media-not-found' })
    if (attempts.reason === 'refused')
      return failed(facts, part, {
        reason: 'refused',
        position,
        ...(attempts.detail && { detail: attempts.detail }),
      })
  }
  const container = containerOf(part)
  if (!container) throw new Error(`part ${position} has no container`)
  const read = asked(container, target, facts)
  const children = read.children.map((child, index) =>
    target.kind === 'child' && index === target.index ? { ...child, isFinished: true } : child,
  )
  const next = openPart(
    part,
    { container: { ...read, children }, attempts: afterAnswer(attempts) },
    target.kind === 'own' ? 'ready' : 'container',
  )
  const record = target.kind === 'own' ? read.own : read.children[target.index]
  return withPart(facts, next, {
    receipts: [
      {
        at: facts.at,
        kind: 'container-read',
        position,
        detail: { container: record?.id ?? '', status: 'FINISHED' },
      },
    ],
  })
}

/** Out, and nobody here saw the answer: the ledger says so, and recovery finds it. */
function publishedUnseen(facts: StepFacts, part: Part): PostChange {
  const { position } = part
  const own = getOwn(part)
  const known = facts.ledger.find((entry) => entry.position === position)
  const entry = {
    position,
    containerId: own.id,
    intentAt: known?.intentAt ?? own.madeAt,
    outcome: 'unanswered' as const,
  }
  return withPart(
    facts,
    openPart(part, { container: containerOf(part), attempts: part.attempts }, 'unknown'),
    {
      ledger: withEntry(facts.ledger, entry),
      receipts: [
        {
          at: facts.at,
          kind: 'container-read',
          position,
          detail: { container: own.id, status: 'PUBLISHED' },
        },
      ],
    },
  )
}

interface Why {
  readonly reason: RetryReason
  readonly trouble?: Exclude<PublisherTrouble, { kind: 'no_answer' }>
  readonly detail?: string
}

/** The same again, as the table says. */
function again(facts: StepFacts, part: Part, why: Why): PostChange {
  const attempts = afterTrouble(part.attempts, troubleOf(facts, why))
  if (isExhausted(attempts)) {
    const reason = why.reason === 'parent-not-ready' ? 'parent-gone' : why.reason
    return failed(facts, part, { ...why, reason, position: part.position })
  }
  return withPart(facts, openPart(part, { container: containerOf(part), attempts }), {
    receipts: [receiptOf(facts, part, why)],
  })
}

/** Without the containers that it had, and a while later. */
export function remade(facts: StepFacts, part: Part, why: Why): PostChange {
  const tried = afterTrouble(part.attempts, troubleOf(facts, why))
  // What was exhausted on one container begins anew with the next.
  const isOver = why.reason === 'media-not-found' ? false : isExhausted(tried)
  if (isOver || tried.remakes >= MOST_REMAKES) return failed(facts, part, { ...why, position: part.position })
  const attempts =
    why.reason === 'media-not-found' ? afterRemake(tried) : { ...tried, remakes: tried.remakes + 1 }
  return withPart(facts, openPart(part, { attempts }), { receipts: [receiptOf(facts, part, why)] })
}

function troubleOf({ at, account }: StepFacts, { reason, detail }: Why) {
  return { reason, at, jitter: account.jitter, ...(detail !== undefined && { detail }) }
}

function receiptOf({ at }: StepFacts, { position }: Part, { reason, trouble, detail }: Why) {
  return {
    at,
    kind: 'attempt-failed' as const,
    position,
    detail: { reason, ...(detail !== undefined && { detail }), ...(trouble && saidDetail(trouble.said)) },
  }
}

interface Failure {
  readonly reason: Parameters<typeof stopped>[2]['reason']
  readonly position: number
  readonly detail?: string
  readonly trouble?: Exclude<PublisherTrouble, { kind: 'no_answer' }>
}

export function failed(
  facts: StepFacts,
  part: Part,
  { reason, position, detail, trouble }: Failure,
): PostChange {
  const { at, post, ledger } = facts
  const { content, delayMs, attempts } = part
  const container = containerOf(part)
  const failedPart: Part = {
    position,
    content,
    delayMs,
    state: 'failed',
    ...(attempts && { attempts }),
    ...(container && { container }),
  }
  const parts = post.parts.map((one) => (one.position === position ? failedPart : one))
  const said = detail ?? (trouble && codeOf(trouble.said))
  const receipts = trouble
    ? [{ at, kind: 'attempt-failed' as const, position, detail: saidDetail(trouble.said) }]
    : []
  return stopped({ post: { ...post, parts }, ledger, receipts }, 'failed', {
    at,
    reason,
    position,
    ...(said !== undefined && { detail: said }),
  })
}
