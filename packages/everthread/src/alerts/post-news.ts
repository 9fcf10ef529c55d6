/** What happened to posts, as what is announced of it. Pure. */
import type { PostHappening, StoppedPost } from '../publisher/post-happening.ts'
import type { Language } from '../words/language.ts'
import { postReasonSentences } from '../words/post-reason-words.ts'
import type { Announcement } from './announce.ts'

const EVENTS = {
  held: 'post-held',
  needs_review: 'post-needs-review',
  failed: 'post-failed',
} as const satisfies Record<StoppedPost['state'], Announcement['event']>

export function postNews(happening: PostHappening, language: Language): Announcement {
  if (happening.kind === 'paused') {
    const { reason } = happening.pause
    return { event: 'queue-paused', reason, why: postReasonSentences(reason, language) }
  }
  const { id, state, standing } = happening.post
  const { reason, position } = standing
  const post = { id, ...(position !== undefined && { position }) }
  return { event: EVENTS[state], reason, why: postReasonSentences(reason, language), post }
}
