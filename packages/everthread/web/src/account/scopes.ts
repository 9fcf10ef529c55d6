/** What a token may do, and what it lacks of what Everthread works with. Pure. */
import type { Account } from '../api/queries.ts'

export const KNOWN_SCOPES = [
  'threads_basic',
  'threads_content_publish',
  'threads_manage_insights',
  'threads_read_replies',
  'threads_manage_replies',
  'threads_manage_mentions',
  'threads_delete',
  'threads_keyword_search',
  'threads_location_tagging',
  'threads_profile_discovery',
  'threads_share_to_instagram',
] as const

export type KnownScope = (typeof KNOWN_SCOPES)[number]

export type ScopeView =
  /** Nobody has said. */
  | { readonly kind: 'unknown' }
  | { readonly kind: 'known'; readonly granted: readonly string[]; readonly missing: readonly string[] }

export function scopeView({
  scopes,
  missing_scopes: missing = [],
}: Pick<Account['token'], 'scopes' | 'missing_scopes'>): ScopeView {
  return scopes === undefined ? { kind: 'unknown' } : { kind: 'known', granted: scopes, missing }
}

export function isKnownScope(scope: string): scope is KnownScope {
  return KNOWN_SCOPES.some((known) => known === scope)
}
