import { expect, test } from 'vitest'
import { errorOf, type Params, withApi } from '../../test-support/api.ts'
import { idsOf, pagesOf, person } from '../../test-support/reading.ts'

const RECENT = { search_type: 'RECENT' }

test('keywords are whole words of the text or the topic, in any case and any language', async () => {
  await withApi(async (api) => {
    const [anna, bob] = [person(api), person(api, 'bob')]
    const tea = bob.publish({ text: 'Green TEA, please.', age: '4h' })
    const team = bob.publish({ text: 'The team won.', age: '3h' })
    const topic = bob.publish({ text: 'Mmm.', topic_tag: 'Tea', age: '2h' })
    const russian = anna.publish({ text: 'Зелёный чай.', age: '1h' })
    const find = async (q: string, params: Params = {}) =>
      idsOf(await anna.get('/v1.0/keyword_search', { q, ...RECENT, ...params }))
    expect(await find('tea')).toEqual([topic, tea])
    expect(await find('TEAM')).toEqual([team])
    expect(await find('green tea')).toEqual([tea])
    expect(await find('ЧАЙ')).toEqual([russian])
    expect(await find('coffee')).toEqual([])
    expect(await find('tea', { search_mode: 'TAG' })).toEqual([topic])
    expect(await find('#tea', { search_mode: 'TAG' })).toEqual([topic])
  })
})

test('the top ones are those that people like best, and are the default', async () => {
  await withApi(async (api) => {
    const anna = person(api)
    const ids = [1, 2, 3].map((hours) => anna.publish({ text: 'tea', age: `${hours}h` }))
    const [newest = '', middle = '', oldest = ''] = ids
    for (const [post, likes] of [
      [newest, 10_000],
      [middle, 30_000],
      [oldest, 20_000],
    ] as const) {
      api.sandbox.boost({ post, likes })
    }
    const top = [middle, oldest, newest]
    expect(idsOf(await anna.get('/keyword_search', { q: 'tea' }))).toEqual(top)
    const page = await anna.get('/keyword_search', { q: 'tea', search_type: 'TOP', limit: '2' })
    expect(await pagesOf(api, page)).toEqual([top.slice(0, 2), top.slice(2)])
    expect(idsOf(await anna.get('/keyword_search', { q: 'tea', since: '-90 minutes' }))).toEqual([newest])
  })
})

test('media type, author and time narrow the search', async () => {
  await withApi(async (api) => {
    const [anna, bob] = [person(api), person(api, 'bob')]
    const text = anna.publish({ text: 'tea', age: '3h' })
    const image = bob.publish({ text: 'tea', media_type: 'IMAGE', age: '2h' })
    const video = bob.publish({ text: 'tea', media_type: 'VIDEO', age: '1h' })
    const find = async (params: Params) =>
      idsOf(await anna.get('/keyword_search', { q: 'tea', ...RECENT, ...params }))
    expect(await find({})).toEqual([video, image, text])
    expect(await find({ media_type: 'TEXT' })).toEqual([text])
    expect(await find({ media_type: 'IMAGE' })).toEqual([image])
    expect(await find({ author_username: 'bob', media_type: 'VIDEO' })).toEqual([video])
    expect(await find({ author_username: 'nobody' })).toEqual([])
    expect(await find({ since: '-150 minutes', until: '-90 minutes' })).toEqual([image])
  })
})

test('another media_type is a 500 that lists the three', async () => {
  await withApi(async (api) => {
    const anna = person(api)
    const reply = await anna.get('/keyword_search', { q: 'tea', media_type: 'CAROUSEL' })
    expect(errorOf(reply)).toEqual({ status: 500, type: 'THApiException', code: 100 })
    expect(reply.json.error.message).toBe('Param media_type must be one of {IMAGE, TEXT, VIDEO}')
    for (const wrong of [{ search_type: 'LATEST' }, { search_mode: 'tag' }, { q: '' }, { limit: 'x' }]) {
      expect(errorOf(await anna.get('/keyword_search', { q: 'tea', ...wrong }))).toMatchObject({ code: 100 })
    }
  })
})

test('the limit ends at 50 without a word, and the cursors go on', async () => {
  await withApi(async (api) => {
    const anna = person(api)
    for (let index = 0; index < 60; index += 1) anna.publish({ text: 'tea', age: index * 1000 })
    const page = await anna.get('/keyword_search', { q: 'tea', limit: '100', ...RECENT })
    expect((await pagesOf(api, page)).map((ids) => ids.length)).toEqual([50, 10])
  })
})

test('fields that a search does not have are dropped without a word', async () => {
  await withApi(async (api) => {
    const anna = person(api)
    const id = anna.publish({ text: 'tea', topic_tag: 'Tea' })
    const find = async (fields: string) => (await anna.get('/keyword_search', { q: 'tea', fields })).json.data
    expect(await find('id,owner,text,status,nonsense')).toEqual([{ id, text: 'tea' }])
    expect(await find('owner')).toEqual([{ id }])
    expect(await find('topic_tag')).toEqual([{ id, topic_tag: 'Tea' }])
    api.sandbox.switches.set({ searchFields: 'thin' })
    expect(await find('topic_tag,username')).toEqual([{ id, username: 'anna' }])
  })
})

test('private, ghost, hidden and pending posts are not found, and sensitive words find nothing', async () => {
  await withApi(async (api) => {
    const [anna, bob] = [person(api), person(api, 'bob')]
    person(api, 'shy', { private: true }).publish({ text: 'tea' })
    bob.publish({ text: 'tea', ghost: true })
    bob.publish({ text: 'porn' })
    const hidden = bob.publish({ text: 'tea', reply_to: anna.publish() })
    await anna.post(`/${hidden}/manage_reply`, { hide: 'true' })
    bob.publish({ text: 'tea', reply_to: anna.publish({ reply_approvals: true }) })
    const carl = person(api, 'carl')
    expect((await carl.get('/keyword_search', { q: 'tea' })).json).toEqual({ data: [] })
    expect((await carl.get('/keyword_search', { q: 'porn' })).json).toEqual({ data: [] })
  })
})

test('with standard access only one’s own posts are searched, or the call is refused (10/4279067)', async () => {
  await withApi(
    async (api) => {
      const anna = person(api)
      const own = anna.publish({ text: 'tea' })
      person(api, 'bob').publish({ text: 'tea' })
      const find = async (params: Params = {}) =>
        idsOf(await anna.get('/keyword_search', { q: 'tea', ...params }))
      expect(await find()).toEqual([own])
      expect(await find({ author_username: 'bob' })).toEqual([])
      expect(await find({ author_username: 'anna' })).toEqual([own])
      api.sandbox.switches.set({ standardAccessSearch: 'refuse' })
      expect(errorOf(await anna.get('/keyword_search', { q: 'tea' }))).toMatchObject({
        code: 10,
        error_subcode: 4279067,
      })
    },
    { switches: { accessTier: 'standard' } },
  )
})

test('2,200 searches that find something are allowed in 24 hours; one that finds nothing does not count', async () => {
  await withApi(async (api) => {
    const anna = person(api)
    anna.publish({ text: 'tea' })
    const search = (q: string) => anna.get('/keyword_search', { q, ...RECENT })
    for (let index = 0; index < 2200; index += 1) await search('tea')
    expect((await search('nothing')).status).toBe(200)
    expect(errorOf(await search('tea'))).toMatchObject({ status: 400 })
    api.sandbox.clock.advance('24h')
    expect((await search('tea')).status).toBe(200)
  })
})

test('the profile remembers what was searched for, the latest first, in milliseconds', async () => {
  await withApi(async (api) => {
    const anna = person(api)
    const fields = 'recently_searched_keywords'
    expect((await anna.get('/me', { fields })).json).toEqual({ id: anna.id })
    for (const q of ['tea', 'coffee', 'tea']) {
      await anna.get('/keyword_search', { q })
      api.sandbox.clock.advance('1s')
    }
    const noon = Date.parse('2026-06-15T12:00:00Z')
    expect((await anna.get('/me', { fields })).json.recently_searched_keywords).toEqual([
      { query: 'tea', timestamp: noon + 2000 },
      { query: 'coffee', timestamp: noon + 1000 },
    ])
  })
})

test('a population is searched in both languages, page by page', async () => {
  await withApi(
    async (api) => {
      const anna = person(api)
      for (const [q, word] of [
        ['coffee', /coffee/i],
        ['кофе', /кофе/i],
      ] as const) {
        const fields = 'text,topic_tag,username'
        const first = await anna.get('/keyword_search', { q, fields, limit: '50', ...RECENT })
        expect(first.json.data).toHaveLength(50)
        for (const { text, topic_tag } of first.json.data) expect(`${text} ${topic_tag}`).toMatch(word)
        const second = await api.send(first.json.paging.next.slice(api.sandbox.url.length), {})
        expect(second.json.data.length).toBeGreaterThan(0)
        const both = [...idsOf(first), ...idsOf(second)]
        expect(new Set(both).size).toBe(both.length)
        const top = await anna.get('/keyword_search', { q, limit: '50' })
        expect(top.json.data).toHaveLength(50)
      }
      expect((await anna.get('/keyword_search', { q: 'xylophone' })).json).toEqual({ data: [] })
      const tagged = await anna.get('/keyword_search', {
        q: 'Running',
        search_mode: 'TAG',
        fields: 'topic_tag',
      })
      expect(new Set(tagged.json.data.map((one: { topic_tag: string }) => one.topic_tag))).toEqual(
        new Set(['Running']),
      )
    },
    { population: { accounts: 100_000, postsEach: 10 } },
  )
})

test('the scope is needed', async () => {
  await withApi(async (api) => {
    const reply = await api.get('/keyword_search', { q: 'tea', access_token: api.token() })
    expect(errorOf(reply)).toMatchObject({ status: 500, code: 10 })
  })
})
