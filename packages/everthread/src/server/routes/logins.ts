/** How a token comes in: pasted, or by a browser login that begins here and ends at `/oauth/callback`. */
import { z } from '@hono/zod-openapi'
import { Secret } from '@everthread/client'
import type { Context } from 'hono'
import { findKeptAccount } from '../../store/kept-accounts.ts'
import type { Taken } from '../account-actions.ts'
import { apiRoute, createRouter } from '../api-route.ts'
import type { AppEnv } from '../app-env.ts'
import { beginLogin } from '../auth/login-window.ts'
import { idempotent } from '../idempotency.ts'
import { jsonBody, jsonContent } from '../json-content.ts'
import { Problem } from '../problem.ts'
import { ACCOUNT } from '../schemas/account-schema.ts'
import type { ServerDeps } from '../server-deps.ts'
import { accountView, sayReason } from '../views/account-view.ts'

const PASTED = z
  .strictObject({
    token: z
      .string()
      .trim()
      .regex(/^[\x21-\x7e]{1,2000}$/),
  })
  .openapi('PastedToken')
const WINDOW = z
  .strictObject({
    url: z.url(),
    redirect_uri: z.url().openapi({ description: 'The app must have registered it' }),
  })
  .openapi('LoginWindow')

export function loginRoutes(deps: ServerDeps) {
  const before = [idempotent(deps)]
  const paste = apiRoute(
    { access: 'accounts:write', problems: ['token-refused', 'meta-unclear', 'account-busy'], before },
    {
      method: 'post',
      path: '/tokens',
      summary: 'Take a token over; it is never shown again',
      request: { body: jsonBody(PASTED) },
      responses: {
        200: jsonContent('Of an account that is kept already', ACCOUNT),
        201: jsonContent('New', ACCOUNT),
      },
    },
  )
  const login = apiRoute(
    { access: 'owner', problems: ['app-missing', 'no-public-url'], before },
    {
      method: 'post',
      path: '/logins',
      summary: 'Begin a browser login: go to the address that comes back, in the same browser',
      responses: { 201: jsonContent('Begun', WINDOW) },
    },
  )
  return createRouter()
    .openapi(paste, async (c) => {
      const taken = await deps.accounts.adopt(new Secret(c.req.valid('json').token))
      const { accountId, isNew } = requireTaken(deps, c, taken)
      deps.log.accountTaken(accountId, 'pasted')
      const kept = await findKeptAccount(deps.installation.store.db, accountId)
      if (!kept) throw new Problem('account-unknown')
      const view = accountView(kept, { language: c.get('language'), now: deps.now() })
      return isNew ? c.json(view, 201) : c.json(view, 200)
    })
    .openapi(login, async (c) => {
      const { url, redirectUri } = await beginLogin(deps, c)
      return c.json({ url, redirect_uri: redirectUri }, 201)
    })
}

/** Throws the problem that says why not. */
export function requireTaken(
  deps: ServerDeps,
  c: Context<AppEnv>,
  taken: Taken,
): Extract<Taken, { kind: 'taken' }> {
  switch (taken.kind) {
    case 'taken':
      return taken
    case 'failed':
      throw new Problem('token-refused', taken)
    case 'refused':
    case 'unclear': {
      const code = taken.kind === 'refused' ? 'token-refused' : 'meta-unclear'
      const speaking = { language: c.get('language'), now: deps.now() }
      throw new Problem(taken.reason === 'locked' ? 'account-busy' : code, sayReason(taken.reason, speaking))
    }
    default:
      return taken satisfies never
  }
}
