import type { TokenFacts } from './facts.ts'

/** A look adds to what is known; what it could not see is kept, not forgotten. */
export function mergeFacts(known: TokenFacts, seen: TokenFacts): TokenFacts {
  return { ...known, ...seen, expiry: seen.expiry.kind === 'unknown' ? known.expiry : seen.expiry }
}
