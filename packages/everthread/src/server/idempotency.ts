/**
 * `Idempotency-Key`: a request that is sent twice is done once, and both get one answer. Kept for a day, for each caller.
 *
 * | what stands under the key | the request gets |
 * |---|---|
 * | nothing | its answer, which is kept |
 * | another request | 422 `idempotency-mismatch` |
 * | the same, answered | that answer again, with `Idempotency-Replayed: true` |
 * | the same, being answered | 409 `idempotency-in-flight` |
 * | the same, interrupted | 409 `idempotency-unknown`: nobody can tell whether it was done, so it is not done again |
 *
 * @see https://datatracker.ietf.org/doc/draft-ietf-httpapi-idempotency-key-header/ (read 2026-11)
 */
import { createHash } from 'node:crypto'
import type { Context, MiddlewareHandler, Next } from 'hono'
import type { StatusCode } from 'hono/utils/http-status'
import type { Vault } from '../vault/vault.ts'
import { VaultError } from '../vault/vault-error.ts'
import {
  type AnswerKey,
  deleteAnswersBefore,
  forgetAnswer,
  keepAnswer,
  type KeptAnswer,
  reserveAnswer,
} from '../store/answers.ts'
import type { Store } from '../store/open-store.ts'
import type { Schema } from '../store/schema.ts'
import type { Millis } from '../time/clock.ts'
import { DAY, MINUTE } from '../time/duration.ts'
import type { AppEnv } from './app-env.ts'
import { Problem } from './problem.ts'
import type { ServerDeps } from './server-deps.ts'

interface IdempotencyDeps {
  readonly store: Store<Schema>
  readonly vault: Vault
  readonly now: () => Millis
}

export const ANSWERS_KEPT_MS = DAY
/** No request takes longer: what is still without an answer was interrupted. */
export const LONGEST_REQUEST_MS = 2 * MINUTE

const KEY_SHAPE = /^[!-~]{1,255}$/

/** Of every POST with a caller. Without the header it changes nothing. */
export function idempotent({
  installation,
  now,
}: Pick<ServerDeps, 'installation' | 'now'>): MiddlewareHandler<AppEnv> {
  const deps = { store: installation.store, vault: installation.vault, now }
  return (c, next) => {
    const key = c.req.header('idempotency-key')
    return key === undefined ? next() : once(deps, c, { key, next })
  }
}

async function once(
  deps: IdempotencyDeps,
  c: Context<AppEnv>,
  { key, next }: { readonly key: string; readonly next: Next },
): Promise<Response | undefined> {
  if (!KEY_SHAPE.test(key)) throw new Problem('idempotency-key-shape')
  const answerKey = { caller: callerOf(c), key }
  const requestHash = await hashRequest(c)
  const now = deps.now()
  await deleteAnswersBefore(deps.store.db, (now - ANSWERS_KEPT_MS) as Millis)
  const kept = await reserveAnswer(deps.store.db, answerKey, { requestHash, createdAt: now })
  if (kept) return replay(deps, c, { kept, requestHash, answerKey })
  await next()
  await settle(deps, c, answerKey)
  return undefined
}

function callerOf(c: Context<AppEnv>): string {
  const caller = c.get('caller')
  return caller.kind === 'key' ? `key:${caller.id}` : caller.kind
}

/** Of a file that is sent, its length stands for it: it may be gigabytes. */
async function hashRequest(c: Context<AppEnv>): Promise<string> {
  const hash = createHash('sha256').update(`${c.req.method} ${c.req.url}\n`)
  const isJson = c.req.header('content-type')?.includes('json') ?? false
  if (isJson) hash.update(Buffer.from(await c.req.arrayBuffer()))
  else hash.update(`${c.req.header('content-type')} ${c.req.header('content-length')}`)
  return hash.digest('hex')
}

interface Found {
  readonly kept: KeptAnswer
  readonly requestHash: string
  readonly answerKey: AnswerKey
}

function replay({ vault, now }: IdempotencyDeps, c: Context<AppEnv>, { kept, ...found }: Found): Response {
  if (kept.requestHash !== found.requestHash) throw new Problem('idempotency-mismatch')
  if (!kept.answer) {
    const isInFlight = now() - kept.createdAt < LONGEST_REQUEST_MS
    throw new Problem(isInFlight ? 'idempotency-in-flight' : 'idempotency-unknown')
  }
  const { status, type, body } = openAnswer(vault, kept.answer.sealedBody, contextOf(found.answerKey))
  if (type !== null) c.header('Content-Type', type)
  c.header('Idempotency-Replayed', 'true')
  return c.newResponse(body === '' ? null : body, status)
}

interface Answer {
  readonly status: StatusCode
  readonly type: string | null
  readonly body: string
}

function openAnswer(vault: Vault, sealed: string, context: string): Answer {
  try {
    return JSON.parse(vault.open(sealed, context).reveal()) as Answer
  } catch (error) {
    // The key was rotated meanwhile.
    if (error instanceof VaultError) throw new Problem('idempotency-unknown', { cause: error })
    throw error
  }
}

/**
 * Sealed, because an answer may show a new API key. Where the store was not to be had nothing was done, and the key is free
 * again; after a defect nobody knows, and it stays taken.
 */
async function settle({ store, vault }: IdempotencyDeps, c: Context<AppEnv>, key: AnswerKey): Promise<void> {
  const status = c.res.status as StatusCode
  if (status === 503) return forgetAnswer(store.db, key)
  if (status >= 500) return undefined
  const answer: Answer = { status, type: c.res.headers.get('Content-Type'), body: await c.res.clone().text() }
  const sealedBody = vault.seal(JSON.stringify(answer), contextOf(key))
  return keepAnswer(store.db, key, { status, sealedBody })
}

function contextOf({ caller, key }: AnswerKey): string {
  return `answer:${caller}:${key}`
}
