import { expect, test } from 'vitest'
import { LOGIN, login, type Reply, withApi } from '../../test-support/api.ts'

/** The window's failures are JSON pages of their own shape, never redirects. */
function windowError(reply: Reply): object {
  return { status: reply.status, location: reply.headers.get('location'), code: reply.json?.error_code }
}

function failure(code: number, status = 400): object {
  return { status, location: null, code }
}

test('the window shows the app, the people and the scopes, and nothing of the outside world', async () => {
  await withApi(async ({ sandbox, get }) => {
    sandbox.users.put({ username: 'anna', name: 'Anna <Berg>' })
    sandbox.users.put({ username: 'bob', tester: false, private: true })
    const page = await get('/oauth/authorize', { ...LOGIN, client_id: sandbox.appId, state: 'x"y' })
    expect(page.status).toBe(200)
    expect(page.headers.get('content-type')).toMatch('text/html')
    expect(page.text).toContain('Anna &lt;Berg&gt;')
    expect(page.text).toContain('value="bob"')
    expect(page.text).toContain('no tester')
    expect(page.text).toContain('threads_content_publish')
    expect(page.text).toContain('value="x&quot;y"')
    expect(page.text).not.toMatch(/(?:src|href|url\()\s*=?\s*["'(]?https?:/)
  })
})

test('approving sends the code and the state back, with #_ at the end', async () => {
  await withApi(async (api) => {
    api.sandbox.users.put({ username: 'anna' })
    const form = { ...LOGIN, client_id: api.sandbox.appId, state: 's 1', user: 'anna', decision: 'approve' }
    const answer = await api.post('/oauth/authorize', form)
    const location = answer.headers.get('location') ?? ''
    expect(answer.status).toBe(302)
    expect(location).toMatch(/^https:\/\/localhost:4281\/callback\?code=AQ[\w-]+&state=s\+1#_$/)
  })
})

test('denying sends the documented error back, with the state', async () => {
  await withApi(async ({ sandbox, post }) => {
    const form = { ...LOGIN, client_id: sandbox.appId, state: 'abc', decision: 'deny' }
    const answer = await post('/oauth/authorize', form)
    expect(answer.headers.get('location')).toBe(
      'https://localhost:4281/callback?error=access_denied&error_reason=user_denied&error_description=The+user+denied+your+request&state=abc#_',
    )
  })
})

test('a redirect URI must be registered to the letter (1349168)', async () => {
  await withApi(async ({ sandbox, get }) => {
    for (const redirect_uri of ['https://localhost:4281/callback/', 'https://evil.example/callback', '']) {
      const reply = await get('/oauth/authorize', { ...LOGIN, client_id: sandbox.appId, redirect_uri })
      expect(windowError(reply)).toEqual(failure(1349168))
      expect(reply.json.error_message).toMatch(/^URL Blocked: .* not whitelisted/)
    }
  })
})

test('a redirect URI that already has a query keeps it', async () => {
  await withApi(async (api) => {
    const redirect_uri = 'https://app.example/back?tenant=7'
    api.sandbox.apps.put({ app_id: api.sandbox.appId, redirect_uris: [redirect_uri] })
    api.sandbox.users.put({ username: 'anna' })
    const form = { ...LOGIN, client_id: api.sandbox.appId, redirect_uri, decision: 'approve' }
    const answer = await api.post('/oauth/authorize', form)
    expect(answer.headers.get('location')).toMatch(/^https:\/\/app\.example\/back\?tenant=7&code=AQ/)
  })
})

test('somebody who has not accepted the invitation is refused (1349245), unless the app is live', async () => {
  await withApi(async (api) => {
    api.sandbox.users.put({ username: 'bob', tester: false })
    const form = { ...LOGIN, client_id: api.sandbox.appId, user: 'bob', decision: 'approve' }
    expect(windowError(await api.post('/oauth/authorize', form))).toEqual(failure(1349245))
    api.sandbox.apps.put({ app_id: api.sandbox.appId, live: true })
    expect(await login(api, { user: 'bob' })).toMatch(/^AQ/)
  })
})

test('the Meta app’s id, and any other, is no app (1349026); none at all is 4476002', async () => {
  await withApi(async ({ sandbox, get }) => {
    const metaId = sandbox.apps.list()[0]?.meta_app_id ?? ''
    expect(windowError(await get('/oauth/authorize', { ...LOGIN, client_id: metaId }))).toEqual(
      failure(1349026),
    )
    expect(windowError(await get('/oauth/authorize', { ...LOGIN, client_id: 'x' }))).toEqual(failure(1349026))
    expect(windowError(await get('/oauth/authorize', LOGIN))).toEqual(failure(4476002))
  })
})

test('scopes without threads_basic, unknown scopes and other response types are an unknown error', async () => {
  await withApi(async ({ sandbox, get }) => {
    const wrong = [
      { scope: 'threads_content_publish' },
      { scope: 'threads_basic,x' },
      { response_type: 'token' },
    ]
    for (const change of wrong) {
      const reply = await get('/oauth/authorize', { ...LOGIN, client_id: sandbox.appId, ...change })
      expect(windowError(reply)).toEqual(failure(1))
    }
  })
})

test('scopes are separated by commas or spaces, and what was unticked is not granted', async () => {
  await withApi(async (api) => {
    const { sandbox } = api
    sandbox.users.put({ username: 'anna' })
    await login(api, {
      scope: 'threads_basic threads_delete threads_read_replies',
      granted: 'threads_delete',
    })
    const code = sandbox.state().codes[0]?.code ?? ''
    const form = {
      client_id: sandbox.appId,
      client_secret: sandbox.appSecret,
      grant_type: 'authorization_code',
      redirect_uri: 'https://localhost:4281/callback',
      code,
    }
    await api.post('/oauth/access_token', form)
    expect(sandbox.tokens.list()[0]?.scopes).toEqual(['threads_basic', 'threads_delete'])
  })
})

test('somebody new can log in, and the only user need not be named', async () => {
  await withApi(async (api) => {
    await login(api, { user: '', new_user: 'clara' })
    await login(api)
    expect(api.sandbox.users.list().map((user) => user.username)).toEqual(['clara'])
    expect(api.sandbox.state().codes).toHaveLength(2)
  })
})

test('a form that chooses nobody or nothing is told so in the window’s shape', async () => {
  await withApi(async ({ sandbox, post }) => {
    const form = { ...LOGIN, client_id: sandbox.appId }
    for (const change of [{}, { decision: 'approve' }, { decision: 'approve', user: 'nobody' }]) {
      const reply = await post('/oauth/authorize', { ...form, ...change })
      expect(windowError(reply)).toEqual(failure(1))
      expect(reply.json.error_message).toMatch(/^The sandbox's login form: /)
    }
  })
})
