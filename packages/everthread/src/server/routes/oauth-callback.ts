/** `/oauth/callback`: where Threads sends the browser back to. No session comes with it: from another site its cookie is not sent. */
import { type Context, Hono } from 'hono'
import {
  type NextPage,
  type PageLook,
  PLAIN_PAGE_HEADERS,
  renderPlainPage,
} from '../../connect/plain-page.ts'
import { readLoginAnswer } from '../../connect/login-answer.ts'
import { findAccount } from '../../store/accounts.ts'
import { callbackWords } from '../../words/callback-words.ts'
import type { Taken } from '../account-actions.ts'
import type { AppEnv } from '../app-env.ts'
import { takeLogin } from '../auth/login-window.ts'
import type { ServerDeps } from '../server-deps.ts'
import { sayReason } from '../views/account-view.ts'

export interface Page {
  readonly title: string
  readonly text: string
  readonly look: PageLook
  readonly next?: NextPage
}

export function callbackRoutes(deps: ServerDeps): Hono<AppEnv> {
  return new Hono<AppEnv>().get('/oauth/callback', async (c) => {
    const { status, ...page } = await endLogin(deps, c)
    return answerPage(c, { next: backToGuide(c), ...page }, status)
  })
}

/** Its own headers replace those of the pages that load scripts. */
export function answerPage(c: Context<AppEnv>, page: Page, status: 200 | 403 | 409): Response {
  const html = renderPlainPage({ ...page, language: c.get('language') })
  return c.body(html, status, PLAIN_PAGE_HEADERS)
}

function backToGuide(c: Context<AppEnv>): NextPage {
  return { href: '/connect', label: callbackWords(c.get('language')).back, how: 'by-hand' }
}

async function endLogin(
  deps: ServerDeps,
  c: Context<AppEnv>,
): Promise<Page & { readonly status: 200 | 403 | 409 }> {
  const words = callbackWords(c.get('language'))
  const begun = takeLogin(deps, c)
  const answer = begun && readLoginAnswer(c.req.url, begun.state)
  if (!begun || !answer || answer.kind === 'wrong-state' || answer.kind === 'unusable')
    return { ...words.expired, look: 'bad', status: 403 }
  if (answer.kind === 'denied') return { ...words.denied, look: 'plain', status: 403 }
  const taken = await deps.accounts.connect({ code: answer.code, redirectUri: begun.redirectUri })
  if (taken.kind !== 'taken') return { ...words.failed(whyNot(deps, c, taken)), look: 'bad', status: 409 }
  deps.log.accountTaken(taken.accountId, 'connected')
  const account = await findAccount(deps.installation.store.db, taken.accountId)
  const name = account?.username === undefined ? taken.accountId : `@${account.username}`
  // From our own page to our own page: with this step the session's cookie is sent again.
  const next = { href: `/connect?account=${taken.accountId}`, label: words.onward, how: 'by-itself' } as const
  return { ...words.connected(name), look: 'good', status: 200, next }
}

function whyNot({ now }: ServerDeps, c: Context<AppEnv>, taken: Exclude<Taken, { kind: 'taken' }>): string {
  const { message, remedy } =
    taken.kind === 'failed' ? taken : sayReason(taken.reason, { language: c.get('language'), now: now() })
  return remedy === undefined ? message : `${message} ${remedy}`
}
