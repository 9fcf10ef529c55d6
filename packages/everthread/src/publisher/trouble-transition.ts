/** What is the same whatever was asked: a token, a scope, a restriction, a limit, silence. Pure. */
import {
  codeOf,
  containerOf,
  openPart,
  type PostChange,
  saidDetail,
  type StepFacts,
  stopped,
  withPart,
} from './post-change.ts'
import type { Part } from './post.ts'
import type { PublisherTrouble } from './publisher-api.ts'
import { afterTrouble, type RetryReason } from './retry-table.ts'

export type CommonTrouble = Exclude<PublisherTrouble, { kind: 'media_not_found' | 'refused' }>

/** The part stays as it was, with its streak. */
export function troubled(facts: StepFacts, part: Part, trouble: CommonTrouble): PostChange {
  switch (trouble.kind) {
    case 'restricted':
    case 'scope_missing':
      return heldBy(facts, part, trouble)
    case 'token_refused':
      return { ...waiting(facts, part, { trouble, reason: 'token-doubted' }), isTokenDue: true }
    case 'rate_limited':
      return waiting(facts, part, { trouble, reason: 'rate-limited' })
    case 'no_answer':
      return waiting(facts, part, { trouble, reason: trouble.reason })
    default:
      return trouble satisfies never
  }
}

/** Waits as the table says, for that reason. */
export function waiting(
  facts: StepFacts,
  part: Part,
  { trouble, reason }: { readonly trouble: CommonTrouble; readonly reason: RetryReason },
): PostChange {
  const { at, account } = facts
  const { position } = part
  const detail = codeOf(trouble.said)
  const attempts = afterTrouble(part.attempts, {
    reason,
    at,
    jitter: account.jitter,
    ...(detail !== undefined && { detail }),
    ...('retryAfterMs' in trouble && trouble.retryAfterMs !== undefined && { waitMs: trouble.retryAfterMs }),
  })
  return withPart(facts, withAttempts(part, attempts), {
    receipts: [{ at, kind: 'attempt-failed', position, detail: { reason, ...saidDetail(trouble.said) } }],
  })
}

function withAttempts(part: Part, attempts: NonNullable<Part['attempts']>): Part {
  if (part.state === 'published') return { ...part, attempts }
  const isAtMeta = part.state === 'ready' || part.state === 'unknown' || part.state === 'publishing'
  return openPart(part, { container: containerOf(part), attempts }, isAtMeta ? part.state : 'container')
}

/** A restriction is the account's: its queue pauses at once (P9). */
function heldBy(
  { post, ledger, at }: StepFacts,
  { position }: Part,
  { kind, said }: Extract<CommonTrouble, { kind: 'restricted' | 'scope_missing' }>,
): PostChange {
  const detail = codeOf(said)
  const reason = kind === 'restricted' ? 'restricted' : 'scope-missing'
  const receipt = { at, kind: 'attempt-failed' as const, position, detail: saidDetail(said) }
  const change = stopped({ post, ledger, receipts: [receipt] }, 'held', {
    at,
    reason,
    position,
    ...(detail !== undefined && { detail }),
  })
  if (kind !== 'restricted') return change
  return { ...change, pause: { reason: 'restricted', at, ...(detail !== undefined && { detail }) } }
}
