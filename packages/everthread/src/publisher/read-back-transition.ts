/** A part that is out, and what is read of it: its address, and whether a reply became one. Pure. */
import { isReply } from './next-part.ts'
import { getPart, type PostChange, type StepFacts, stopped, withPart } from './post-change.ts'
import type { Part } from './post.ts'
import type { PublisherAnswer, ReadBack } from './publisher-api.ts'
import { afterTrouble } from './retry-table.ts'
import { troubled } from './trouble-transition.ts'

export function afterReadBack(
  facts: StepFacts,
  position: number,
  answer: PublisherAnswer<ReadBack>,
): PostChange {
  const part = getPart(facts.post, position)
  if (part.state !== 'published') throw new Error(`part ${position} is not out`)
  const { at, account } = facts
  if (answer.kind === 'token_refused' || answer.kind === 'rate_limited' || answer.kind === 'no_answer')
    return troubled(facts, part, answer)
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
