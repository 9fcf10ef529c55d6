/** Every answer to a deletion, from the sandbox. */
import { Secret, type Transport } from '@everthread/client'
import { createSandbox, type Sandbox } from '@everthread/sandbox'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { deleteAtMeta } from './delete-at-meta.ts'
import { createHttpFetch } from '../net/http-fetch.ts'

const SCOPES = ['threads_basic', 'threads_content_publish', 'threads_delete'] as const

let sandbox: Sandbox
let mediaId: string
beforeEach(async () => {
  sandbox = await createSandbox({ clock: 'frozen', users: [{ username: 'anna' }] })
  mediaId = sandbox.posts.create({ user: 'anna', text: 'hello' }).id
})
afterEach(() => sandbox.close())

type Scopes = NonNullable<Parameters<Sandbox['tokens']['create']>[0]['scopes']>

async function deletion(scopes: Scopes = SCOPES, signal = new AbortController().signal) {
  const { access_token } = sandbox.tokens.create({ user: 'anna', scopes })
  const transport: Transport = {
    fetch: createHttpFetch().fetch,
    baseUrl: sandbox.url,
    timeoutMs: 2_000,
    signal,
  }
  return deleteAtMeta(transport, { token: new Secret(access_token), mediaId })
}

async function isThere(): Promise<boolean> {
  const { access_token } = sandbox.tokens.create({ user: 'anna' })
  return (await fetch(`${sandbox.url}/v1.0/${mediaId}?access_token=${access_token}`)).ok
}

test('a post goes, and what is gone is gone', async () => {
  expect(await deletion()).toEqual({ kind: 'gone' })
  expect(await isThere()).toBe(false)
  expect(await deletion()).toEqual({ kind: 'gone' })
})

test('without the permission it stays', async () => {
  expect(await deletion(['threads_basic'])).toEqual({ kind: 'scope_missing' })
  expect(await isThere()).toBe(true)
})

test.each([
  ['a dead token', { kind: 'error', code: 190, error_subcode: 460 }, { kind: 'token_dead' }],
  ['the limit of a day', { kind: 'error', code: 613, error_subcode: 4_279_060 }, { kind: 'rate_limited' }],
  ['trouble of Meta’s', { kind: 'status', status: 503 }, { kind: 'no_answer' }],
  ['no answer', { kind: 'drop', when: 'before' }, { kind: 'no_answer' }],
  [
    'a page instead of an answer',
    { kind: 'body', status: 200, type: 'text/html', body: '<p>' },
    { kind: 'no_answer' },
  ],
  ['a restricted account', { kind: 'error', code: 368 }, { kind: 'refused', code: 368 }],
  ['a refusal that nobody knows', { kind: 'error', code: 3 }, { kind: 'refused', code: 3 }],
] as const)('%s is told apart', async (_, fault, answer) => {
  sandbox.faults.add({ endpoint: 'delete_media', fault })
  expect(await deletion()).toEqual(answer)
})

test('a person who gives up is no defect', async () => {
  expect(await deletion(SCOPES, AbortSignal.abort())).toEqual({ kind: 'no_answer' })
})
