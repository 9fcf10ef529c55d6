/** How an account stands, by what the keeper decided last. Pure. */
import type { Account } from '../api/queries.ts'

export type Standing =
  /** Renewed in time without anybody. */
  | 'alive'
  /** Meta refused or did not answer, and is asked again: nothing is known to be lost. */
  | 'unsure'
  | 'needs-you'

type Reason = NonNullable<Account['decision']>['reason']

const CALM: ReadonlySet<Reason> = new Set([
  'fresh',
  'too-young',
  'renewed-recently',
  'permanent',
  'window-not-reached',
  'rolled-back',
  'short-lived',
  'due',
  'forced',
])

/** Meta takes the token no more, whatever was once said of its end. */
const DEAD: ReadonlySet<Reason> = new Set([
  'expired',
  'password-changed',
  'app-removed',
  'checkpoint',
  'account-unconfirmed',
  'token-invalid',
  'token-unreadable',
  'not-a-tester',
  'data-access-expired',
  'renewal-answer-lost',
])

export function isDead({ decision }: Pick<Account, 'decision'>): boolean {
  return decision?.kind === 'needs_person' && DEAD.has(decision.reason)
}

export function standingOf({ decision }: Pick<Account, 'decision'>): Standing {
  if (decision?.kind === 'needs_person') return 'needs-you'
  return decision !== undefined && CALM.has(decision.reason) ? 'alive' : 'unsure'
}
