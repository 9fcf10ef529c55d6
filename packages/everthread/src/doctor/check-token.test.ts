import { rmSync } from 'node:fs'
import { fingerprint } from '@everthread/client'
import { fault } from '@everthread/sandbox'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { EXIT } from '../cli/exit-code.ts'
import { DAY } from '../time/duration.ts'
import { exitCodeOfFindings } from './diagnose.ts'
import { found } from './finding.ts'
import { codesOf, createScene, KEY, type Scene, troublesIn } from './test-scene.ts'

let scene: Scene
beforeEach(async () => {
  scene = await createScene()
})
afterEach(() => scene[Symbol.asyncDispose]())

const SECRET = 'f'.repeat(32)

function hold(lines: readonly string[], order?: Parameters<Scene['hold']>[0]): void {
  const token = scene.hold(order)
  scene.write([`${KEY}=${token}`, ...lines, ''].join('\n'))
}

describe('the app', () => {
  test('nothing is set: two notes', async () => {
    const findings = await scene.diagnose()
    expect(findings).toContainEqual(found('app-id-missing', {}))
    expect(findings).toContainEqual(found('app-secret-missing', {}))
  })

  test('an id and a secret of another shape are not sent anywhere', async () => {
    hold(['THREADS_APP_ID=my-app', 'THREADS_APP_SECRET=secret'])
    const findings = await scene.diagnose()
    expect(findings).toContainEqual(found('app-id-malformed', { origin: 'env-file' }))
    expect(findings).toContainEqual(found('app-secret-malformed', { origin: 'env-file', length: 6 }))
    expect(scene.sandbox.requests.list().map(({ endpoint }) => endpoint)).not.toContain(
      'oauth_client_credentials',
    )
  })

  test('one of them alone has the right form at most; the environment wins over the file', async () => {
    hold(['THREADS_APP_ID=x'])
    const withId = await scene.diagnose({ variables: { THREADS_APP_ID: '1'.repeat(16) } })
    expect(withId).toContainEqual(found('app-id-well-formed', { origin: 'environment' }))
    const withSecret = await scene.diagnose({ variables: { THREADS_APP_SECRET: SECRET } })
    expect(withSecret).toContainEqual(found('app-secret-well-formed', { origin: 'environment' }))
  })

  test('the pair that Meta knows, one with another secret, and the Meta app’s', async () => {
    const { sandbox } = scene
    const pairOf = async (id: string, secret: string) =>
      scene.diagnose({ variables: { THREADS_APP_ID: id, THREADS_APP_SECRET: secret } })
    expect(await pairOf(sandbox.appId, sandbox.appSecret)).toContainEqual(found('app-pair-right', {}))
    expect(sandbox.requests.list().map(({ endpoint }) => endpoint)).toContain('oauth_client_credentials')
    const wrong = await pairOf(sandbox.appId, SECRET)
    expect(wrong).toContainEqual(found('app-pair-wrong', {}))
    expect(exitCodeOfFindings(wrong)).toBe(EXIT.needsPerson)
    sandbox.switches.set({ wrongSecretCode: 101 })
    expect(await pairOf(sandbox.appId, SECRET)).toContainEqual(found('app-pair-wrong', {}))
    const [app] = sandbox.apps.list()
    const metaApp = await pairOf(app?.meta_app_id ?? '', app?.meta_app_secret ?? '')
    expect(metaApp).toContainEqual(found('app-pair-wrong', {}))
  })

  test('trouble at Meta is not held against the pair', async () => {
    const { sandbox } = scene
    sandbox.faults.add({
      endpoint: 'oauth_client_credentials',
      times: 1,
      fault: { kind: 'error', code: 1, status: 500 },
    })
    const variables = { THREADS_APP_ID: sandbox.appId, THREADS_APP_SECRET: sandbox.appSecret }
    const findings = await scene.diagnose({ variables })
    expect(codesOf(findings)).toEqual(
      expect.arrayContaining(['app-id-well-formed', 'app-secret-well-formed']),
    )
  })
})

describe('which token', () => {
  test('none anywhere', async () => {
    rmSync(scene.envPath)
    const findings = await scene.diagnose()
    expect(findings).toContainEqual(found('token-none', { key: KEY }))
    expect(exitCodeOfFindings(findings)).toBe(EXIT.needsPerson)
  })

  test('the environment’s, unless a file was named', async () => {
    const token = scene.hold()
    scene.write('')
    const variables = { [KEY]: token }
    const findings = await scene.diagnose({ variables })
    expect(findings).toContainEqual(found('token-from-environment', { key: KEY }))
    expect(codesOf(findings)).toContain('token-alive')
    const named = await scene.diagnose({ variables, options: { env: '.env' } })
    expect(codesOf(named)).toContain('env-key-missing')
    expect(codesOf(named)).not.toContain('token-alive')
  })

  test('the data folder’s only one, where there is no file', async () => {
    await scene.adopt(async () => rmSync(scene.envPath))
    expect(codesOf(await scene.diagnose())).toEqual(expect.arrayContaining(['env-none', 'token-alive']))
  })

  test.each([
    ['EAACanary', 'facebook'],
    ['IGQVCanary', 'instagram'],
  ] as const)('%s is of another network and goes nowhere', async (token, network) => {
    scene.write(`${KEY}=${token}\n`)
    const findings = await scene.diagnose()
    expect(findings).toContainEqual(found('token-of-another-network', { network }))
    expect(scene.sandbox.requests.list()).toHaveLength(1)
  })
})

describe('what Meta says', () => {
  test('alive', async () => {
    const token = scene.hold()
    const alive = (await scene.diagnose()).find(({ code }) => code === 'token-alive')
    expect(alive?.facts).toMatchObject({
      account: { username: 'anna' },
      fingerprint: fingerprint(token),
      expiry: { kind: 'at' },
    })
  })

  test.each([
    [458, 'app-removed'],
    [459, 'checkpoint'],
    [460, 'password-changed'],
    [467, 'token-invalid'],
  ] as const)('dead by %d: %s', async (subcode, reason) => {
    await scene.sandbox.revoke({ user: 'anna', subcode })
    const findings = await scene.diagnose()
    expect(findings).toContainEqual(found('token-dead', { reason }))
    expect(exitCodeOfFindings(findings)).toBe(EXIT.needsPerson)
  })

  test('expired, and not a token at all', async () => {
    scene.hold({ age: '61d' })
    expect(await scene.diagnose()).toContainEqual(found('token-dead', { reason: 'expired' }))
    scene.write(`${KEY}=your_token_here\n`)
    expect(codesOf(await scene.diagnose())).toContain('token-dead')
  })

  test('not a tester', async () => {
    scene.sandbox.users.put({ username: 'anna', tester: false })
    const findings = await scene.diagnose()
    expect(findings).toContainEqual(found('token-not-a-tester', {}))
    expect(exitCodeOfFindings(findings)).toBe(EXIT.needsPerson)
  })

  test('a refusal that nobody knows, and no answer', async () => {
    const { faults } = scene.sandbox
    // The first question is whether the API is there.
    faults.add({ endpoint: 'me', after: 1, times: 1, fault: { kind: 'error', code: 999, status: 400 } })
    expect(await scene.diagnose()).toContainEqual(found('token-suspect', { reason: 'suspect' }))
    faults.add({ endpoint: 'me', after: 1, times: 1, fault: fault.rateLimit() })
    faults.add({ endpoint: 'debug_token', times: 1, fault: fault.rateLimit() })
    const findings = await scene.diagnose()
    expect(findings).toContainEqual(found('token-unanswered', { reason: 'rate-limited' }))
    expect(exitCodeOfFindings(findings)).toBe(EXIT.transient)
  })

  test('a lifetime that Meta does not tell', async () => {
    scene.sandbox.faults.add({ endpoint: 'debug_token', times: 1, fault: { kind: 'error', code: 10 } })
    expect(await scene.diagnose()).toContainEqual(found('token-lifetime-unknown', {}))
  })
})

describe('how long, and what for', () => {
  test('a short-lived token: a warning with the app secret, a problem without', async () => {
    hold([`THREADS_APP_SECRET=${SECRET}`], { kind: 'short', age: '1m' })
    expect(await scene.diagnose()).toContainEqual(found('token-short-lived', {}))
    scene.hold({ kind: 'short', age: '1m' })
    const findings = await scene.diagnose()
    expect(findings).toContainEqual(found('token-short-lived-no-secret', {}))
    expect(exitCodeOfFindings(findings)).toBe(EXIT.needsPerson)
  })

  test('due at day 41, nearly dead at day 58; nothing at day 30', async () => {
    scene.hold({ age: '30d' })
    expect(codesOf(await scene.diagnose()).filter((code) => /due|soon/.test(code))).toEqual([])
    scene.hold({ age: '41d' })
    const due = await scene.diagnose()
    expect(codesOf(due)).toContain('token-renewal-due')
    expect(troublesIn(due)).toEqual([])
    scene.hold({ age: '58d' })
    expect(troublesIn(await scene.diagnose())).toEqual(['token-expires-soon'])
  })

  test('scopes that are missing', async () => {
    scene.hold({ scopes: ['threads_basic'] })
    const missing = ['threads_content_publish', 'threads_manage_insights']
    expect(await scene.diagnose()).toContainEqual(found('token-scopes-missing', { missing }))
  })

  test('the second clock: 15 days are well, 13 are told, and its end is a problem', async () => {
    scene.sandbox.switches.set({ afterGrantExpiry: 'ignore' })
    scene.hold({ login_age: 75 * DAY })
    expect(troublesIn(await scene.diagnose())).toEqual([])
    scene.hold({ login_age: 77 * DAY })
    expect(troublesIn(await scene.diagnose())).toEqual(['grant-ends-soon'])
    scene.hold({ login_age: 91 * DAY })
    const findings = await scene.diagnose()
    expect(troublesIn(findings)).toEqual(['grant-ended'])
    expect(exitCodeOfFindings(findings)).toBe(EXIT.needsPerson)
  })

  test('another user’s token in a file that was adopted', async () => {
    await scene.adopt(async () => undefined)
    const { sandbox } = scene
    sandbox.users.put({ username: 'boris' })
    const { access_token } = sandbox.tokens.create({ user: 'boris', age: '2d' })
    scene.write(`${KEY}=${access_token}\n`)
    const other = (await scene.diagnose()).find(({ code }) => code === 'token-of-another-user')
    expect(other?.facts).toMatchObject({ expected: { username: 'anna' }, actual: { username: 'boris' } })
  })
})
