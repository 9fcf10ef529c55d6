/** The permissions of threads-api.md §2.1. */
export const SCOPES = [
  'threads_basic',
  'threads_content_publish',
  'threads_read_replies',
  'threads_manage_replies',
  'threads_manage_insights',
  'threads_keyword_search',
  'threads_manage_mentions',
  'threads_delete',
  'threads_location_tagging',
  'threads_profile_discovery',
  'threads_share_to_instagram',
] as const

export type Scope = (typeof SCOPES)[number]

/** What a token of the control plane may do unless told otherwise. */
export const DEFAULT_SCOPES: readonly Scope[] = [
  'threads_basic',
  'threads_content_publish',
  'threads_manage_insights',
]

export function isScope(text: string): text is Scope {
  return SCOPES.some((scope) => scope === text)
}
