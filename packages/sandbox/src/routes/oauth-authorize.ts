/**
 * `/oauth/authorize`: the login window (threads-api.md §2.2).
 *
 * GET shows it; its form is POSTed back, and a test may do that by itself: `user` (a username), `decision` (`approve` or
 * `deny`), and the parameters of the GET. What a person sees as a failure is a JSON page, never a redirect: so it is at Meta.
 */
import type { App } from '../entities/app.ts'
import { isScope, type Scope } from '../entities/scopes.ts'
import type { User } from '../entities/user.ts'
import { putUser } from '../control/users.ts'
import { MetaRefusal } from '../errors/meta-refusal.ts'
import { type Answer, html } from '../http/answer.ts'
import type { Call } from '../http/call.ts'
import { SandboxMistake } from '../mistake.ts'
import { loginPage } from '../pages/login.ts'
import { findUser, getUser } from '../state/state.ts'
import { mintCode } from '../tokens/mint-token.ts'
import { redirectProblem } from '../tokens/redirect-rules.ts'

export function showLogin(call: Call): Answer {
  const { app, scopes } = readLogin(call)
  const users = [...call.world.state.users.values()]
  return html(loginPage({ app, users, scopes, request: requestOf(call) }))
}

export function decideLogin(call: Call): Answer {
  const login = readLogin(call)
  const decision = call.params.get('decision')
  if (decision === 'deny') return goBack(login, DENIED)
  if (decision !== 'approve') throw wrongForm('"decision" must be approve or deny')
  const user = chosenUser(call)
  if (!login.app.live && !user.tester) throw new MetaRefusal('invitation_not_accepted')
  const { value } = mintCode(call.world, {
    appId: login.app.appId,
    userId: user.id,
    redirectUri: login.redirectUri,
    scopes: grantedScopes(call, login.scopes),
  })
  return goBack(login, { code: value })
}

interface Login {
  readonly app: App
  readonly redirectUri: string
  readonly scopes: readonly Scope[]
  readonly state: string | null
}

const DENIED = {
  error: 'access_denied',
  error_reason: 'user_denied',
  error_description: 'The user denied your request',
}

/** @throws MetaRefusal as the window would: app, redirect, then the rest. */
function readLogin(call: Call): Login {
  const { world, params } = call
  const clientId = params.get('client_id') ?? ''
  if (clientId === '') throw new MetaRefusal('app_id_missing')
  const app = world.state.apps.get(clientId)
  if (!app) throw new MetaRefusal('app_unknown')
  const redirectUri = params.get('redirect_uri') ?? ''
  if (!app.redirectUris.includes(redirectUri) || redirectProblem(world, redirectUri) !== undefined) {
    throw new MetaRefusal('redirect_not_registered')
  }
  // Leaving it out works at Meta (Postiz does).
  const responseType = params.get('response_type') ?? 'code'
  const scopes = wantedScopes(params.get('scope') ?? '')
  if (responseType !== 'code' || !scopes?.includes('threads_basic'))
    throw new MetaRefusal('window_unknown_error')
  return { app, redirectUri, scopes, state: params.get('state') }
}

/** Separated by commas or spaces. `undefined` when one of them is no scope. */
function wantedScopes(text: string): readonly Scope[] | undefined {
  const names = text.split(/[\s,]+/).filter((name) => name !== '')
  const scopes = names.filter(isScope)
  return scopes.length === names.length ? [...new Set(scopes)] : undefined
}

/** Those that stayed ticked. A form without the boxes grants all. */
function grantedScopes({ params }: Call, wanted: readonly Scope[]): readonly Scope[] {
  const ticked = params.getAll('granted')
  return ticked.length === 0
    ? wanted
    : wanted.filter((scope) => scope === 'threads_basic' || ticked.includes(scope))
}

function chosenUser({ world, params }: Call): User {
  const name = params.get('user') ?? ''
  const newcomer = params.get('new_user') ?? ''
  const users = [...world.state.users.values()]
  const [only] = users
  if (name === '' && newcomer === '' && only && users.length === 1) return only
  try {
    if (name === '' && newcomer !== '')
      return (
        findUser(world.state, newcomer) ?? getUser(world.state, putUser(world, { username: newcomer }).id)
      )
    return getUser(world.state, name)
  } catch (error) {
    if (error instanceof SandboxMistake) throw wrongForm(error.message)
    throw error
  }
}

function goBack({ redirectUri, state }: Login, answer: Readonly<Record<string, string>>): Answer {
  const params = new URLSearchParams(answer)
  if (state !== null) params.set('state', state)
  const mark = redirectUri.includes('?') ? '&' : '?'
  // Meta appends `#_`, which is no part of the code.
  return { kind: 'redirect', location: `${redirectUri}${mark}${params.toString()}#_` }
}

/** What the window sends along with its form. */
function requestOf({ params }: Call): Record<string, string> {
  const names = ['client_id', 'redirect_uri', 'response_type', 'scope', 'state']
  return Object.fromEntries(
    names.flatMap((name) => (params.has(name) ? [[name, params.get(name) ?? '']] : [])),
  )
}

/** The form is the sandbox's own, so its mistakes are told in plain words, in the window's shape. */
function wrongForm(sentence: string): MetaRefusal {
  return new MetaRefusal('window_unknown_error', {}, { message: `The sandbox's login form: ${sentence}` })
}
