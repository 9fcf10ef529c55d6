/** An event as the API lists it: its sentences in the language of whoever reads it now. */
import type { z } from '@hono/zod-openapi'
import type { EverthreadEvent } from '../../alerts/event.ts'
import { isPostReason } from '../../publisher/post-reasons.ts'
import type { NumberedEvent } from '../../store/events.ts'
import { eventSentences, type Happening } from '../../words/event-words.ts'
import { createFormat } from '../../words/format.ts'
import type { Language } from '../../words/language.ts'
import { postReasonSentences } from '../../words/post-reason-words.ts'
import type { SentenceFacts } from '../../words/sentences.ts'
import type { EVENTS } from '../schemas/event-schema.ts'

export function eventView(
  { number, event, told }: NumberedEvent,
  language: Language,
): z.input<typeof EVENTS>['events'][number] {
  const happening = told && happeningOf(event, told, language)
  if (!happening) return { number, event }
  const { message: _, remedy: __, url: ___, ...rest } = event
  return {
    number,
    event: { ...rest, ...eventSentences(happening, { language, format: createFormat(language) }) },
  }
}

/** `undefined` where the words were its own, and stay as they were told. */
function happeningOf(
  { event, reason }: EverthreadEvent,
  facts: SentenceFacts,
  language: Language,
): Happening | undefined {
  if (event === 'keeper-blocked') return undefined
  return isPostReason(reason)
    ? { event, reason, facts, why: postReasonSentences(reason, language) }
    : { event, reason, facts }
}
