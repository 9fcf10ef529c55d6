/** What is remembered about a `.env`'s token between two runs without a data folder. No secret: facts and a fingerprint. */
import type { Attempts, TokenFacts } from './facts.ts'

export interface EnvNote {
  readonly facts: TokenFacts
  /** Only Meta's "too young": any other back-off is the scheduler's that calls us. */
  readonly attempts?: Attempts
}

/** `undefined` for a note of another version, or of nobody's. */
export function parseEnvNote(text: string): EnvNote | undefined {
  try {
    const value: unknown = JSON.parse(text)
    if (!isNote(value)) return undefined
    return value
  } catch {
    // Half a note is no note: the next look at Meta starts a new one.
    return undefined
  }
}

function isNote(value: unknown): value is EnvNote {
  if (typeof value !== 'object' || value === null || !('facts' in value)) return false
  const { facts } = value
  if (typeof facts !== 'object' || facts === null || !('fingerprint' in facts) || !('expiry' in facts))
    return false
  const { expiry } = facts
  return (
    typeof facts.fingerprint === 'string' && typeof expiry === 'object' && expiry !== null && 'kind' in expiry
  )
}
