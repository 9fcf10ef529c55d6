/** What a reason says about the token's life, as far as alerts go. */
import type { Reason } from '../keeper/reasons.ts'

export type Condition =
  | { readonly kind: 'alive' }
  /** This token may still be saved, but only by a person. */
  | { readonly kind: 'needs-person'; readonly reason: Reason }
  /** Nothing but another token helps. */
  | { readonly kind: 'dead'; readonly reason: Reason }

export function conditionAfter(reason: Reason): Condition {
  const kind = CONDITIONS[reason]
  return kind === 'alive' ? { kind } : { kind, reason }
}

/** Reasons of waiting and trying leave the token alive: if that lasts, it shows as a plan that was missed. */
const CONDITIONS: Readonly<Record<Reason, Condition['kind']>> = {
  fresh: 'alive',
  'too-young': 'alive',
  'renewed-recently': 'alive',
  'backing-off': 'alive',
  permanent: 'alive',
  'window-not-reached': 'alive',
  'rolled-back': 'alive',
  'short-lived': 'alive',
  due: 'alive',
  emergency: 'alive',
  forced: 'alive',
  'lifetime-unknown': 'alive',
  'expired-try-once': 'alive',
  renewed: 'alive',
  exchanged: 'alive',
  'renewed-not-written': 'alive',
  'not-proven': 'alive',
  network: 'alive',
  'not-json': 'alive',
  'server-error': 'alive',
  'rate-limited': 'alive',
  'clock-skew': 'alive',
  locked: 'alive',
  suspect: 'alive',
  'renewal-refused': 'alive',
  'exchange-refused': 'alive',
  'revocation-unconfirmed': 'alive',
  expired: 'dead',
  'password-changed': 'dead',
  'app-removed': 'dead',
  checkpoint: 'needs-person',
  'account-unconfirmed': 'needs-person',
  'token-invalid': 'dead',
  'token-unreadable': 'dead',
  'not-a-tester': 'needs-person',
  'scope-missing': 'needs-person',
  'data-access-ending': 'alive',
  'data-access-expired': 'dead',
  'short-lived-no-secret': 'needs-person',
  'app-secret-wrong': 'needs-person',
  'renewal-answer-lost': 'dead',
  'other-user': 'needs-person',
  'token-empty': 'needs-person',
  'token-missing': 'needs-person',
  'disk-full': 'alive',
  'file-not-readable': 'alive',
  'file-not-writable': 'alive',
  'wrong-key': 'alive',
  'store-unusable': 'alive',
}
