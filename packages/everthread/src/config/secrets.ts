/** The settings that must not be seen: raw text to `Secret`, and the raw text goes no further. */
import { Secret } from '@everthread/client'

/** A secret from raw text; surrounding white space is a copying mistake and never part of one. */
export function secretOf(text: string | undefined): Secret | undefined {
  const trimmed = text?.trim()
  return trimmed === undefined || trimmed === '' ? undefined : new Secret(trimmed)
}
