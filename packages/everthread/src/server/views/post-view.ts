/** A post as the API shows it. */
import type { z } from '@hono/zod-openapi'
import type { Part, Post, Standing } from '../../publisher/post.ts'
import { isPostReason } from '../../publisher/post-reasons.ts'
import type { NumberedReceipt } from '../../store/receipts.ts'
import { toIso } from '../../time/clock.ts'
import type { Language } from '../../words/language.ts'
import { postReasonSentences } from '../../words/post-reason-words.ts'
import { postStateWords } from '../../words/post-state-words.ts'
import type { POST } from '../schemas/post-schema.ts'
import { snakeKeys } from '../wire-keys.ts'

export type PostJson = z.input<typeof POST>

export function postView(post: Post, language: Language): PostJson {
  const { id, accountId, state, version, plan, parts, createdAt, updatedAt } = post
  return {
    id,
    account_id: accountId,
    state,
    message: postStateWords(language).post[state],
    version,
    ...(plan && { plan: { ...plan, at: toIso(plan.at) } }),
    ...('standing' in post && { standing: standingView(post.standing, language) }),
    parts: parts.map((part) => partView(part, language)),
    created_at: toIso(createdAt),
    updated_at: toIso(updatedAt),
    ...(post.state === 'published' && { published_at: toIso(post.publishedAt) }),
  }
}

function standingView(standing: Standing, language: Language): PostJson['standing'] {
  const { message, remedy } = postReasonSentences(standing.reason, language)
  return { ...standing, at: toIso(standing.at), message, ...(remedy !== undefined && { remedy }) }
}

function partView(part: Part, language: Language): PostJson['parts'][number] {
  const { position, state, content, delayMs, attempts } = part
  return {
    position,
    state,
    message: postStateWords(language).part[state],
    content: snakeKeys(content),
    delay_ms: delayMs,
    ...(attempts && {
      attempts: {
        count: attempts.count,
        reason: attempts.reason,
        not_before: toIso(attempts.notBefore),
        ...(attempts.detail !== undefined && { detail: attempts.detail }),
      },
    }),
    ...(part.state === 'published' && publishedView(part)),
  }
}

function publishedView({ publishedAt, permalink, as }: Extract<Part, { state: 'published' }>) {
  return {
    published_at: toIso(publishedAt),
    by_hand: as.kind === 'by_hand',
    ...(as.mediaId !== undefined && { media_id: as.mediaId }),
    ...(permalink !== undefined && { permalink }),
  }
}

export function receiptView({ number, at, kind, position, detail }: NumberedReceipt, language: Language) {
  const what = postStateWords(language).receipt[kind]
  const why = isPostReason(detail?.['reason']) && postReasonSentences(detail['reason'], language).message
  return {
    number,
    at: toIso(at),
    kind,
    message: why ? `${what} ${why}` : what,
    ...(position !== undefined && { position }),
    ...(detail && { detail }),
  }
}
