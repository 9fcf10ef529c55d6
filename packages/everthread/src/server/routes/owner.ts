/** The owner: made once by the link on the terminal, logs in, logs out, changes the password. */
import { z } from '@hono/zod-openapi'
import { apiRoute, createRouter } from '../api-route.ts'
import { createOwnership } from '../auth/ownership.ts'
import { LONGEST_PASSWORD, SHORTEST_PASSWORD } from '../auth/password.ts'
import { SCOPES } from '../auth/scopes.ts'
import { sessionDeps } from '../auth/sessions.ts'
import { clearSessionCookie, writeSessionCookie } from '../auth/session-cookie.ts'
import { deleteSession } from '../../store/sessions.ts'
import { findOwner } from '../../store/owner.ts'
import { toIso } from '../../time/clock.ts'
import { jsonBody, jsonContent } from '../json-content.ts'
import { INSTANT } from '../schemas/common.ts'
import type { ServerDeps } from '../server-deps.ts'

const NAME = z.string().trim().min(1).max(100)
const PASSWORD = z.string().min(SHORTEST_PASSWORD).max(LONGEST_PASSWORD)

const NEW_OWNER = z
  .strictObject({ link: z.string().min(1).max(200), name: NAME, password: PASSWORD })
  .openapi('NewOwner')
const LOGIN = z
  .strictObject({ name: z.string().max(100), password: z.string().max(LONGEST_PASSWORD) })
  .openapi('Login')
const NEW_PASSWORD = z
  .strictObject({ current: z.string().max(LONGEST_PASSWORD), password: PASSWORD })
  .openapi('NewPassword')

const WHO = z
  .strictObject({
    now: INSTANT.openapi({ description: 'The service’s clock: pages count from it' }),
    caller: z.enum(['nobody', 'owner', 'key']),
    name: z.string().optional(),
    scopes: z.array(z.enum(SCOPES)),
    has_owner: z.boolean(),
    is_demo: z.boolean().openapi({ description: 'Is Threads a sandbox on this machine?' }),
  })
  .openapi('Who')
type Who = z.infer<typeof WHO>

const who = (description: string) => jsonContent(description, WHO)

const makeOwner = apiRoute(
  { access: 'public', problems: ['link-spent', 'owner-exists'] },
  {
    method: 'post',
    path: '/owner',
    summary: 'Make the owner, with the link that the terminal shows',
    request: { body: jsonBody(NEW_OWNER) },
    responses: { 201: who('Made, and logged in') },
  },
)
const logIn = apiRoute(
  { access: 'public', problems: ['wrong-login', 'too-many-tries'] },
  {
    method: 'post',
    path: '/session',
    summary: 'Log in',
    request: { body: jsonBody(LOGIN) },
    responses: { 201: who('Logged in') },
  },
)
const whoAmI = apiRoute(
  { access: 'public', problems: ['unauthenticated'] },
  {
    method: 'get',
    path: '/session',
    summary: 'Who asks, and what time it is',
    responses: { 200: who('Who') },
  },
)
const logOut = apiRoute(
  { access: 'owner' },
  {
    method: 'delete',
    path: '/session',
    summary: 'Log out',
    responses: { 204: { description: 'Logged out' } },
  },
)
const changePassword = apiRoute(
  { access: 'owner', problems: ['password-wrong', 'too-many-tries'] },
  {
    method: 'put',
    path: '/owner/password',
    summary: 'Change the password; every other session ends',
    request: { body: jsonBody(NEW_PASSWORD) },
    responses: { 204: { description: 'Changed' } },
  },
)

export function ownerRoutes(deps: ServerDeps) {
  const { store } = deps.installation
  const sessions = sessionDeps(deps)
  const ownership = createOwnership({ ...sessions, host: deps.host })
  const whoIs = async (caller: Who['caller'], scopes: Who['scopes']): Promise<Who> => {
    const owner = await findOwner(store.db)
    return {
      now: toIso(deps.now()),
      caller,
      scopes: [...scopes],
      has_owner: owner !== undefined,
      is_demo: deps.sandbox !== undefined,
      ...(caller === 'owner' && owner && { name: owner.name }),
    }
  }
  return createRouter()
    .openapi(makeOwner, async (c) => {
      const session = await ownership.make(c.req.valid('json'), c.req.header('user-agent'))
      deps.log.ownerMade()
      writeSessionCookie(c, session.text, session.expiresAt - sessions.now())
      return c.json(await whoIs('owner', [...SCOPES]), 201)
    })
    .openapi(logIn, async (c) => {
      const order = { ...c.req.valid('json'), address: c.get('address'), agent: c.req.header('user-agent') }
      const session = await ownership.logIn(order).catch((error: unknown) => {
        deps.log.loginRefused(order.address)
        throw error
      })
      deps.log.loggedIn(order.address)
      const caller = c.get('caller')
      // The id that the browser had before is not to outlive the login.
      if (caller.kind === 'owner') await deleteSession(store.db, caller.idHash)
      writeSessionCookie(c, session.text, session.expiresAt - sessions.now())
      return c.json(await whoIs('owner', [...SCOPES]), 201)
    })
    .openapi(whoAmI, async (c) => {
      const caller = c.get('caller')
      const scopes = caller.kind === 'owner' ? [...SCOPES] : caller.kind === 'key' ? [...caller.scopes] : []
      return c.json(await whoIs(caller.kind, scopes), 200)
    })
    .openapi(logOut, async (c) => {
      const caller = c.get('caller')
      if (caller.kind === 'owner') await deleteSession(store.db, caller.idHash)
      clearSessionCookie(c)
      return c.body(null, 204)
    })
    .openapi(changePassword, async (c) => {
      const order = { ...c.req.valid('json'), address: c.get('address'), agent: c.req.header('user-agent') }
      const session = await ownership.changePassword(order)
      deps.log.passwordChanged()
      writeSessionCookie(c, session.text, session.expiresAt - sessions.now())
      return c.body(null, 204)
    })
}
