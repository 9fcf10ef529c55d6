/** Questions to a sandbox about what it was asked, and about the tokens that it made. */
import type { EndpointId, Sandbox } from '@everthread/sandbox'

export function callsOf({ requests }: Pick<Sandbox, 'requests'>, endpoint: EndpointId): number {
  return requests.list().filter((one) => one.endpoint === endpoint).length
}

export type Verdict = 'alive' | 'dead' | 'unknown'

/** What Meta would say of a token. `unknown`: it never made this one. */
export function verdictOn({ tokens }: Pick<Sandbox, 'tokens'>, token: string): Verdict {
  const found = tokens.list().find((one) => one.access_token === token)
  if (!found) return 'unknown'
  return found.verdict === 'alive' ? 'alive' : 'dead'
}

/** Does this token come from a renewal of this test, and not from its beginning? */
export function isFresh({ tokens, clock }: Pick<Sandbox, 'tokens' | 'clock'>, token: string): boolean {
  const expiresAt = tokens.list().find((one) => one.access_token === token)?.expires_at
  return expiresAt !== undefined && Date.parse(expiresAt) - clock.now() > 59 * 86_400_000
}
