/** Who asks: an API key in `Authorization: Bearer`, else the session's cookie, else nobody. */
import type { Context } from 'hono'
import { findApiKey, touchApiKey } from '../../store/api-keys.ts'
import { MINUTE } from '../../time/duration.ts'
import type { AppEnv } from '../app-env.ts'
import { Problem } from '../problem.ts'
import type { ServerDeps } from '../server-deps.ts'
import { hashOf } from './bearer.ts'
import { type Caller, isScope } from './scopes.ts'
import { readSessionCookie, writeSessionCookie } from './session-cookie.ts'
import { recogniseSession, sessionDeps } from './sessions.ts'

const USED_EVERY_MS = MINUTE

/** A key that is wrong is told so, and does not pass for nobody. */
export async function recognise(deps: ServerDeps, c: Context<AppEnv>): Promise<Caller> {
  const header = c.req.header('authorization')
  if (header !== undefined) return recogniseKey(deps, header)
  const cookie = readSessionCookie(c)
  const sessions = sessionDeps(deps)
  const session = cookie === undefined ? undefined : await recogniseSession(sessions, cookie)
  if (!session) return { kind: 'nobody' }
  if (session.rotated) writeSessionCookie(c, session.rotated.text, session.rotated.expiresAt - sessions.now())
  return { kind: 'owner', idHash: session.idHash }
}

async function recogniseKey({ installation: { store }, now }: ServerDeps, header: string): Promise<Caller> {
  const text = /^Bearer +([\w-]{1,200})$/i.exec(header)?.[1]
  const key = text === undefined ? undefined : await findApiKey(store.db, hashOf(text))
  if (!key) throw new Problem('unauthenticated')
  const at = now()
  if (key.usedAt === undefined || at - key.usedAt >= USED_EVERY_MS) await touchApiKey(store.db, key.id, at)
  return { kind: 'key', id: key.id, scopes: key.scopes.filter(isScope) }
}
