/**
 * A browser login that begins and ends here. What it was begun with travels in a cookie, sealed by the vault: any node can
 * end it, nothing is kept in memory, and an answer that was meant for another browser finds no cookie.
 */
import type { Context } from 'hono'
import { deleteCookie, getCookie, setCookie } from 'hono/cookie'
import { authorizeUrl } from '@everthread/client'
import { createLoginState } from '../../connect/login-state.ts'
import { WANTED_SCOPES } from '../../cli/json/token-json.ts'
import { isLoopbackApi } from '../../config/config.ts'
import type { Millis } from '../../time/clock.ts'
import { MINUTE, SECOND } from '../../time/duration.ts'
import { VaultError } from '../../vault/vault-error.ts'
import type { AppEnv } from '../app-env.ts'
import { Problem } from '../problem.ts'
import type { ServerDeps } from '../server-deps.ts'

const COOKIE = 'everthread_login'
const CONTEXT = 'login'
const LONGEST_LOGIN_MS = 15 * MINUTE

export interface Begun {
  readonly state: string
  readonly redirectUri: string
  readonly at: Millis
}

export async function beginLogin(
  deps: ServerDeps,
  c: Context<AppEnv>,
): Promise<{ readonly url: string; readonly redirectUri: string }> {
  const { id: clientId, secret } = await deps.accounts.findApp()
  if (clientId === undefined || !secret) throw new Problem('app-missing')
  const redirectUri = redirectUriFor(deps, c)
  const begun: Begun = { state: createLoginState(deps.randomBytes), redirectUri, at: deps.now() }
  setCookie(c, COOKIE, deps.installation.vault.seal(JSON.stringify(begun), CONTEXT), {
    ...place(c),
    httpOnly: true,
    // The answer comes from another site, by a link: Strict would not send it.
    sameSite: 'Lax',
    maxAge: LONGEST_LOGIN_MS / SECOND,
  })
  const window = { authorizeUrl: deps.config.authorizeUrl, scopes: WANTED_SCOPES, state: begun.state }
  return { redirectUri, url: authorizeUrl({ clientId, redirectUri, ...window }) }
}

/** What was begun in this browser, used up; `undefined` where nothing was, or too long ago. */
export function takeLogin({ installation, now }: ServerDeps, c: Context<AppEnv>): Begun | undefined {
  const sealed = c.get('isSecure') ? getCookie(c, COOKIE, 'host') : getCookie(c, COOKIE)
  deleteCookie(c, COOKIE, place(c))
  const begun = sealed === undefined ? undefined : open(installation.vault, sealed)
  return begun && now() - begun.at <= LONGEST_LOGIN_MS ? begun : undefined
}

function place(c: Context<AppEnv>) {
  return { path: '/', ...(c.get('isSecure') ? ({ prefix: 'host', secure: true } as const) : {}) }
}

function open(vault: ServerDeps['installation']['vault'], sealed: string): Begun | undefined {
  try {
    return JSON.parse(vault.open(sealed, CONTEXT).reveal()) as Begun
  } catch (error) {
    if (error instanceof VaultError) return undefined
    throw error
  }
}

/** Meta sends the browser back to HTTPS alone; a sandbox on this machine goes everywhere. */
function redirectUriFor({ config }: ServerDeps, c: Context<AppEnv>): string {
  const { publicUrl } = config
  if (publicUrl?.startsWith('https:')) return `${publicUrl}/oauth/callback`
  if (!isLoopbackApi(config)) throw new Problem('no-public-url')
  return `http://${c.req.header('host') ?? ''}/oauth/callback`
}
