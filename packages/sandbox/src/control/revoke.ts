/** `POST revoke`: a token, or all of a user's, die before their time. */
import { type CallbackOutcome, sendCallback } from '../callbacks/send-callback.ts'
import type { App } from '../entities/app.ts'
import { type Death, DEATHS, type UserToken } from '../entities/token.ts'
import { SandboxMistake } from '../mistake.ts'
import { appOf, getApp, getUser, type State, userOf } from '../state/state.ts'
import { wholeSecond } from '../tokens/lifetimes.ts'
import type { World } from '../world.ts'
import { object, oneOf, optional, type Parser, text } from './shape.ts'

/** `POST revoke`: either `user` (all tokens, or those of one app) or `access_token` (that one). */
export interface RevokeOrder {
  readonly user?: string
  readonly access_token?: string
  /** App id; with `user` only. */
  readonly app?: string
  readonly subcode: Death
}

export const parseRevokeOrder: Parser<RevokeOrder> = object({
  user: optional(text),
  access_token: optional(text),
  app: optional(text),
  subcode: oneOf(DEATHS),
})

export interface Revocation {
  /** How many tokens died. */
  readonly revoked: number
  /** With 458 the app is told (Meta's deauthorize callback): one for each app that has a callback URL. */
  readonly callbacks: readonly CallbackOutcome[]
}

export async function revoke(world: World, order: RevokeOrder): Promise<Revocation> {
  const doomed = doomedTokens(world.state, order)
  for (const token of doomed) kill(world, token, order.subcode)
  return {
    revoked: doomed.length,
    callbacks: order.subcode === 458 ? await tellApps(world, order, doomed) : [],
  }
}

function doomedTokens(state: State, { user, access_token, app }: RevokeOrder): readonly UserToken[] {
  if ((user === undefined) === (access_token === undefined)) {
    throw new SandboxMistake('give exactly one of "user" and "access_token"')
  }
  if (access_token !== undefined) {
    const token = state.tokens.get(access_token)
    if (!token) throw new SandboxMistake('that access_token is none of this sandbox')
    return [token]
  }
  const { id } = getUser(state, user ?? '')
  if (app !== undefined) getApp(state, app)
  return [...state.tokens.values()].filter(
    (token) => token.userId === id && (app === undefined || token.appId === app),
  )
}

function kill(world: World, token: UserToken, subcode: Death): void {
  if (subcode !== 463) token.death = subcode
  else {
    const now = wholeSecond(world.clock.now())
    token.expiresAt = token.expiresAt === 'never' ? now : Math.min(token.expiresAt, now)
  }
}

async function tellApps(
  world: World,
  order: RevokeOrder,
  doomed: readonly UserToken[],
): Promise<readonly CallbackOutcome[]> {
  const user =
    order.user === undefined
      ? doomed.map((token) => userOf(world.state, token))[0]
      : getUser(world.state, order.user)
  if (!user) return []
  const outcomes: CallbackOutcome[] = []
  for (const app of appsOf(world.state, order, doomed)) {
    if (app.deauthorizeUrl !== undefined)
      outcomes.push(await sendCallback(world, 'deauthorize', { app, user }))
  }
  return outcomes
}

/** The apps that the user leaves. Somebody without a token leaves the named app, or the default one, all the same. */
function appsOf(state: State, order: RevokeOrder, doomed: readonly UserToken[]): ReadonlySet<App> {
  const apps = new Set(doomed.map((token) => appOf(state, token)))
  return apps.size > 0 ? apps : new Set([getApp(state, order.app)])
}
