/** A look for what a person published by hand, and what it leaves of the post. Pure. */
import { failed } from './container-transition.ts'
import { afterLooking, findByHand, foundPart, foundReceipt, lookForByHand } from './hand-off/found-by-hand.ts'
import { nextPart, type OpenPart } from './next-part.ts'
import { containerOf, getPart, openPart, type PostChange, type StepFacts, withPart } from './post-change.ts'
import type { OwnPost, PublisherTrouble } from './publisher-api.ts'
import { afterTrouble, isExhausted } from './retry-table.ts'
import { troubled } from './trouble-transition.ts'
import type { Millis } from '../time/clock.ts'

/** What a look saw. */
export type Sight =
  | {
      readonly kind: 'seen'
      readonly own: readonly OwnPost[]
      readonly since: Millis
      /** The token may not read one of the lists; what it would show is simply not there. */
      readonly isPartial: boolean
    }
  | { readonly kind: 'trouble'; readonly trouble: PublisherTrouble }

export function afterLook(facts: StepFacts, position: number, sight: Sight): PostChange {
  const { post } = facts
  if (post.state === 'handed_off' || post.state === 'published') return afterQuietLook(facts, sight)
  const part = nextPart(post)
  if (!part) throw new Error(`nothing follows part ${position}`)
  return afterLookForParent(facts, part, sight)
}

/** Nothing waits for it: what is not found now is looked for later. */
function afterQuietLook({ post, ledger, at }: StepFacts, sight: Sight): PostChange {
  if (sight.kind === 'seen') {
    const { own, since } = sight
    return { ...lookForByHand(post, { own, since, now: at }), ledger }
  }
  const { trouble } = sight
  const waitMs = 'retryAfterMs' in trouble ? trouble.retryAfterMs : undefined
  return {
    post: afterLooking(post, at, waitMs),
    ledger,
    receipts: [],
    ...(trouble.kind === 'token_refused' && { isTokenDue: true }),
  }
}

/** What follows cannot go out before: it would hang on nothing. */
function afterLookForParent(facts: StepFacts, part: OpenPart, sight: Sight): PostChange {
  if (sight.kind === 'trouble') return afterLookInTrouble(facts, part, sight.trouble)
  const found = findByHand(facts.post, sight)
  if (found.length === 0)
    return sight.isPartial
      ? failed(facts, part, { reason: 'parent-not-readable', position: part.position })
      : stillUnseen(facts, part)
  const parts = facts.post.parts.map((one) => {
    const by = found.find(({ position }) => position === one.position)
    return by ? foundPart(one, by) : one
  })
  const seen = { ...facts, post: { ...facts.post, parts } }
  return withPart(seen, openPart(getPart(seen.post, part.position), { container: containerOf(part) }), {
    receipts: found.map((one) => foundReceipt(one, facts.at)),
  })
}

function afterLookInTrouble(facts: StepFacts, part: OpenPart, trouble: PublisherTrouble): PostChange {
  return trouble.kind === 'refused' || trouble.kind === 'media_not_found'
    ? stillUnseen(facts, part)
    : troubled(facts, part, trouble)
}

/** Meta's list may be late. When it is not for a while, its owner has deleted it, or it never was. */
function stillUnseen(facts: StepFacts, part: OpenPart): PostChange {
  const { at, account } = facts
  const { position } = part
  const attempts = afterTrouble(part.attempts, { reason: 'parent-unseen', at, jitter: account.jitter })
  if (isExhausted(attempts)) return failed(facts, part, { reason: 'parent-gone', position })
  return withPart(facts, openPart(part, { container: containerOf(part), attempts }), {
    receipts: [{ at, kind: 'attempt-failed', position, detail: { reason: 'parent-unseen' } }],
  })
}
