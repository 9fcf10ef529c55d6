/** The owner's sessions: begun by a login, kept alive by use, given a new id every day, ended by a logout. */
import {
  deleteExpiredSessions,
  endSessionAt,
  findSession,
  insertSession,
  type Session,
  touchSession,
} from '../../store/sessions.ts'
import type { Store } from '../../store/open-store.ts'
import type { Schema } from '../../store/schema.ts'
import type { Millis } from '../../time/clock.ts'
import type { ServerDeps } from '../server-deps.ts'
import { createBearer, hashOf } from './bearer.ts'
import { OLD_ID_MS, SESSION_MS, sessionDecision } from './session-policy.ts'

export interface SessionDeps {
  readonly store: Store<Schema>
  readonly now: () => Millis
  readonly randomBytes: (size: number) => Uint8Array
}

/** By the host's own clock: Meta's, or that of a sandbox that is turned by a month, says nothing about a browser. */
export function sessionDeps({ installation, host, randomBytes }: ServerDeps): SessionDeps {
  return { store: installation.store, now: () => host.now(), randomBytes }
}

/** What the browser is to keep. */
export interface SessionId {
  readonly text: string
  readonly idHash: string
  readonly expiresAt: Millis
}

const LONGEST_AGENT = 200

export async function beginSession(
  { store, now, randomBytes }: SessionDeps,
  agent: string | undefined,
): Promise<SessionId> {
  const begun = now()
  const { text, hash } = createBearer(randomBytes)
  const session: Session = {
    idHash: hash,
    createdAt: begun,
    seenAt: begun,
    expiresAt: (begun + SESSION_MS) as Millis,
    ...(agent !== undefined && { agent: agent.slice(0, LONGEST_AGENT) }),
  }
  await deleteExpiredSessions(store.db, begun)
  await insertSession(store.db, session)
  return { text, idHash: hash, expiresAt: session.expiresAt }
}

export interface Recognised {
  readonly idHash: string
  /** The id that takes the place of the one that was sent. */
  readonly rotated?: SessionId
}

/** Whose cookie this is; `undefined` for a session that is over, or never was. */
export async function recogniseSession(deps: SessionDeps, text: string): Promise<Recognised | undefined> {
  const { store, now } = deps
  const at = now()
  const session = await findSession(store.db, hashOf(text))
  if (!session) return undefined
  const decision = sessionDecision(session, at)
  switch (decision) {
    case 'over':
      return undefined
    case 'rotate':
      return rotate(deps, session, at)
    case 'touch':
      await touchSession(store.db, session.idHash, at)
      return { idHash: session.idHash }
    case 'fresh':
      return { idHash: session.idHash }
    default:
      return decision satisfies never
  }
}

/** The end stays where it was: a session does not live for ever by being used. Of two requests at once, one rotates. */
async function rotate(
  { store, randomBytes }: SessionDeps,
  session: Session,
  at: Millis,
): Promise<Recognised> {
  const { text, hash } = createBearer(randomBytes)
  const isOurs = await store.transaction(async (trx) => {
    const first = await endSessionAt(trx, session.idHash, (at + OLD_ID_MS) as Millis)
    if (first) await insertSession(trx, { ...session, idHash: hash, createdAt: at, seenAt: at })
    return first
  })
  if (!isOurs) return { idHash: session.idHash }
  return { idHash: hash, rotated: { text, idHash: hash, expiresAt: session.expiresAt } }
}
