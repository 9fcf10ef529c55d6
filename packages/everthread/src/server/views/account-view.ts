/** An account as the API shows it, in the language of the request. */
import { profileOf } from '../../account/round.ts'
import { statusEntry } from '../../cli/json/status-json.ts'
import type { Reason } from '../../keeper/reasons.ts'
import type { KeptAccount } from '../../store/kept-accounts.ts'
import type { Millis } from '../../time/clock.ts'
import { createFormat } from '../../words/format.ts'
import type { Language } from '../../words/language.ts'
import { reasonSentences } from '../../words/reason-words.ts'
import type { SentenceFacts, Sentences } from '../../words/sentences.ts'

export interface Speaking {
  readonly language: Language
  readonly now: Millis
}

type Entry = ReturnType<typeof statusEntry>

export type AccountView = Omit<Entry, 'sinks'> & {
  readonly sinks: readonly (Entry['sinks'][number] & { readonly message?: string })[]
}

export function accountView(kept: KeptAccount, speaking: Speaking): AccountView {
  const { account, current } = kept
  const { decision } = account
  const { expiry, dataAccessExpiresAt } = current.facts
  const sentences =
    decision &&
    sayReason(decision.reason, speaking, {
      username: profileOf(account).username,
      at: 'at' in decision ? decision.at : undefined,
      expiresAt: expiry.kind === 'at' ? expiry.at : undefined,
      dataAccessExpiresAt,
    })
  const entry = statusEntry(kept, sentences?.message)
  return { ...entry, sinks: entry.sinks.map((sink) => ({ ...sink, ...whyNotDelivered(sink, speaking) })) }
}

function whyNotDelivered({ reason }: Entry['sinks'][number], speaking: Speaking): { message?: string } {
  return reason === undefined ? {} : { message: sayReason(reason, speaking).message }
}

/** Instants are spoken in UTC: the page knows the reader's zone, and says them itself where it matters. */
export function sayReason(
  reason: Reason,
  { language, now }: Speaking,
  facts: Omit<SentenceFacts, 'now'> = {},
): Sentences {
  return reasonSentences(reason, { ...facts, now }, { language, format: createFormat(language, 'UTC') })
}
