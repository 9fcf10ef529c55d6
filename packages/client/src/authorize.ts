/**
 * Login, first half: the window that a person is sent to, what comes back from it, and the pages on which it ends
 * when it does not come back at all.
 *
 * @see https://developers.facebook.com/docs/threads/get-started/get-access-tokens-and-permissions (read 2026-11)
 */
import { requireText } from './arguments.ts'
import { ThreadsApiError } from './errors.ts'
import { isJsonObject, parseLosslessJson } from './json.ts'
import { present } from './present.ts'
import { refusalIn } from './refusal.ts'
import { Secret, isTokenText } from './secret.ts'
import { parsedUrl, requireSecureUrl } from './transport.ts'

/** The login window. The older address, on threads.net, redirects and has lost its query on the way for some. */
export const AUTHORIZE_URL = 'https://www.threads.com/oauth/authorize'

/** What an app may ask for. Without app review only the app's testers can grant it. */
export type Scope =
  | 'threads_basic'
  | 'threads_content_publish'
  | 'threads_read_replies'
  | 'threads_manage_replies'
  | 'threads_manage_insights'
  | 'threads_keyword_search'
  | 'threads_manage_mentions'
  | 'threads_delete'
  | 'threads_location_tagging'
  | 'threads_profile_discovery'
  | 'threads_share_to_instagram'

/** What {@link authorizeUrl} needs. */
export interface AuthorizeParameters {
  /** The *Threads* app id, not the Meta app id beside it. */
  readonly clientId: string
  /** One of the app's redirect callback URLs, to the letter. */
  readonly redirectUri: string
  /** Must include `threads_basic`. */
  readonly scopes: readonly Scope[]
  /** Comes back unchanged. Random for every login, and compared on return: it proves that the login is yours. */
  readonly state: string
  /** Another login window, such as a sandbox's; {@link AUTHORIZE_URL} by default. */
  readonly authorizeUrl?: string
}

/**
 * The address to open in a browser. (On Android: in a browser, not in the native app.)
 *
 * @throws {TypeError} when a parameter is wrong
 */
export function authorizeUrl(parameters: AuthorizeParameters): string {
  const { clientId, redirectUri, scopes, state, authorizeUrl: window = AUTHORIZE_URL } = parameters
  requireText('clientId', clientId)
  requireText('state', state)
  requireSecureUrl('redirectUri', redirectUri)
  if (!scopes.includes('threads_basic')) throw new TypeError('scopes must include threads_basic')
  const url = requireSecureUrl('authorizeUrl', window)
  url.searchParams.set('client_id', clientId)
  url.searchParams.set('redirect_uri', redirectUri)
  url.searchParams.set('scope', scopes.join(','))
  url.searchParams.set('response_type', 'code')
  url.searchParams.set('state', state)
  return url.href
}

/** What came back from the login window. */
export type Callback =
  /** The person agreed. Compare `state` before anything else. */
  | { readonly kind: 'code'; readonly code: Secret; readonly state?: string }
  /** The person, or Meta, said no: `error` is `access_denied`, `reason` `user_denied`. The texts come out of a URL. */
  | {
      readonly kind: 'denied'
      readonly error: string
      readonly reason?: string
      readonly description?: string
      readonly state?: string
    }
  /** Not an address of this kind: `not-a-url`; neither or both of `code` and `error`; or a code that can be none. */
  | { readonly kind: 'unusable'; readonly why: 'not-a-url' | 'no-code' | 'ambiguous' | 'malformed-code' }

/**
 * Reads the full address that the login window redirected to, as a server received it or as a person pasted it. Never
 * throws: what a person pastes is no programmer's mistake.
 *
 * @param address with its query; space around it, and the `#_` that Meta appends, do not matter
 */
export function parseCallback(address: string): Callback {
  const query = parsedUrl(address.trim())?.searchParams
  if (query === undefined) return { kind: 'unusable', why: 'not-a-url' }
  const outcomes = [...query.getAll('code'), ...query.getAll('error')]
  if (outcomes.length > 1) return { kind: 'unusable', why: 'ambiguous' }
  const state = query.get('state') ?? undefined
  const error = query.get('error')
  if (error !== null) {
    const reason = query.get('error_reason') ?? undefined
    const description = query.get('error_description') ?? undefined
    return present({ kind: 'denied' as const, error, reason, description, state })
  }
  const code = query.get('code')?.replace(/#_$/, '') // A fragment that somebody's tool has percent-encoded.
  if (code === undefined) return { kind: 'unusable', why: 'no-code' }
  if (!isTokenText(code)) return { kind: 'unusable', why: 'malformed-code' }
  return present({ kind: 'code' as const, code: new Secret(code), state })
}

/**
 * Reads a page of JSON on which the login window ended instead of redirecting: the redirect URI is not registered
 * (1349168), the tester's invitation is not accepted (1349245), the app id is wrong (1349026, 4476002). It never
 * reaches the redirect URI, so a person has to paste it.
 *
 * @returns the error, to show or to {@link classify}, or `undefined` when the text is no such page
 */
export function readAuthorizeFailure(bodyText: string): ThreadsApiError | undefined {
  const content = jsonOrUndefined(bodyText)
  const refusal = isJsonObject(content) ? refusalIn(content, { endpoint: 'authorize' }) : undefined
  return refusal && new ThreadsApiError(refusal)
}

function jsonOrUndefined(text: string): unknown {
  try {
    return parseLosslessJson(text)
  } catch {
    return undefined // Not JSON is an answer here: the text is no such page.
  }
}
