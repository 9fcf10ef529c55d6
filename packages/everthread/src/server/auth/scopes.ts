/** What a caller may do. An API key has some of these; the owner's session has all, and what only a session may. */
export const SCOPES = ['read', 'posts:write', 'media:write', 'accounts:write', 'settings:write'] as const

export type Scope = (typeof SCOPES)[number]

/** Who may call a route. `owner`: a session alone, so that a key cannot make another or change the password. */
export type Access = 'public' | 'owner' | Scope

export type Caller =
  | { readonly kind: 'nobody' }
  | { readonly kind: 'owner'; readonly idHash: string }
  | { readonly kind: 'key'; readonly id: string; readonly scopes: readonly Scope[] }

export type Admission = 'admitted' | 'unauthenticated' | 'forbidden'

export function admission(caller: Caller, access: Access): Admission {
  if (access === 'public') return 'admitted'
  switch (caller.kind) {
    case 'nobody':
      return 'unauthenticated'
    case 'owner':
      return 'admitted'
    case 'key':
      return access !== 'owner' && caller.scopes.includes(access) ? 'admitted' : 'forbidden'
    default:
      return caller satisfies never
  }
}

export function isScope(text: string): text is Scope {
  return SCOPES.some((scope) => scope === text)
}
