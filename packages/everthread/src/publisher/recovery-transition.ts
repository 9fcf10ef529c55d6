/**
 * A publication whose answer is missing, and what was found out about it. Pure. It is out, or it may be sent again, or nobody
 * can tell: what is in doubt is never sent.
 */
import { remade } from './container-transition.ts'
import {
  containerOf,
  getOwn,
  getPart,
  openPart,
  type PostChange,
  type StepFacts,
  stopped,
  withPart,
} from './post-change.ts'
import { LANDING_MS } from './post-policy.ts'
import type { Part } from './post.ts'
import { out, settledFacts } from './publish-transition.ts'
import type { OwnPost, PublisherTrouble } from './publisher-api.ts'
import { afterAnswer, afterTrouble, isExhausted } from './retry-table.ts'
import { troubled } from './trouble-transition.ts'
import type { Millis } from '../time/clock.ts'

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

/** A person looks, and says which. */
export function reviewed({ post, ledger, at }: StepFacts, position: number): PostChange {
  return stopped({ post, ledger, receipts: [] }, 'needs_review', { at, reason: 'outcome-unknown', position })
}
