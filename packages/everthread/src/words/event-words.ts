/** What an event says to a person: what happened, and why where the reason adds to it. */
import type { EventName } from '../alerts/event.ts'
import type { Reason } from '../keeper/reasons.ts'
import type { PostReason } from '../publisher/post-reasons.ts'
import { eventWordsEn } from './event-words.en.ts'
import { eventWordsRu } from './event-words.ru.ts'
import type { Format } from './format.ts'
import type { Language } from './language.ts'
import { reasonSentences } from './reason-words.ts'
import { type Saying, type SentenceFacts, type Sentences, say } from './sentences.ts'

const LISTS: Record<Language, Record<EventName, Saying>> = { en: eventWordsEn, ru: eventWordsRu }

/** Whether the reason's message follows the event's, and its remedy and place stand for both. */
const REASON_IS_TOLD: Record<EventName, boolean> = {
  'token-adopted': false,
  'token-renewed': false,
  'token-exchanged': false,
  'renewal-overdue': true,
  'expires-in-14-days': true,
  'expires-in-7-days': true,
  'expires-in-3-days': true,
  'expires-in-1-day': true,
  'data-access-expires': false,
  'needs-person': true,
  'token-dead': true,
  'keeper-blocked': true,
  'sink-failed': true,
  'consumer-unproven': false,
  'clock-skew': true,
  'queue-paused': false,
  'post-held': true,
  'post-needs-review': true,
  'post-failed': true,
  'account-removed': false,
  recovered: false,
}

/** Why it happened. An error, and a post's reason, bring their own words. */
export type Cause =
  | { readonly reason: Reason; readonly why?: undefined }
  | { readonly reason: Reason | PostReason; readonly why: Sentences }

export type Happening = Cause & {
  readonly event: EventName
  readonly facts: SentenceFacts
}

export function eventSentences(
  happening: Happening,
  { language, format }: { language: Language; format: Format },
): Sentences {
  const { event, facts } = happening
  const what = say(LISTS[language][event], facts, format)
  if (!REASON_IS_TOLD[event]) return what
  const because =
    happening.why === undefined
      ? reasonSentences(happening.reason, facts, { language, format })
      : happening.why
  return { ...because, message: `${what.message} ${because.message}` }
}
