/** Every piece of code in the READMEs of the client and the sandbox does what it says: it is run, against a sandbox. */
import * as client from '@everthread/client'
import * as sandboxPackage from '@everthread/sandbox'
import type { Sandbox } from '@everthread/sandbox'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { pngOf } from '../support/picture-server.ts'
import { runSnippet, snippetsOf } from './snippet.ts'

const MODULES = { '@everthread/client': client, '@everthread/sandbox': sandboxPackage }
const REDIRECT_URI = 'https://localhost:4281/callback'

let sandbox: Sandbox

beforeEach(async () => {
  const picture = pngOf({ width: 320, height: 240 })
  sandbox = await sandboxPackage.createSandbox({
    clock: 'frozen',
    apps: [{ app_id: '1234567890', redirect_uris: [REDIRECT_URI] }],
    users: [{ username: 'anna' }],
    posts: [{ user: 'anna', text: 'Good morning', age: '2d' }],
    // The cat of the README is on no server that a test could reach.
    fetch: async () => new Response(new Uint8Array(picture), { headers: { 'content-type': 'image/png' } }),
  })
})

afterEach(() => sandbox.close())

/** What stands in for the reader's own program. */
async function names(): Promise<Record<string, unknown>> {
  const { access_token: value } = sandbox.tokens.create({
    user: 'anna',
    age: '45d',
    scopes: ['threads_basic', 'threads_content_publish', 'threads_manage_insights', 'threads_read_replies'],
  })
  const toSandbox = (url: string, init: RequestInit): Promise<Response> =>
    fetch(url.replace('https://graph.threads.net', sandbox.url), init)
  return {
    process: { env: { THREADS_ACCESS_TOKEN: value } },
    fetch: toSandbox,
    transport: { fetch: toSandbox },
    token: new client.Secret(value),
    clientSecret: new client.Secret(sandbox.appSecret),
    addressThatCameBack: await loggedIn('state'),
    crypto: { randomUUID: () => 'state' },
    open: (url: string) => expect(url).toContain('client_id=1234567890'),
    store: async () => undefined,
    journal: async () => undefined,
    wait: async (ms: number) => sandbox.clock.advance(ms),
    draft: 'A long story. '.repeat(60),
    signal: undefined,
  }
}

/** The address on which a browser ends after the login was approved. */
async function loggedIn(state: string): Promise<string> {
  const asked = new URLSearchParams({
    client_id: sandbox.appId,
    redirect_uri: REDIRECT_URI,
    scope: 'threads_basic',
    state,
  })
  const answer = await fetch(`${sandbox.url}/oauth/authorize?${asked.toString()}`, {
    method: 'POST',
    redirect: 'manual',
    body: new URLSearchParams({ user: 'anna', decision: 'approve' }),
  })
  return answer.headers.get('location') ?? ''
}

/** Which calls a snippet makes, and what it prints: by the heading and the first words of its code. */
const CLIENT: Readonly<Record<string, { calls: readonly string[]; prints: RegExp | undefined }>> = {
  'Renew a token 1': { calls: ['refresh_access_token'], prints: /^[0-9a-f]{12}$/ },
  'Renew a token 2': { calls: ['refresh_access_token'], prints: undefined },
  'Log in 1': { calls: ['oauth_access_token', 'access_token'], prints: undefined },
  'Publish 1': { calls: ['create_container', 'container', 'container', 'publish'], prints: undefined },
  'Publish 2': { calls: [], prints: /\ntrue$/ },
  'Read 1': { calls: ['threads', 'user_replies', 'user_insights'], prints: /^views .*\nlikes \d+/s },
  'Webhooks 1': { calls: [], prints: undefined },
  'Transport 1': { calls: [], prints: undefined },
}

describe('the client’s README', () => {
  const snippets = numbered(snippetsOf('client', 'ts'))

  it('has the snippets that are expected here, and no other', () => {
    expect(snippets.map(([name]) => name)).toEqual(Object.keys(CLIENT))
  })

  it.each(snippets)('%s runs', async (name, code) => {
    const surroundings = { modules: MODULES, names: await names() }
    sandbox.requests.clear()
    const printed = await runSnippet(code, surroundings)
    const made = new Set(CLIENT[name]?.calls)
    expect(new Set(sandbox.requests.list().map(({ endpoint }) => endpoint))).toEqual(made)
    if (CLIENT[name]?.prints) expect(printed.join('\n')).toMatch(CLIENT[name].prints)
  })
})

describe('the sandbox’s README', () => {
  it('In a test: its program has three calls fail, and renews with the fourth', async () => {
    const [snippet] = snippetsOf('sandbox', 'ts')
    const answers: number[] = []
    const yourProgram = async ({ baseUrl, token }: { baseUrl: string; token: string }): Promise<void> => {
      for (let call = 0; call < 4; call += 1) {
        const query = new URLSearchParams({ grant_type: 'th_refresh_token', access_token: token })
        answers.push((await fetch(`${baseUrl}/refresh_access_token?${query.toString()}`)).status)
      }
    }
    await runSnippet(snippet?.code ?? '', { modules: MODULES, names: { yourProgram } })
    expect(answers).toEqual([503, 503, 503, 200])
  })

  it('Webhooks: waits for what is due', async () => {
    const snippet = snippetsOf('sandbox', 'ts').find(({ code }) => code.includes('settled'))
    await runSnippet(snippet?.code ?? '', { modules: MODULES, names: { sandbox } })
    expect(sandbox.webhooks.deliveries()).toEqual([])
  })

  it('The program: the seed is one', async () => {
    const [snippet] = snippetsOf('sandbox', 'json')
    const seed = JSON.parse(snippet?.code ?? '') as sandboxPackage.SandboxOptions
    await using seeded = await sandboxPackage.createSandbox(seed)
    expect(seeded.appId).toBe('42')
    expect(seeded.tokens.list()).toHaveLength(1)
    expect(seeded.faults.unplayed()).toHaveLength(1)
  })
})

/** Two under one heading are told apart by a number. */
function numbered(snippets: readonly { heading: string; code: string }[]): [name: string, code: string][] {
  const seen = new Map<string, number>()
  return snippets.map(({ heading, code }) => {
    const count = (seen.get(heading) ?? 0) + 1
    seen.set(heading, count)
    return [`${heading} ${count}`, code]
  })
}
