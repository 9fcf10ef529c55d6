import { createHmac } from 'node:crypto'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { expect, test } from 'vitest'
import { type Api, LOGIN, login, type Params, withApi } from '../../test-support/api.ts'
import { fetchForProbes, PUBLISHING_PROBES } from '../../test-support/publishing-probes.ts'
import { READING_PROBES } from '../../test-support/reading-probes.ts'
import { WEBHOOK_PROBES } from '../../test-support/webhook-probes.ts'
import { SWITCH_TABLE, type SwitchName, type SwitchRow } from './switch-table.ts'
import { defaultPositions } from './switches.ts'

/** What a switch decides, observed from outside: it must differ between its positions. */
type Probe = (api: Api) => Promise<unknown>

const debug = async (api: Api, token: string) =>
  (await api.get('/debug_token', { access_token: token, input_token: token })).json

const refresh = async (api: Api, token: string) =>
  (await api.get('/refresh_access_token', { grant_type: 'th_refresh_token', access_token: token })).json

const status = async (api: Api, access_token: string) => (await api.get('/me', { access_token })).status

async function exchange(api: Api, change: Params) {
  api.sandbox.users.put({ username: 'anna' })
  const form = {
    client_id: api.sandbox.appId,
    client_secret: api.sandbox.appSecret,
    grant_type: 'authorization_code',
    redirect_uri: LOGIN.redirect_uri ?? '',
    code: await login(api),
    ...change,
  }
  const { json, text } = await api.post('/oauth/access_token', form)
  return json.error?.code ?? json.code ?? typeof /"user_id":"/.exec(text)?.[0]
}

/** The secret that signed the data-deletion callback. */
async function signer(api: Api): Promise<string | undefined> {
  let signed = ''
  const server = createServer((request, response) => {
    request.on('data', (chunk) => (signed += String(chunk)))
    request.on('end', () => response.end())
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  const { app_id } = api.sandbox.apps.put({
    app_id: api.sandbox.appId,
    delete_url: `http://127.0.0.1:${port}/`,
  })
  api.sandbox.users.put({ username: 'anna' })
  await api.sandbox.callback({ kind: 'delete', user: 'anna' })
  await new Promise((resolve) => server.close(resolve))
  const [signature, payload = ''] = new URLSearchParams(signed).get('signed_request')?.split('.') ?? []
  const app = api.sandbox.apps.list().find((one) => one.app_id === app_id)
  const signs = (secret = '') =>
    createHmac('sha256', secret).update(payload).digest('base64url') === signature
  if (signs(app?.app_secret)) return 'threads'
  return signs(app?.meta_app_secret) ? 'meta' : undefined
}

const headersOf = async (api: Api, name: string) => {
  api.sandbox.faults.add({ endpoint: 'me', fault: { kind: 'error', code: 613, error_subcode: 4279002 } })
  const limited = await api.get('/me')
  const unparseable = await api.get('/me', { access_token: 'x' })
  return [limited.headers.get(name), unparseable.headers.get(name)]
}

const registers = (api: Api, uri: string) => {
  try {
    return api.sandbox.apps.put({ redirect_uris: [uri] }).redirect_uris.length
  } catch {
    return 'refused'
  }
}

const PROBES: Readonly<Partial<Record<SwitchName, Probe>>> = {
  revokeOld: async (api) => {
    const old = api.token({ age: '45d' })
    await refresh(api, old)
    return status(api, old)
  },
  refreshReturns: async (api) => {
    const old = api.token({ age: '45d' })
    const { access_token, expires_in } = await refresh(api, old)
    return [access_token === old, expires_in > 5_000_000]
  },
  refreshBefore24h: async (api) => (await refresh(api, api.token({ age: '1h' }))).error?.code,
  refreshBefore24hCode: async (api) => (await refresh(api, api.token({ age: '1h' }))).error?.code,
  refreshShortToken: async (api) => (await refresh(api, api.token({ kind: 'short' }))).error?.code,
  expiresInShortBy: async (api) => (await refresh(api, api.token({ age: '45d' }))).expires_in > 5_183_900,
  debugTokenInvalidInput: async (api) =>
    (await api.get('/debug_token', { access_token: api.token(), input_token: 'x' })).status,
  debugTokenWithAppToken: async (api) => {
    const access_token = `TH|${api.sandbox.appId}|${api.sandbox.appSecret}`
    return (await api.get('/debug_token', { access_token, input_token: api.token() })).status
  },
  debugTokenForNonTesters: async (api) => {
    const token = api.token()
    api.sandbox.users.put({ username: 'anna', tester: false })
    return (await debug(api, token)).data?.is_valid
  },
  issuedAtAfterRefresh: async (api) => {
    const renewed = await refresh(api, api.token({ age: '45d' }))
    const { issued_at, expires_at } = (await debug(api, renewed.access_token)).data
    return Math.round((expires_at - issued_at) / 86_400)
  },
  privateGrantOnRefresh: async (api) => {
    const token = api.token({ age: '45d' })
    api.sandbox.users.put({ username: 'anna', private: true })
    const renewed = await refresh(api, token)
    return (await debug(api, renewed.access_token)).data.data_access_expires_at
  },
  afterGrantExpiry: (api) => status(api, api.token({ age: '1d', login_age: '91d' })),
  thApiExceptionStatus: async (api) =>
    (await api.get('/me', { access_token: api.token({ scopes: ['threads_delete'] }) })).status,
  unparseableTokenStatus: (api) => status(api, 'x'),
  damagedToken: async (api) => (await api.get('/me', { access_token: 'THAAcut' })).json.error.message,
  missingTokenCode: async (api) => (await api.get('/me')).json.error.code,
  codeReuseShape: (api) => exchange(api, { code: 'AQx' }),
  codeExchangeUserId: (api) => exchange(api, {}),
  redirectMismatchCode: (api) => exchange(api, { redirect_uri: 'https://x.example/' }),
  wrongSecretCode: (api) => exchange(api, { client_secret: 'x' }),
  loginErrorStatus: async (api) => (await api.get('/oauth/authorize')).status,
  localhostRedirect: async (api) => [
    registers(api, 'https://localhost/x'),
    registers(api, 'http://localhost/x'),
  ],
  jsonBodies: async (api) => {
    const body = JSON.stringify({ access_token: api.token(), input_token: 'x' })
    const init = { method: 'POST', body, headers: { 'content-type': 'application/json' } }
    return (await api.send('/debug_token', init)).json.error?.code
  },
  getBodies: (api) => getWithBody(api, `access_token=${api.token()}`),
  unknownVersion: async (api) => (await api.get('/v2.0/me', { access_token: api.token() })).status,
  signedRequestSecret: signer,
  appUsageHeader: (api) => headersOf(api, 'x-app-usage'),
  wwwAuthenticateHeader: (api) => headersOf(api, 'www-authenticate'),
  retryAfterHeader: (api) => headersOf(api, 'retry-after'),
  ...PUBLISHING_PROBES,
  ...READING_PROBES,
  ...WEBHOOK_PROBES,
}

/** As `curl -X GET -d` sends it; fetch refuses to. */
async function getWithBody(api: Api, body: string): Promise<number | undefined> {
  const { request } = await import('node:http')
  const headers = { 'content-type': 'application/x-www-form-urlencoded', 'content-length': body.length }
  return new Promise((resolve) => {
    request(`${api.sandbox.url}/me`, { headers }, (answer) => {
      answer.resume()
      resolve(answer.statusCode)
    }).end(body)
  })
}

const rows: readonly [string, SwitchRow][] = Object.entries(SWITCH_TABLE)

test('every switch that is supported has a probe, and no other', () => {
  const supported = rows.filter(([, row]) => row.status === 'supported').map(([name]) => name)
  expect(Object.keys(PROBES).toSorted()).toEqual(supported.toSorted())
})

test('every switch changes what it says it changes', async () => {
  for (const [name, probe] of Object.entries(PROBES)) {
    const row: SwitchRow = SWITCH_TABLE[name as SwitchName]
    const seen: unknown[] = []
    for (const value of [...row.values, ...(row.duration ? ['81000s'] : [])]) {
      const change = { [name]: value }
      await withApi(async (api) => void seen.push(await probe(api)), {
        switches: change,
        fetch: fetchForProbes,
      })
    }
    expect({ name, seen: new Set(seen.map((one) => JSON.stringify(one ?? null))).size }).toEqual({
      name,
      seen: seen.length,
    })
  }
})

test('the defaults are listed values, and every row says what it is about and where it comes from', () => {
  for (const [, row] of rows) {
    expect(row.values).toContain(row.default)
    expect(row.about).toMatch(/\.$/)
    expect(row.section).toMatch(/^§/)
  }
  expect(Object.keys(defaultPositions())).toEqual(Object.keys(SWITCH_TABLE))
})

test('the control plane takes any spelling of a value and refuses unknown names and values', async () => {
  await withApi(async ({ sandbox, control }) => {
    for (const on of [true, 'true', 'on']) {
      sandbox.switches.set({ revokeOld: false })
      expect((await control('switches', { revokeOld: on })).json.switches.revokeOld).toBe(true)
    }
    await control('switches', {
      refreshBefore24hCode: '100',
      doublePublish: 'same-id',
      expiresInShortBy: '22h30m',
    })
    expect(sandbox.switches.all()).toMatchObject({
      refreshBefore24hCode: 100,
      doublePublish: 'same-id',
      expiresInShortBy: '22h30m',
    })
    for (const wrong of [
      { nothing: 1 },
      { toString: 1 },
      { revokeOld: 'maybe' },
      { refreshBefore24h: null },
      { expiresInShortBy: 'much' },
      [],
    ]) {
      const reply = await control('switches', wrong)
      expect([reply.status, typeof reply.json.error]).toEqual([400, 'string'])
    }
    const half = await control('switches', { refreshReturns: 'same-token', nothing: 1 })
    expect([half.status, sandbox.switches.all().refreshReturns]).toEqual([400, 'new-token'])
  })
})
