/** Accounts: seen, kept now, rolled back, removed. */
import { z } from '@hono/zod-openapi'
import type { Context } from 'hono'
import { tokenJson } from '../../cli/json/token-json.ts'
import type { RoundOutcome } from '../../keeper/round.ts'
import { listGenerations } from '../../store/generations.ts'
import { findKeptAccount, type KeptAccount, listKeptAccounts } from '../../store/kept-accounts.ts'
import { toIso } from '../../time/clock.ts'
import { removalNotes } from '../../words/removal-words.ts'
import type { RolledBack } from '../account-actions.ts'
import { apiRoute, createRouter } from '../api-route.ts'
import type { AppEnv } from '../app-env.ts'
import { idempotent } from '../idempotency.ts'
import { jsonBody, jsonContent } from '../json-content.ts'
import { Problem } from '../problem.ts'
import { ACCOUNT, ACCOUNTS, HISTORY, REMOVED, ROUND } from '../schemas/account-schema.ts'
import { ID, ID_PARAMETER } from '../schemas/common.ts'
import type { ServerDeps } from '../server-deps.ts'
import { accountView, sayReason, type Speaking } from '../views/account-view.ts'

const PAGE = z.strictObject({
  after: ID.optional(),
  limit: z.coerce.number().int().min(1).max(100).default(50),
})
const TO = z.strictObject({ to: z.int().min(1).optional() }).openapi('RollbackOrder')

const list = apiRoute(
  { access: 'read' },
  {
    method: 'get',
    path: '/accounts',
    summary: 'Accounts, a page at a time',
    request: { query: PAGE },
    responses: { 200: jsonContent('Accounts', ACCOUNTS) },
  },
)
const get = apiRoute(
  { access: 'read', problems: ['account-unknown'] },
  {
    method: 'get',
    path: '/accounts/{id}',
    summary: 'One account: both clocks, and what happens next',
    request: { params: ID_PARAMETER },
    responses: { 200: jsonContent('The account', ACCOUNT) },
  },
)
const history = apiRoute(
  { access: 'read', problems: ['account-unknown'] },
  {
    method: 'get',
    path: '/accounts/{id}/history',
    summary: 'The generations of its token, newest first',
    request: { params: ID_PARAMETER },
    responses: { 200: jsonContent('Generations', HISTORY) },
  },
)
const remove = apiRoute(
  { access: 'accounts:write', problems: ['account-unknown', 'account-busy'] },
  {
    method: 'delete',
    path: '/accounts/{id}',
    summary: 'Remove an account with its tokens; the answer says what stays',
    request: { params: ID_PARAMETER },
    responses: { 200: jsonContent('Removed', REMOVED) },
  },
)

/** The routes that a key can make idempotent need to know where answers are kept. */
function writingRoutes(deps: ServerDeps) {
  const rules = {
    access: 'accounts:write',
    problems: ['account-unknown', 'account-busy'],
    before: [idempotent(deps)],
  } as const
  const round = (path: '/accounts/{id}/check' | '/accounts/{id}/renew', summary: string) =>
    apiRoute(rules, {
      method: 'post',
      path,
      summary,
      request: { params: ID_PARAMETER },
      responses: { 200: jsonContent('What came of it', ROUND) },
    })
  return {
    check: round('/accounts/{id}/check', 'Ask Meta about the token now'),
    renew: round('/accounts/{id}/renew', 'Renew now, if the token is a day old'),
    rollBack: apiRoute(
      {
        ...rules,
        problems: [...rules.problems, 'nothing-to-roll-back', 'generation-unknown', 'meta-unclear'],
      },
      {
        method: 'post',
        path: '/accounts/{id}/rollback',
        summary: 'Make an earlier token current again',
        request: { params: ID_PARAMETER, body: jsonBody(TO) },
        responses: { 200: jsonContent('The account', ACCOUNT) },
      },
    ),
  }
}

export function accountRoutes(deps: ServerDeps) {
  const { accounts, installation } = deps
  const { db } = installation.store
  const speaking = (c: Context<AppEnv>): Speaking => ({ language: c.get('language'), now: deps.now() })
  const getKept = async (id: string): Promise<KeptAccount> => {
    const kept = await findKeptAccount(db, id)
    if (!kept) throw new Problem('account-unknown')
    return kept
  }
  const { check, renew, rollBack } = writingRoutes(deps)
  const keep = async (c: Context<AppEnv>, id: string, wish: 'look' | 'renew') => {
    await getKept(id)
    const round = free(await accounts.keep(id, wish))
    const { message, remedy } = sayReason(round.reason, speaking(c), { username: round.profile?.username })
    const account = accountView(await getKept(id), speaking(c))
    const outcome = done(round.outcome)
    return { outcome, reason: round.reason, message, ...(remedy !== undefined && { remedy }), account }
  }
  return createRouter()
    .openapi(list, async (c) => {
      const { after, limit } = c.req.valid('query')
      const page = await listKeptAccounts(db, { limit: limit + 1, ...(after !== undefined && { after }) })
      const shown = page.slice(0, limit)
      const last = page.length > limit ? shown.at(-1)?.account.id : undefined
      const views = shown.map((one) => accountView(one, speaking(c)))
      return c.json({ accounts: views, ...(last !== undefined && { next: last }) }, 200)
    })
    .openapi(get, async (c) => c.json(accountView(await getKept(c.req.valid('param').id), speaking(c)), 200))
    .openapi(history, async (c) => {
      const { account } = await getKept(c.req.valid('param').id)
      const generations = (await listGenerations(db, account.id)).map((one) => ({
        number: one.number,
        state: one.state,
        source: one.source,
        obtained_at: toIso(one.obtainedAt),
        token: tokenJson(one.facts),
      }))
      return c.json({ generations }, 200)
    })
    .openapi(check, async (c) => c.json(await keep(c, c.req.valid('param').id, 'look'), 200))
    .openapi(renew, async (c) => c.json(await keep(c, c.req.valid('param').id, 'renew'), 200))
    .openapi(rollBack, async (c) => {
      const { id } = c.req.valid('param')
      const { to } = c.req.valid('json')
      const { current } = await getKept(id)
      if (to !== undefined && to !== current.number) await requireGeneration(deps, id, to)
      if (to !== current.number) assertRolledBack(free(await accounts.rollBack(id, to)))
      return c.json(accountView(await getKept(id), speaking(c)), 200)
    })
    .openapi(remove, async (c) => {
      const { id } = c.req.valid('param')
      await getKept(id)
      const { posts, stays } = free(await accounts.remove(id))
      deps.log.accountRemoved(id, 'owner')
      const notes = removalNotes(c.get('language'))
      return c.json({ posts, stays: { ...stays, notes } }, 200)
    })
}

function free<T>(done: T | 'busy'): T {
  if (done === 'busy') throw new Problem('account-busy')
  return done
}

/** Nothing here is a rehearsal. */
function done(outcome: RoundOutcome): Exclude<RoundOutcome, 'would_renew' | 'would_exchange'> {
  return outcome === 'would_renew' || outcome === 'would_exchange' ? 'not_due' : outcome
}

async function requireGeneration(deps: ServerDeps, accountId: string, wanted: number): Promise<void> {
  const generations = await listGenerations(deps.installation.store.db, accountId)
  if (!generations.some(({ number }) => number === wanted)) throw new Problem('generation-unknown')
}

/** Where all of them are dead is said; where one could not be asked about, the next try may tell. */
function assertRolledBack(done: RolledBack): void {
  if (done.kind === 'rolled_back') return
  throw new Problem(done.tried.every(({ isDead }) => isDead) ? 'nothing-to-roll-back' : 'meta-unclear')
}
