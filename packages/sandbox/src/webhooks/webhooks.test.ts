import { createHmac } from 'node:crypto'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { type Api, NOON, withApi } from '../../test-support/api.ts'
import { echo, type Receiver, type ReceiverAnswer, startReceiver } from '../../test-support/receiver.ts'
import { SCOPES } from '../entities/scopes.ts'

/** The receiver of all tests; what it answers to a POST may be changed. */
let app: Receiver
let answer: ReceiverAnswer = {}

beforeEach(async () => {
  answer = {}
  app = await startReceiver((call) => (call.method === 'GET' ? echo(call) : answer))
})

afterEach(() => app.close())

const ALL = ['replies', 'delete', 'mentions', 'publish'] as const

/** Anna lets the app do everything, and it is told of everything; bob is somebody. */
async function subscribed({ sandbox, token }: Api): Promise<void> {
  token({ user: 'anna', scopes: SCOPES })
  sandbox.users.put({ username: 'bob' })
  await sandbox.webhooks.subscribe({ url: `${app.url}/hook`, verify_token: 'let me in', fields: ALL })
}

/** Lets time pass until what is due was sent; the envelopes that came since the last time. */
async function told({ sandbox }: Api, passed = '5s') {
  const before = app.calls.length
  sandbox.clock.advance(passed)
  await sandbox.webhooks.settled()
  return app.calls.slice(before).map(({ body }) => JSON.parse(body.toString()))
}

test('a subscription is verified: the receiver is asked with its token, and echoes the challenge', async () => {
  await withApi(async ({ control, sandbox }) => {
    const { status, json } = await control('webhooks', {
      url: `${app.url}/hook?of=mine`,
      verify_token: 'let me & in',
      fields: ['replies', 'replies'],
    })
    const view = { app_id: sandbox.appId, url: `${app.url}/hook?of=mine`, fields: ['replies'] }
    expect({ status, json }).toMatchObject({ status: 200, json: view })
    expect(json.subscription_id).toMatch(/^\d{15}$/)
    const [call] = app.calls
    expect(Object.fromEntries(call?.url.searchParams ?? [])).toEqual({
      of: 'mine',
      'hub.mode': 'subscribe',
      'hub.challenge': expect.stringMatching(/^\d{10}$/),
      'hub.verify_token': 'let me & in',
    })
    await control('webhooks', { url: view.url, verify_token: 'x', fields: ['delete'] })
    const changed = { ...json, fields: ['delete'] }
    expect((await control('webhooks')).json).toEqual({ webhooks: [changed] })
    expect(sandbox.state().webhooks).toEqual([changed])
  })
})

test('a receiver that does not echo is not subscribed, and the sentence says what it did', async () => {
  const stubborn = await startReceiver(({ url }) =>
    url.pathname === '/no' ? { status: 403 } : { body: `${url.searchParams.get('hub.challenge')}\n` },
  )
  await withApi(async ({ control, sandbox }) => {
    const sentences: [string, RegExp][] = [
      [`${stubborn.url}/no?key=1`, /not subscribed: http:\/\/127[^?]+\/no answered 403; a GET with/],
      [`${stubborn.url}/newline`, /answered something else than hub\.challenge/],
      ['http://127.0.0.1:1/', /could not be reached \(.+\)/],
      ['ftp://127.0.0.1/', /is not a http\(s\) URL/],
    ]
    for (const [url, sentence] of sentences) {
      const { status, json } = await control('webhooks', { url, verify_token: 'x', fields: ['replies'] })
      expect({ status, error: json.error }).toEqual({ status: 400, error: expect.stringMatching(sentence) })
    }
    for (const wrong of [{}, { fields: ['likes'] }, { verify_token: undefined }, { app_id: '1' }]) {
      const order = { url: app.url, verify_token: 'x', fields: ['replies'], ...wrong }
      if (Object.keys(wrong).length === 0) Reflect.deleteProperty(order, 'url')
      expect((await control('webhooks', order)).status).toBe(400)
    }
    expect(sandbox.webhooks.list()).toEqual([])
  })
  await stubborn.close()
})

test('a reply to a post of a subscriber is told with who, what and where', async () => {
  await withApi(async (api) => {
    await subscribed(api)
    const post = api.sandbox.posts.create({ user: 'anna', text: 'Who is there?' })
    await told(api)
    const reply = api.sandbox.posts.create({ user: 'bob', text: 'Me / Ünal 🧵', reply_to: post.id })
    const before = api.sandbox.clock.now()
    const [envelope, ...more] = await told(api)
    expect(more).toEqual([])
    expect(envelope).toEqual({
      app_id: api.sandbox.appId,
      topic: 'moderate',
      target_id: post.id,
      time: expect.any(Number),
      subscription_id: api.sandbox.webhooks.list()[0]?.subscription_id,
      has_uid_field: false,
      values: {
        value: {
          id: reply.id,
          username: 'bob',
          text: 'Me / Ünal 🧵',
          media_type: 'TEXT_POST',
          permalink: `https://www.threads.com/@bob/post/${reply.shortcode}`,
          replied_to: { id: post.id },
          root_post: { id: post.id, owner_id: api.sandbox.users.list()[0]?.id, username: 'anna' },
          shortcode: reply.shortcode,
          timestamp: '2026-06-15T12:00:05+0000',
          is_verified: false,
          profile_picture_url: `${api.sandbox.url}/__sandbox/pictures/bob.svg`,
        },
        field: 'replies',
      },
    })
    expect(envelope.time).toBeGreaterThan(before / 1000)
    expect(envelope.time).toBeLessThan(before / 1000 + 4)
  })
})

test('under somebody’s root every reply is told, and one to oneself by switch only', async () => {
  await withApi(async (api) => {
    await subscribed(api)
    const { sandbox } = api
    sandbox.users.put({ username: 'carl' })
    const root = sandbox.posts.create({ user: 'anna', text: 'root' })
    const direct = sandbox.posts.create({ user: 'bob', text: 'direct', reply_to: root.id })
    const nested = sandbox.posts.create({ user: 'carl', text: 'nested', reply_to: direct.id })
    const own = sandbox.posts.create({ user: 'anna', text: 'own', reply_to: root.id })
    const elsewhere = sandbox.posts.create({ user: 'bob', text: 'not hers' })
    sandbox.posts.create({ user: 'carl', text: 'nor this', reply_to: elsewhere.id })
    const repliesIn = (envelopes: readonly { values: { field: string; value: { id: string } } }[]) =>
      envelopes.flatMap(({ values }) => (values.field === 'replies' ? [values.value.id] : [])).toSorted()
    expect(repliesIn(await told(api))).toEqual([direct.id, nested.id, own.id].toSorted())
    sandbox.switches.set({ webhookOwnReplies: false })
    sandbox.posts.create({ user: 'anna', text: 'own', reply_to: root.id })
    expect(repliesIn(await told(api))).toEqual([])
  })
})

test('a mention is told to whom it names, with what the post shows', async () => {
  await withApi(async (api) => {
    await subscribed(api)
    const post = api.sandbox.posts.create({ user: 'bob', text: 'Ask @Anna.', poll: ['yes', 'no'] })
    api.sandbox.posts.create({ user: 'bob', text: 'mail to x@anna.example or ask @annabel' })
    const [envelope, ...more] = await told(api)
    expect(more).toEqual([])
    expect(envelope).toMatchObject({ topic: 'interaction', target_id: api.sandbox.users.list()[0]?.id })
    expect(envelope.values).toEqual({
      field: 'mentions',
      value: {
        id: post.id,
        is_quote_post: false,
        media_product_type: 'THREADS',
        media_type: 'TEXT_POST',
        permalink: `https://www.threads.com/@bob/post/${post.shortcode}`,
        shortcode: post.shortcode,
        text: 'Ask @Anna.',
        timestamp: '2026-06-15T12:00:00+0000',
        username: 'bob',
        poll_attachment: { option_a: 'yes', option_b: 'no' },
        is_verified: false,
        profile_picture_url: `${api.sandbox.url}/__sandbox/pictures/bob.svg`,
        has_replies: false,
        is_reply: false,
      },
    })
  })
})

test('publishing and deleting are told to the app of the author', async () => {
  await withApi(async (api) => {
    await subscribed(api)
    const { id, shortcode } = api.sandbox.posts.create({ user: 'anna', text: 'here' })
    const [published] = await told(api)
    expect(published).toMatchObject({ topic: 'interaction', target_id: id })
    expect(published.values).toEqual({
      field: 'publish',
      value: {
        id,
        media_type: 'TEXT_POST',
        permalink: `https://www.threads.com/@anna/post/${shortcode}`,
        timestamp: '2026-06-15T12:00:00+0000',
        username: 'anna',
      },
    })
    const access_token = api.sandbox.tokens.list()[0]?.access_token ?? ''
    await api.send(`/${id}?access_token=${access_token}`, { method: 'DELETE' })
    const [deleted] = await told(api)
    expect(deleted).toMatchObject({ topic: 'moderate', target_id: id })
    expect(deleted.values).toEqual({
      field: 'delete',
      value: {
        id,
        owner: { owner_id: api.sandbox.users.list()[0]?.id },
        deleted_at: '2026-06-15T12:00:05+0000',
        timestamp: '2026-06-15T12:00:00+0000',
        username: 'anna',
      },
    })
  })
})

test('nothing is told without the scope, with a dead token, of private authors, or after unsubscribing', async () => {
  await withApi(async (api) => {
    const { sandbox, token, control, send } = api
    token({ user: 'anna', scopes: ['threads_basic', 'threads_manage_mentions'] })
    sandbox.users.put({ username: 'bob' })
    await sandbox.webhooks.subscribe({ url: app.url, verify_token: 'x', fields: ALL })
    const post = sandbox.posts.create({ user: 'anna', text: 'root' })
    const fieldsTold = async () => (await told(api)).map(({ values }) => values.field)
    const reply = () => sandbox.posts.create({ user: 'bob', text: 'hello @anna', reply_to: post.id })
    expect(await fieldsTold()).toEqual(['publish'])
    reply()
    const [mention] = await told(api)
    expect(mention.values.field).toBe('mentions')
    expect(mention.values.value).not.toHaveProperty('replied_to')
    sandbox.users.put({ username: 'bob', private: true })
    reply()
    expect(await fieldsTold()).toEqual([])
    sandbox.users.put({ username: 'bob', private: false })
    await sandbox.revoke({ user: 'anna', subcode: 460 })
    reply()
    expect(await fieldsTold()).toEqual([])
    token({ user: 'anna', scopes: SCOPES })
    sandbox.users.put({ username: 'anna', tester: false })
    reply()
    expect(await fieldsTold()).toEqual([])
    sandbox.users.put({ username: 'anna', tester: true })
    reply()
    expect((await fieldsTold()).toSorted()).toEqual(['mentions', 'replies'])
    const [{ subscription_id } = { subscription_id: '' }] = sandbox.webhooks.list()
    expect(
      (await send('/__sandbox/webhooks', { method: 'DELETE', body: '{"subscription_id":"1"}' })).status,
    ).toBe(400)
    expect(sandbox.webhooks.remove(subscription_id)).toBe(1)
    reply()
    expect(await fieldsTold()).toEqual([])
    expect((await control('deliveries')).json.deliveries).toHaveLength(4)
  })
})

test('the signature is over the bytes that came, with the secret of the switch', async () => {
  await withApi(async (api) => {
    await subscribed(api)
    const [{ app_secret, meta_app_secret } = { app_secret: '', meta_app_secret: '' }] =
      api.sandbox.apps.list()
    for (const [webhookSecret, secret] of [
      ['threads', app_secret],
      ['meta', meta_app_secret],
    ] as const) {
      api.sandbox.switches.set({ webhookSecret })
      api.sandbox.posts.create({ user: 'anna', text: 'Grüße/🧵' })
      await told(api)
      const { headers, body = Buffer.of() } = app.calls.at(-1) ?? {}
      const wanted = createHmac('sha256', secret).update(body).digest('hex')
      expect(headers?.['x-hub-signature-256']).toBe(`sha256=${wanted}`)
      expect(body.toString('latin1')).toContain(String.raw`"permalink":"https:\/\/www.threads.com\/@anna`)
    }
  })
})

test('a delivery without 2xx is tried again with growing gaps for 36 hours, then given up', async () => {
  await withApi(async (api) => {
    await subscribed(api)
    const { sandbox } = api
    sandbox.switches.set({ webhookDelay: '0s' })
    answer = { status: 503 }
    sandbox.posts.create({ user: 'anna', text: 'hello' })
    const start = Date.parse(NOON)
    await sandbox.webhooks.settled()
    const instants: number[] = []
    for (let view = sandbox.webhooks.deliveries()[0]; view?.state === 'waiting'; ) {
      instants.push(Date.parse(view.next_attempt_at ?? '') - start)
      sandbox.clock.set(view.next_attempt_at ?? '')
      await sandbox.webhooks.settled()
      view = sandbox.webhooks.deliveries()[0]
    }
    const gaps = instants.map((instant, index) => instant - (instants[index - 1] ?? 0))
    expect(gaps).toEqual(gaps.toSorted((a, b) => a - b))
    expect(instants.at(-1)).toBe(36 * 3_600_000)
    const [given] = sandbox.state().deliveries
    expect(given?.state).toBe('given_up')
    expect(given?.attempts).toHaveLength(instants.length + 1)
    expect(new Set(app.calls.slice(1).map(({ body }) => body.toString())).size).toBe(1)
    expect(await told(api, '7d')).toEqual([])
  })
})

test('a jump of the clock makes every attempt that it passes, until one is answered', async () => {
  await withApi(async (api) => {
    await subscribed(api)
    let refusals = 3
    answer = {
      get status() {
        refusals -= 1
        return refusals >= 0 ? 500 : 204
      },
    }
    api.sandbox.posts.create({ user: 'anna', text: 'hello' })
    expect(await told(api, '2d')).toHaveLength(4)
    const [delivery] = api.sandbox.webhooks.deliveries()
    expect(delivery?.state).toBe('delivered')
    expect(delivery).not.toHaveProperty('next_attempt_at')
    expect(delivery?.attempts.map(({ status }) => status)).toEqual([500, 500, 500, 204])
  })
})

test('a receiver that is gone leaves its reason, and a restored snapshot goes on where it was', async () => {
  await withApi(async (api) => {
    const { sandbox } = api
    await subscribed(api)
    sandbox.posts.create({ user: 'anna', text: 'hello' })
    sandbox.snapshot()
    await app.close()
    sandbox.clock.advance('5s')
    await sandbox.webhooks.settled()
    expect(sandbox.webhooks.deliveries()[0]?.attempts).toEqual([
      { at: '2026-06-15T12:00:05.000Z', reason: expect.stringMatching(/ECONNREFUSED|socket|closed/) },
    ])
    sandbox.restore()
    expect(sandbox.webhooks.deliveries()).toMatchObject([{ state: 'waiting', attempts: [] }])
    sandbox.clock.advance('5s')
    await sandbox.webhooks.settled()
    expect(sandbox.webhooks.deliveries()[0]?.attempts).toHaveLength(1)
    sandbox.reset()
    expect(sandbox.state()).toMatchObject({ webhooks: [], deliveries: [] })
  })
})

test('a subscription of the options is there without being asked, and the last two hundred deliveries are kept', async () => {
  await withApi(
    async ({ sandbox }) => {
      expect(app.calls).toEqual([])
      for (let count = 0; count < 205; count += 1) sandbox.posts.create({ user: 'anna', text: `${count}` })
      const bodies = sandbox.webhooks.deliveries().map(({ body }) => body)
      expect(bodies).toHaveLength(200)
      sandbox.reset()
      expect(sandbox.webhooks.list()).toMatchObject([{ fields: ['publish'] }])
    },
    {
      users: [{ username: 'anna' }],
      tokens: [{ user: 'anna' }],
      webhooks: [{ url: app.url, fields: ['publish'] }],
    },
  )
})
