/** Becoming the owner, and proving to be. */
import {
  deleteOwner,
  findOwner,
  insertOwner,
  putOwnerLink,
  replacePassword,
  takeOwnerLink,
} from '../../store/owner.ts'
import { deleteAllSessions } from '../../store/sessions.ts'
import type { Clock, Millis } from '../../time/clock.ts'
import { HOUR } from '../../time/duration.ts'
import { Problem } from '../problem.ts'
import { createBearer, hashOf } from './bearer.ts'
import { createLoginLimit, type LoginLimit } from './login-limit.ts'
import { hashPassword, verifyPassword } from './password.ts'
import { isSameState } from '../../connect/login-state.ts'
import { beginSession, type SessionDeps, type SessionId } from './sessions.ts'

export interface OwnershipDeps extends SessionDeps {
  readonly host: Pick<Clock, 'ticks'>
}

/** From where somebody tries. */
interface Try {
  readonly address: string
  readonly agent: string | undefined
}

export interface Ownership {
  make(owner: NewOwner & { readonly link: string }, agent: string | undefined): Promise<SessionId>
  logIn(order: Try & { name: string; password: string }): Promise<SessionId>
  /** Every session ends; a new one begins. */
  changePassword(order: Try & { current: string; password: string }): Promise<SessionId>
}

/** All reject with `Problem`. */
export function createOwnership(deps: OwnershipDeps): Ownership {
  const limit = createLoginLimit(deps.host)
  return {
    make: (owner, agent) => makeByLink(deps, owner, agent),
    logIn: async ({ name, password, ...from }) => {
      const owner = await findOwner(deps.store.db)
      await limited(limit, from.address, async () => {
        const isPassword = await verifyPassword(password, owner?.password)
        if (!isPassword || owner === undefined || !isSameState(owner.name, name.trim()))
          throw new Problem('wrong-login')
      })
      return beginSession(deps, from.agent)
    },
    changePassword: async ({ current, password, ...from }) => {
      const owner = await findOwner(deps.store.db)
      await limited(limit, from.address, async () => {
        if (!(await verifyPassword(current, owner?.password))) throw new Problem('password-wrong')
      })
      const hash = await hashPassword(password, deps.randomBytes)
      await deps.store.transaction(async (trx) => {
        const change = { password: hash, changedAt: deps.now() }
        if (!(await replacePassword(trx, owner?.password ?? '', change))) throw new Problem('password-wrong')
        await deleteAllSessions(trx)
      })
      return beginSession(deps, from.agent)
    },
  }
}

/** A try is counted before it is looked at, so that many at once are no more than many one after the other. */
async function limited(limit: LoginLimit, address: string, attempt: () => Promise<void>): Promise<void> {
  const taken = limit.take(address)
  if (taken.kind === 'wait') throw new Problem('too-many-tries', { retryAfterMs: taken.ms })
  await attempt()
  limit.forgive(address)
}

export interface NewOwner {
  readonly name: string
  readonly password: string
}

/** Where there is one already. */
export class OwnerExistsError extends Error {
  override readonly name = 'OwnerExistsError'
  readonly code = 'owner-exists'
}

/** Rejects with `OwnerExistsError`. `mayMake` says in the same transaction whether whoever asks may. */
export async function makeOwner(
  { store, now, randomBytes }: SessionDeps,
  { name, password }: NewOwner,
  mayMake: (trx: Transaction, now: Millis) => Promise<boolean> = async () => true,
): Promise<void> {
  const hash = await hashPassword(password, randomBytes)
  await store.transaction(async (trx) => {
    const at = now()
    if (await findOwner(trx)) throw new OwnerExistsError('this installation has an owner already')
    if (!(await mayMake(trx, at))) throw new Problem('link-spent')
    await insertOwner(trx, { name, password: hash, createdAt: at })
  })
}

type Transaction = Parameters<typeof deleteOwner>[0]

async function makeByLink(
  deps: OwnershipDeps,
  { link, ...owner }: NewOwner & { readonly link: string },
  agent: string | undefined,
): Promise<SessionId> {
  try {
    await makeOwner(deps, owner, (trx, now) => takeOwnerLink(trx, hashOf(link), now))
  } catch (error) {
    throw error instanceof OwnerExistsError ? new Problem('owner-exists', { cause: error }) : error
  }
  return beginSession(deps, agent)
}

/** Whoever starts the service looks at its terminal; in the log that this may be, the link is soon worth nothing. */
export const OWNER_LINK_MS = HOUR

/** A new one-time link; the one before it ends. */
export async function createOwnerLink({ store, now, randomBytes }: SessionDeps): Promise<string> {
  const { text, hash } = createBearer(randomBytes)
  const link = { linkHash: hash, expiresAt: (now() + OWNER_LINK_MS) as Millis }
  await store.transaction((trx) => putOwnerLink(trx, link))
  return text
}

/** The owner forgot the password, or fears that somebody knows it: nobody is logged in, and the link makes the owner anew. */
export async function resetOwner(deps: SessionDeps): Promise<string> {
  await deps.store.transaction(async (trx) => {
    await deleteOwner(trx)
    await deleteAllSessions(trx)
  })
  return createOwnerLink(deps)
}
