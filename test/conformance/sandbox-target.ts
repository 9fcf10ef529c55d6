/** A sandbox with everything that a call can ask about. */
import { type Scope, Secret } from '@everthread/client'
import { createSandbox, type Sandbox, type SwitchPositions } from '@everthread/sandbox'
import { servePicture } from '../support/picture-server.ts'
import type { Known, Target } from './target.ts'

const REDIRECT_URI = 'https://app.example/callback'

const SCOPES: readonly Scope[] = [
  'threads_basic',
  'threads_content_publish',
  'threads_read_replies',
  'threads_manage_replies',
  'threads_manage_insights',
  'threads_keyword_search',
  'threads_manage_mentions',
  'threads_delete',
  'threads_location_tagging',
  'threads_profile_discovery',
]

export async function openSandbox(switches: Partial<SwitchPositions> = {}): Promise<Target> {
  const pictures = await servePicture()
  const sandbox = await createSandbox({
    clock: 'frozen',
    seed: 'conformance',
    apps: [{ redirect_uris: [REDIRECT_URI] }],
    users: [
      { username: 'anna', followers: 200 },
      { username: 'boris', followers: 200 },
    ],
    switches,
  })
  const token = new Secret(sandbox.tokens.create({ user: 'anna', age: '2d', scopes: SCOPES }).access_token)
  return {
    name: 'sandbox',
    transport: { fetch, baseUrl: sandbox.url },
    token,
    app: { clientId: sandbox.appId, clientSecret: new Secret(sandbox.appSecret) },
    allowed: new Set(['publish', 'renew']),
    known: { ...(await furnished(sandbox, token)), imageUrl: pictures.url },
    published: () => undefined,
    keep: () => undefined,
    wait: async (ms) => {
      sandbox.clock.advance(ms)
    },
    [Symbol.asyncDispose]: async () => {
      await sandbox.close()
      await pictures[Symbol.asyncDispose]()
    },
  }
}

async function furnished(sandbox: Sandbox, token: Secret): Promise<Known> {
  const { id: mediaId, shortcode } = sandbox.posts.create({ user: 'anna', text: 'hello', age: '1d' })
  const guarded = sandbox.posts.create({ user: 'anna', text: 'ask me', age: '1d', reply_approvals: true })
  const reply = sandbox.posts.create({ user: 'boris', text: 'hi', age: '1h', reply_to: mediaId })
  const pending = sandbox.posts.create({ user: 'boris', text: 'may I?', age: '1h', reply_to: guarded.id })
  return {
    mediaId,
    permalink: `https://www.threads.com/@anna/post/${shortcode}`,
    replyId: reply.id,
    pendingReplyId: pending.id,
    locationId: await someLocation(sandbox, token),
    publicUsername: 'boris',
    shortToken: new Secret(sandbox.tokens.create({ user: 'anna', kind: 'short' }).access_token),
    login: { code: await codeFor(sandbox), redirectUri: REDIRECT_URI },
  }
}

async function someLocation({ url }: Sandbox, token: Secret): Promise<string | undefined> {
  const headers = { authorization: `Bearer ${token.reveal()}` }
  const answer = await fetch(`${url}/location_search?q=Menlo%20Park`, { headers })
  const { data } = (await answer.json()) as { data?: readonly { id: string | number }[] }
  return data?.[0] && String(data[0].id)
}

/** Approves in the sandbox's login window, as a person would. */
async function codeFor({ url, appId }: Sandbox): Promise<Secret> {
  const window = new URL(`${url}/oauth/authorize`)
  window.search = new URLSearchParams({
    client_id: appId,
    redirect_uri: REDIRECT_URI,
    response_type: 'code',
    scope: 'threads_basic',
  }).toString()
  const body = new URLSearchParams({ decision: 'approve', user: 'anna' })
  const answer = await fetch(window, { method: 'POST', redirect: 'manual', body })
  return new Secret(new URL(answer.headers.get('location') ?? '').searchParams.get('code') ?? '')
}
