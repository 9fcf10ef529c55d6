import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { createTestServer, type TestServer } from '../test-server.ts'

let server: TestServer
/** What the login comes to. */
let taken: Awaited<ReturnType<TestServer['deps']['accounts']['connect']>>
beforeEach(async () => {
  server = await createTestServer({
    config: {
      host: '127.0.0.1',
      language: 'en',
      publicUrl: 'https://me.example',
      apiBaseUrl: 'https://graph.threads.net',
      authorizeUrl: 'https://www.threads.com/oauth/authorize',
    },
  })
  Object.assign(server.deps.accounts, {
    findApp: async () => ({ id: '1', secret: {} }),
    connect: async () => taken,
  })
  await server.becomeOwner()
})
afterEach(() => server[Symbol.asyncDispose]())

/** As the browser comes back: with the cookie of the login, and without that of the session. */
async function comeBack(query: (state: string) => string): Promise<Response> {
  const begun = await server.ask('/api/v1/logins', { method: 'POST' })
  const { url } = (await begun.json()) as { url: string }
  const state = new URL(url).searchParams.get('state') ?? ''
  const [cookie = ''] = (begun.headers.get('set-cookie') ?? '').split(';')
  return server.ask(`/oauth/callback?${query(state)}`, { headers: { cookie } })
}

describe('the page that a login ends on', () => {
  it('goes on by itself, from our page to our page, to what was granted', async () => {
    taken = { kind: 'taken', accountId: 'a1', isNew: true }
    const page = await comeBack((state) => `code=AQx&state=${state}`)
    const html = await page.text()
    expect(html).toContain('<meta http-equiv="refresh" content="0; url=/connect?account=a1">')
    expect(html).toContain('<a href="/connect?account=a1">')
    expect(page.headers.get('content-security-policy')).toContain("default-src 'none'")
  })

  it.each([
    ['another state', () => 'code=AQx&state=another'],
    ['a refusal', (state: string) => `error=access_denied&state=${state}`],
    ['nothing', () => ''],
  ])('stays where it came back with %s, and leads back to the guide', async (_with, query) => {
    const page = await comeBack(query)
    const html = await page.text()
    expect(page.status).toBe(403)
    expect(html).not.toContain('http-equiv="refresh"')
    expect(html).toContain('<a href="/connect">')
  })

  it('says why an account could not be connected, as text', async () => {
    taken = { kind: 'failed', message: '<b>The code was used</b>' }
    const page = await comeBack((state) => `code=AQx&state=${state}`)
    expect(page.status).toBe(409)
    expect(await page.text()).toContain('&lt;b>The code was used&lt;/b>')
  })
})
