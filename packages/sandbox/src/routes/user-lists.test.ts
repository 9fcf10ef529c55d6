import { expect, test } from 'vitest'
import { errorOf, withApi } from '../../test-support/api.ts'
import { idsOf, pagesOf, person } from '../../test-support/reading.ts'

test('threads has top-level posts and reposts, newest first, and no replies', async () => {
  await withApi(async (api) => {
    const anna = person(api)
    const bob = person(api, 'bob')
    const first = anna.publish({ age: '3d' })
    const second = anna.publish({ age: '2d' })
    const reply = anna.publish({ age: '1d', reply_to: first })
    const repost = anna.publish({ repost: bob.publish() })
    const list = await anna.get('/me/threads', { fields: 'id,media_type' })
    expect(list.json.data).toEqual([
      { id: repost, media_type: 'REPOST_FACADE' },
      { id: second, media_type: 'TEXT_POST' },
      { id: first, media_type: 'TEXT_POST' },
    ])
    expect(idsOf(await anna.get(`/v1.0/${anna.id}/replies`))).toEqual([reply])
  })
})

test('an empty list is data alone', async () => {
  await withApi(async (api) => {
    const anna = person(api)
    for (const edge of ['threads', 'ghost_posts', 'replies', 'mentions']) {
      expect((await anna.get(`/me/${edge}`)).json).toEqual({ data: [] })
    }
  })
})

test('next and previous are whole URLs with the token inside, and lead through the list', async () => {
  await withApi(async (api) => {
    const anna = person(api)
    const ids = Array.from({ length: 7 }, (_, index) => anna.publish({ age: `${index + 1}h` }))
    const first = await anna.get('/me/threads', { limit: '3', fields: 'id,text' })
    expect(first.json.paging.next).toMatch(`${api.sandbox.url}/v1.0/${anna.id}/threads?`)
    expect(new URL(first.json.paging.next).searchParams.get('access_token')).toBe(anna.token)
    expect(first.json.paging.cursors.before).toMatch(/^[\w-]+$/)
    expect(first.json.paging.previous).toBeUndefined()
    expect(await pagesOf(api, first)).toEqual([ids.slice(0, 3), ids.slice(3, 6), ids.slice(6)])
    const second = await api.send(first.json.paging.next.slice(api.sandbox.url.length), {})
    expect(second.json.data[0]).toMatchObject({ text: 'Hello.' })
    const back = await api.send(second.json.paging.previous.slice(api.sandbox.url.length), {})
    expect(back.json.data).toEqual(first.json.data)
  })
})

test('25 come by default, and no more than 100', async () => {
  await withApi(async (api) => {
    const anna = person(api)
    for (let index = 0; index < 120; index += 1) anna.publish({ age: index * 1000 })
    expect(idsOf(await anna.get('/me/threads'))).toHaveLength(25)
    expect(idsOf(await anna.get('/me/threads', { limit: '100' }))).toHaveLength(100)
    expect(idsOf(await anna.get('/me/threads', { limit: '1000' }))).toHaveLength(100)
    expect((await anna.get('/me/threads', { limit: '0' })).json).toEqual({ data: [] })
  })
})

test('since and until choose by time, in seconds or in words', async () => {
  await withApi(async (api) => {
    const anna = person(api)
    const [old, middle] = [anna.publish({ age: '10d' }), anna.publish({ age: '3d' })]
    const fresh = anna.publish({ age: '1h' })
    const list = async (params: Record<string, string>) => idsOf(await anna.get('/me/threads', params))
    expect(await list({ since: '-7 days' })).toEqual([fresh, middle])
    expect(await list({ until: 'yesterday' })).toEqual([middle, old])
    expect(await list({ since: '2026-06-10', until: '2026-06-14' })).toEqual([middle])
    const now = Math.floor(api.sandbox.clock.now() / 1000)
    expect(await list({ since: String(now - 7200), until: String(now) })).toEqual([fresh])
  })
})

test('limits, cursors and times that are none are refused', async () => {
  await withApi(async (api) => {
    const anna = person(api)
    anna.publish()
    const { after, before } = (await anna.get('/me/threads')).json.paging.cursors
    const now = Math.floor(api.sandbox.clock.now() / 1000)
    const wrong: readonly (readonly [Record<string, string>, string])[] = [
      [{ limit: '-1' }, 'Param limit must be a number from 0 to 100.'],
      [{ limit: 'many' }, 'Param limit must be a number from 0 to 100.'],
      [{ after, before }, 'before'],
      [{ after: 'x' }, 'Param after is not a valid cursor.'],
      [{ before: '!' }, 'Param before is not a valid cursor.'],
      [{ since: '1688540399' }, 'Param since must be greater than or equal to 1688540400.'],
      [{ since: 'soon' }, 'Param since is not a valid timestamp.'],
      [{ since: '-1 day', until: '-2 days' }, 'Param since must be before param until.'],
      [{ until: String(now + 1) }, 'Param until cannot be in the future.'],
    ]
    for (const [params, message] of wrong) {
      const reply = await anna.get('/me/threads', params)
      expect([params, errorOf(reply)]).toEqual([params, { status: 500, type: 'THApiException', code: 100 }])
      expect(reply.json.error.message).toContain(message)
    }
  })
})

test('only one’s own lists can be read (100/33), each with its scope', async () => {
  await withApi(async (api) => {
    const [anna, bob] = [person(api), person(api, 'bob')]
    for (const edge of ['threads', 'ghost_posts', 'replies', 'mentions']) {
      const reply = await anna.get(`/${bob.id}/${edge}`)
      expect(errorOf(reply)).toMatchObject({ status: 400, code: 100, error_subcode: 33 })
    }
    const access_token = api.token({ user: 'anna' })
    expect((await api.get('/me/threads', { access_token })).status).toBe(200)
    for (const edge of ['replies', 'mentions']) {
      expect(errorOf(await api.get(`/me/${edge}`, { access_token }))).toMatchObject({ status: 500, code: 10 })
    }
  })
})

test('ghost posts have a list of their own, and stay there when their day is over', async () => {
  await withApi(async (api) => {
    const [anna, bob] = [person(api), person(api, 'bob')]
    const ghost = anna.publish({ ghost: true })
    const plain = anna.publish({ age: '1m' })
    const fields = 'ghost_post_status,ghost_post_expiration_timestamp'
    expect(idsOf(await anna.get('/me/threads'))).toEqual([plain])
    const list = async () => (await anna.get('/me/ghost_posts', { fields })).json.data
    expect(await list()).toEqual([
      { id: ghost, ghost_post_status: 'ACTIVE', ghost_post_expiration_timestamp: '2026-06-16T12:00:00+0000' },
    ])
    expect((await bob.get(`/${ghost}`)).status).toBe(200)
    api.sandbox.clock.advance('24h')
    expect(await list()).toMatchObject([{ id: ghost, ghost_post_status: 'ARCHIVED' }])
    expect(errorOf(await bob.get(`/${ghost}`))).toMatchObject({ error_subcode: 33 })
    expect((await anna.get(`/${plain}`, { fields })).json).toEqual({ id: plain })
  })
})

test('mentions are the public posts of others that name one', async () => {
  await withApi(async (api) => {
    const [anna, bob] = [person(api), person(api, 'bob')]
    const shy = person(api, 'shy', { private: true })
    const naming = bob.publish({ text: 'Look, @Anna.', age: '2h' })
    const reply = bob.publish({ text: '@anna yes', reply_to: naming, age: '1h' })
    bob.publish({ text: 'mail me: bob@anna.example, @annabel' })
    shy.publish({ text: '@anna psst' })
    anna.publish({ text: 'I am @anna' })
    expect(idsOf(await anna.get('/me/mentions'))).toEqual([reply, naming])
  })
})

test('with standard access only testers’ mentions are found, or the call is refused (10/4279067)', async () => {
  await withApi(
    async (api) => {
      const anna = person(api)
      const tester = person(api, 'bob').publish({ text: 'hi @anna' })
      person(api, 'carl', { tester: false }).publish({ text: 'hi @anna' })
      expect(idsOf(await anna.get('/me/mentions'))).toEqual([tester])
      api.sandbox.switches.set({ standardAccessSearch: 'refuse' })
      expect(errorOf(await anna.get('/me/mentions'))).toEqual({
        status: 400,
        type: 'OAuthException',
        code: 10,
        error_subcode: 4279067,
      })
    },
    { switches: { accessTier: 'standard' } },
  )
})

test('somebody of a population has lists of any length, of which a page is read', async () => {
  await withApi(
    async (api) => {
      const username = api.sandbox.state().population?.usernames.at(-1) ?? ''
      const { id } = api.sandbox.users.put({ username, tester: true })
      const someone = person(api, username)
      const first = await someone.get('/me/threads', { fields: 'id,timestamp,text,owner', limit: '40' })
      const pages = await pagesOf(api, first)
      expect(new Set(pages.flat()).size).toBe(pages.flat().length)
      expect(pages.flat().length).toBeGreaterThan(100)
      expect(first.json.data[0]).toMatchObject({ owner: { id } })
      const replies = await pagesOf(api, await someone.get('/me/replies', { limit: '100' }))
      expect(replies.flat().length + pages.flat().length).toBe(300)
      const mentions = await someone.get('/me/mentions', { fields: 'text' })
      expect(mentions.json.data.length).toBeGreaterThan(0)
      for (const { text } of mentions.json.data) expect(text).toContain(`@${username}`)
    },
    { population: { accounts: 100_000, postsEach: 300 } },
  )
})
