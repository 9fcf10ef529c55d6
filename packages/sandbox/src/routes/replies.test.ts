import { expect, test } from 'vitest'
import { type Api, errorOf, withApi } from '../../test-support/api.ts'
import { idsOf, pagesOf, person } from '../../test-support/reading.ts'

/** Anna's post with two direct replies of Bob's, a nested one of Anna's, and a nested one below that. */
function conversation(api: Api) {
  const [anna, bob] = [person(api), person(api, 'bob')]
  const root = anna.publish({ age: '5h' })
  const first = bob.publish({ age: '4h', reply_to: root, text: 'First' })
  const second = bob.publish({ age: '3h', reply_to: root, text: 'Second' })
  const nested = anna.publish({ age: '2h', reply_to: first, text: 'Nested' })
  const deeper = bob.publish({ age: '1h', reply_to: nested, text: 'Deeper' })
  return { anna, bob, root, first, second, nested, deeper }
}

test('replies has the direct ones, conversation the whole tree, the newest first', async () => {
  await withApi(async (api) => {
    const { anna, root, first, second, nested, deeper } = conversation(api)
    expect(idsOf(await anna.get(`/${root}/replies`))).toEqual([second, first])
    expect(idsOf(await anna.get(`/${first}/replies`))).toEqual([nested])
    expect(idsOf(await anna.get(`/${root}/conversation`))).toEqual([deeper, nested, second, first])
    const [shown] = (await anna.get(`/${root}/replies`, { fields: 'text,is_reply,root_post,has_replies' }))
      .json.data
    expect(shown).toEqual({
      text: 'Second',
      is_reply: true,
      root_post: { id: root },
      has_replies: false,
      id: second,
    })
  })
})

test('reverse=false gives the oldest first', async () => {
  await withApi(async (api) => {
    const { anna, root, first, second, nested, deeper } = conversation(api)
    const params = { reverse: 'false', limit: '3' }
    const page = await anna.get(`/${root}/conversation`, params)
    expect(await pagesOf(api, page)).toEqual([[first, second, nested], [deeper]])
    expect(idsOf(await anna.get(`/${root}/replies`, { reverse: 'true' }))).toEqual([second, first])
    const reply = await anna.get(`/${root}/replies`, { reverse: 'yes' })
    expect(errorOf(reply)).toEqual({ status: 500, type: 'THApiException', code: 100 })
  })
})

test('the conversation of a reply is refused: only a root post has one', async () => {
  await withApi(async (api) => {
    const { anna, first } = conversation(api)
    const reply = await anna.get(`/${first}/conversation`)
    expect(errorOf(reply)).toEqual({ status: 500, type: 'THApiException', code: 100 })
    expect(reply.json.error.message).toContain('not a root post')
  })
})

test('a hidden reply and all below it are shown to the owner of the root and to their authors alone', async () => {
  await withApi(async (api) => {
    const { anna, bob, root, first, second, nested, deeper } = conversation(api)
    const carl = person(api, 'carl')
    await anna.post(`/${first}/manage_reply`, { hide: 'true' })
    const all = [deeper, nested, second, first]
    expect(idsOf(await anna.get(`/${root}/conversation`))).toEqual(all)
    expect(idsOf(await bob.get(`/${root}/conversation`))).toEqual([deeper, second, first])
    expect(idsOf(await carl.get(`/${root}/conversation`))).toEqual([second])
    const statuses = (await anna.get(`/${root}/conversation`, { fields: 'hide_status' })).json.data
    expect(statuses.map((one: { hide_status: string }) => one.hide_status)).toEqual([
      'HIDDEN',
      'HIDDEN',
      'NOT_HUSHED',
      'HIDDEN',
    ])
  })
})

test('the scope is needed, and the post must be there', async () => {
  await withApi(async (api) => {
    const { anna, root } = conversation(api)
    const access_token = api.token({ user: 'anna' })
    for (const edge of ['replies', 'conversation']) {
      expect(errorOf(await api.get(`/${root}/${edge}`, { access_token }))).toMatchObject({ code: 10 })
      expect(errorOf(await anna.get(`/17889615691921648/${edge}`))).toMatchObject({ error_subcode: 33 })
      expect((await anna.get(`/${anna.publish()}/${edge}`)).json).toEqual({ data: [] })
    }
  })
})

test('replies of a population are found under its posts, and new ones stand among them', async () => {
  await withApi(
    async (api) => {
      const anna = person(api)
      const search = { q: 'the', search_type: 'RECENT', limit: '50', fields: 'has_replies,is_reply' }
      let found = await anna.get('/keyword_search', search)
      const answered = []
      for (let page = 0; page < 10 && answered.length === 0; page += 1) {
        answered.push(
          ...found.json.data.filter(
            (one: { has_replies: boolean; is_reply: boolean }) => one.has_replies && !one.is_reply,
          ),
        )
        found = await anna.get('/keyword_search', { ...search, after: found.json.paging.cursors.after })
      }
      const { id } = answered[0]
      const before = idsOf(await anna.get(`/${id}/replies`))
      expect(before.length).toBeGreaterThan(0)
      const mine = anna.publish({ reply_to: id })
      expect(idsOf(await anna.get(`/${id}/replies`))).toEqual([mine, ...before])
      expect(idsOf(await anna.get(`/${id}/conversation`))).toEqual(expect.arrayContaining([mine, ...before]))
    },
    { population: { accounts: 400, postsEach: 8 } },
  )
})
