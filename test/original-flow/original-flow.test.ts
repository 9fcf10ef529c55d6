/** The original's own flow works where Meta's API lets it, and fails where Meta's would (DESIGN §1). */
import { join } from 'node:path'
import { createSandbox, type Sandbox, type TokenOrder } from '@everthread/sandbox'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { documentOf, everthreadFromSource } from '../support/everthread.ts'
import { mayRunWith } from '../support/other-programs.ts'
import { runProcess } from '../support/running-process.ts'
import { callsOf } from '../support/sandbox-calls.ts'
import { createTestHome } from '../support/test-home.ts'
import { exchangeUrl, get, profileUrl, tokenToUse } from './original-flow.ts'

let sandbox: Sandbox

beforeEach(async () => {
  sandbox = await createSandbox()
  sandbox.users.put({ username: 'anna' })
})

afterEach(() => sandbox.close())

const tokenOf = (order: Omit<TokenOrder, 'user'> = {}): string =>
  sandbox.tokens.create({ user: 'anna', ...order }).access_token

describe('its exchange of a short-lived token', () => {
  it('gives a token for sixty days, in seconds', async () => {
    const { status, body } = await get(
      exchangeUrl(sandbox.url, sandbox.appSecret, tokenOf({ kind: 'short' })),
    )
    expect(status).toBe(200)
    expect(body).toEqual({
      access_token: expect.stringMatching(/^THAA/),
      token_type: 'bearer',
      expires_in: expect.any(Number),
    })
    expect(body['expires_in']).toBeGreaterThan(5_184_000 - 61)
    expect(body['expires_in']).toBeLessThanOrEqual(5_184_000)
  })

  it('refuses a token that is long-lived already', async () => {
    const answer = await get(exchangeUrl(sandbox.url, sandbox.appSecret, tokenOf({ age: '55d' })))
    expect(answer).toMatchObject({ status: 400, body: { error: { code: 100, error_subcode: 4279023 } } })
  })

  it('refuses the secret of another app', async () => {
    const answer = await get(exchangeUrl(sandbox.url, 'not-the-secret', tokenOf({ kind: 'short' })))
    expect(answer.body.error?.message).toMatch(/secret/i)
  })

  it('comes too late for a short-lived token that is older than an hour', async () => {
    const late = tokenOf({ kind: 'short', age: '61m' })
    const answer = await get(exchangeUrl(sandbox.url, sandbox.appSecret, late))
    expect(answer).toMatchObject({ status: 400, body: { error: { code: 190, error_subcode: 463 } } })
  })
})

describe('its check', () => {
  it('shows the profile', async () => {
    const { status, body } = await get(profileUrl(sandbox.url, tokenOf()))
    expect(status).toBe(200)
    expect(body).toEqual({
      id: expect.stringMatching(/^\d{16,17}$/),
      username: 'anna',
      threads_profile_picture_url: expect.stringMatching(/^http/),
    })
  })

  it('shows what the guide begins with, once the token has expired: the date in Meta’s own words', async () => {
    const { status, body } = await get(profileUrl(sandbox.url, tokenOf({ age: '61d' })))
    expect(status).toBe(400)
    expect(body.error).toMatchObject({ code: 190, error_subcode: 463, type: 'OAuthException' })
    expect(body.error?.message).toMatch(
      /Session has expired on (?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day, \d\d-[A-Z][a-z]{2}-\d\d \d\d:\d\d:\d\d P[SD]T\. The current time is /,
    )
  })
})

interface Variant {
  readonly named: string
  readonly run: (token: string) => Promise<string>
}

const VARIANTS: readonly Variant[] = [
  {
    named: 'as TypeScript',
    run: (token) =>
      tokenToUse(sandbox.url, { token, appSecret: sandbox.appSecret, now: sandbox.clock.now() }),
  },
  ...(mayRunWith('python3') ? [{ named: 'as Python', run: runPython }] : []),
]

async function runPython(token: string): Promise<string> {
  using home = createTestHome()
  const { code, stdout, stderr } = await runProcess({
    command: 'python3',
    args: [join(import.meta.dirname, 'token_to_use.py'), sandbox.url],
    cwd: home.cwd,
    env: home.env,
    stdin: `${token}\n${sandbox.appSecret}\n`,
  })
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' })
  return stdout.trim()
}

describe.each(VARIANTS)('its function, $named', ({ run }) => {
  it.each([
    ['has more than seven days left', { age: '52d' }],
    ['never expires', { kind: 'permanent' }],
  ] as const)('keeps a token that %s', async (_, order) => {
    const token = tokenOf(order)
    expect(await run(token)).toBe(token)
    expect(callsOf(sandbox, 'access_token')).toBe(0)
  })

  it('makes a short-lived token long-lived, for it has less than seven days left', async () => {
    const fresh = await run(tokenOf({ kind: 'short' }))
    expect(sandbox.tokens.list().find(({ access_token }) => access_token === fresh)?.kind).toBe('long')
  })

  it('never renews: a long-lived token cannot be exchanged, and the refusal is overlooked', async () => {
    const token = tokenOf({ age: '55d' })
    expect(await run(token)).toBe(token)
    expect(sandbox.requests.list().at(-1)).toMatchObject({ endpoint: 'access_token', error: '100/4279023' })
  })

  it('takes an expired token for one that never expires', async () => {
    const token = tokenOf({ age: '61d' })
    expect(await run(token)).toBe(token)
    expect(callsOf(sandbox, 'access_token')).toBe(0)
  })
})

describe('the token that its function lets die', () => {
  it('is renewed by `everthread renew --within 7d`, the same window', async () => {
    using home = createTestHome(sandbox.url)
    const token = tokenOf({ age: '55d' })
    home.write('.env', `THREADS_ACCESS_TOKEN=${token}\n`)
    const everthread = everthreadFromSource()
    const renewed = await everthread.run(home, ['renew', '--env', '.env', '--within', '7d', '--json'])
    expect(renewed).toMatchObject({ code: 0, stderr: '' })
    expect(documentOf(renewed)).toMatchObject({ outcome: 'renewed' })
    const [, written = ''] = /^THREADS_ACCESS_TOKEN=(.*)\n$/.exec(home.read('.env')) ?? []
    expect(written).not.toBe(token)
    expect(await get(profileUrl(sandbox.url, written))).toMatchObject({
      status: 200,
      body: { username: 'anna' },
    })
  })

  it('is left alone by it while more than seven days are left', async () => {
    using home = createTestHome(sandbox.url)
    home.write('.env', `THREADS_ACCESS_TOKEN=${tokenOf({ age: '52d' })}\n`)
    const left = await everthreadFromSource().run(home, [
      'renew',
      '--env',
      '.env',
      '--within',
      '7d',
      '--json',
    ])
    expect(documentOf(left)).toMatchObject({ outcome: 'not_due', reason: 'window-not-reached' })
    expect(callsOf(sandbox, 'refresh_access_token')).toBe(0)
  })
})
