/** What an event says to a person: what happened, and why where the reason adds to it. */
import type { EventName } from '../alerts/event.ts'
import type { Reason } from '../keeper/reasons.ts'
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
  'account-removed': false,
  recovered: false,
}

export interface Happening {
  readonly event: EventName
  readonly reason: Reason
  readonly facts: SentenceFacts
  /** Told in place of the reason's own words. */
  readonly why?: Sentences
}

export function eventSentences(
  { event, reason, facts, why }: Happening,
  { language, format }: { language: Language; format: Format },
): Sentences {
  const what = say(LISTS[language][event], facts, format)
  if (!REASON_IS_TOLD[event]) return what
  const because = why ?? reasonSentences(reason, facts, { language, format })
  return { ...because, message: `${what.message} ${because.message}` }
}
