/** From what happened to the event that a person, a hook or a page is given. */
import { toIso } from '../time/clock.ts'
import { type Cause, eventSentences } from '../words/event-words.ts'
import type { Format } from '../words/format.ts'
import type { Language } from '../words/language.ts'
import type { SentenceFacts } from '../words/sentences.ts'
import type { EventName, EventPost, EverthreadEvent, Severity } from './event.ts'

/** An alert step, or what the keeper just did. */
export type Announcement = Cause & {
  readonly event: EventName
  /** The sink that failed; told as the path. */
  readonly sink?: string
  readonly post?: EventPost
}

export interface AnnouncementContext {
  /** Random, given by the caller: a receiver that sees it again drops the copy. */
  readonly id: string
  /** Threads' id of the user. */
  readonly accountId?: string
  /** What the sentences may say; `now` is the event's instant. */
  readonly facts: SentenceFacts
  readonly language: Language
  readonly format: Format
}

export function announce(
  announcement: Announcement,
  { id, accountId, facts, language, format }: AnnouncementContext,
): EverthreadEvent {
  const { event, reason, post } = announcement
  const told = toldFacts(announcement, facts)
  const sentences = eventSentences({ ...announcement, facts: told }, { language, format })
  const { username } = facts
  return {
    schema: 'everthread/event@1',
    id,
    at: toIso(facts.now),
    event,
    severity: SEVERITIES[event],
    account: {
      ...(accountId === undefined ? {} : { id: accountId }),
      ...(username === undefined ? {} : { username }),
    },
    ...(post && { post }),
    reason,
    ...sentences,
  }
}

/** With what the sentences are told: kept beside the event, they can be told again in another language. */
export function toldFacts({ sink, post }: Announcement, facts: SentenceFacts): SentenceFacts {
  return {
    ...facts,
    ...(sink !== undefined && { path: sink }),
    ...(post && { post: post.id }),
  }
}

/** Critical: somebody must act, or applications stop. Warning: it may come to that. */
const SEVERITIES: Readonly<Record<EventName, Severity>> = {
  'token-adopted': 'info',
  'token-renewed': 'info',
  'token-exchanged': 'info',
  'renewal-overdue': 'warning',
  'expires-in-14-days': 'warning',
  'expires-in-7-days': 'warning',
  'expires-in-3-days': 'critical',
  'expires-in-1-day': 'critical',
  'data-access-expires': 'warning',
  'needs-person': 'critical',
  'token-dead': 'critical',
  'keeper-blocked': 'critical',
  'sink-failed': 'warning',
  'consumer-unproven': 'warning',
  'clock-skew': 'warning',
  'queue-paused': 'critical',
  'post-held': 'warning',
  'post-needs-review': 'warning',
  'post-failed': 'warning',
  'account-removed': 'warning',
  recovered: 'info',
}
