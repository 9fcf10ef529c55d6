/**
 * What Meta calls: an owner removed the app, an owner wants their data deleted, something happened on Threads. Nobody logs in
 * here; each request is proven by the app secret, and without one nothing is believed.
 *
 * @see https://developers.facebook.com/docs/development/create-an-app/app-dashboard/data-deletion-callback (read 2026-11)
 */
import { parseSignedRequest, parseWebhook, type Secret, verifyWebhookSubscription } from '@everthread/client'
import { type Context, Hono } from 'hono'
import { findAccountByUser } from '../../store/accounts.ts'
import { findEvent } from '../../store/events.ts'
import { scheduleWork } from '../../store/work.ts'
import { callbackWords } from '../../words/callback-words.ts'
import type { AppEnv } from '../app-env.ts'
import { Problem } from '../problem.ts'
import { recordRemoval } from '../record-removal.ts'
import type { ServerDeps } from '../server-deps.ts'
import { getVerifyToken } from '../verify-token.ts'
import { answerPage } from './oauth-callback.ts'

const LONGEST_FORM = 128 * 1024

export function metaRoutes(deps: ServerDeps): Hono<AppEnv> {
  return new Hono<AppEnv>()
    .post('/meta/deauthorize', async (c) => {
      await lookAgain(deps, await signedUser(deps, c))
      return c.json({ ok: true })
    })
    .post('/meta/delete', async (c) => {
      const code = await deleteData(deps, await signedUser(deps, c))
      return c.json({ url: `${originOf(deps, c)}/meta/delete/${code}`, confirmation_code: code })
    })
    .get('/meta/delete/:code', async (c) => {
      const words = callbackWords(c.get('language'))
      const event = await findEvent(deps.installation.store.db, c.req.param('code'))
      const isDeletion = event?.event === 'account-removed'
      return answerPage(c, { ...(isDeletion ? words.deleted : words.nothingStored), look: 'plain' }, 200)
    })
    .get('/webhooks/threads', async (c) => {
      const challenge = verifyWebhookSubscription(new URL(c.req.url).searchParams, await getVerifyToken(deps))
      if (challenge === undefined) throw new Problem('signature-wrong')
      return c.text(challenge)
    })
    .post('/webhooks/threads', async (c) => {
      const body = new Uint8Array(await c.req.arrayBuffer())
      const signature = c.req.header('x-hub-signature-256')
      const webhook = await parseWebhook({ body, signature, secrets: [await appSecret(deps)] })
      if (webhook.kind === 'invalid' && webhook.reason === 'signature') throw new Problem('signature-wrong')
      // A payload of another form is taken all the same: Meta would send it again for a day and a half.
      deps.log.webhook(webhook.kind)
      if (webhook.kind !== 'invalid') await deps.onWebhook?.(webhook)
      return c.json({ ok: true })
    })
}

async function appSecret({ accounts }: ServerDeps): Promise<Secret> {
  const { secret } = await accounts.findApp()
  if (!secret) throw new Problem('app-missing')
  return secret
}

/** Threads' id of whoever it is about. */
async function signedUser(deps: ServerDeps, c: Context<AppEnv>): Promise<string> {
  const secret = await appSecret(deps)
  const text = await c.req.text()
  const form = text.length > LONGEST_FORM ? undefined : new URLSearchParams(text).get('signed_request')
  const request = await parseSignedRequest(form ?? '', secret)
  if (request.kind === 'invalid') throw new Problem('signature-wrong')
  return request.userId
}

/** Meta itself is asked: its answer says what is the case now, and the keeper tells the owner. */
async function lookAgain({ installation, now, nudge }: ServerDeps, userId: string): Promise<void> {
  const { db } = installation.store
  const account = await findAccountByUser(db, userId)
  if (!account) return
  await scheduleWork(db, account.id, { kind: 'token', subject: '', dueAt: now() })
  nudge()
}

/** The code that Meta shows to whoever asked. Where nothing is stored there is nothing to delete, and the code says so. */
async function deleteData(deps: ServerDeps, userId: string): Promise<string> {
  const code = deps.randomId()
  const account = await findAccountByUser(deps.installation.store.db, userId)
  if (!account) return code
  const removed = await deps.accounts.remove(account.id)
  if (removed === 'busy') throw new Problem('account-busy', { retryAfterMs: 60_000 })
  deps.log.accountRemoved(account.id, 'meta')
  await recordRemoval(deps, { id: code, username: account.username })
  return code
}

function originOf({ config }: ServerDeps, c: Context<AppEnv>): string {
  return config.publicUrl ?? `http://${c.req.header('host') ?? ''}`
}
