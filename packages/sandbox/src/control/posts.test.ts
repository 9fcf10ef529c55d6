import { expect, test } from 'vitest'
import { withApi } from '../../test-support/api.ts'
import { idsOf, person } from '../../test-support/reading.ts'

test('POST posts publishes as anybody, at any time of the past', async () => {
  await withApi(async (api) => {
    const anna = person(api)
    api.sandbox.users.put({ username: 'bob' })
    const { json } = await api.control('posts', {
      user: 'bob',
      text: 'Yesterday.',
      age: '1d',
      topic_tag: 'Days',
    })
    expect(json).toEqual({
      id: json.id,
      shortcode: json.shortcode,
      permalink: `https://www.threads.com/@bob/post/${json.shortcode}`,
      published_at: '2026-06-14T12:00:00.000Z',
    })
    expect((await anna.get(`/${json.id}`, { fields: 'text,topic_tag,timestamp' })).json).toEqual({
      text: 'Yesterday.',
      topic_tag: 'Days',
      timestamp: '2026-06-14T12:00:00+0000',
      id: json.id,
    })
    const reply = (await api.control('posts', { user: 'anna', text: 'Yes.', reply_to: json.id })).json
    expect(idsOf(await anna.get(`/${json.id}/replies`))).toEqual([reply.id])
    const repost = (await api.control('posts', { user: 'anna', repost: json.id, age: '2h' })).json
    expect(repost.published_at).toBe('2026-06-15T10:00:00.000Z')
  })
})

test('who is not there cannot publish, and what is not there cannot be answered', async () => {
  await withApi(async ({ sandbox, control }) => {
    sandbox.users.put({ username: 'anna' })
    for (const wrong of [
      { user: 'nobody', text: 'x' },
      { user: 'anna', reply_to: '1' },
      { user: 'anna', quote: '1' },
      { user: 'anna', repost: '1' },
      { user: 'anna', age: 'long' },
      { user: 'anna', media_type: 'AUDIO' },
      { user: 'anna', words: 'x' },
      {},
    ]) {
      const reply = await control('posts', wrong)
      expect([wrong, reply.status, typeof reply.json.error]).toEqual([wrong, 400, 'string'])
    }
    expect((await control('posts', { user: 'anna', text: 'x' })).status).toBe(200)
  })
})

test('posts are there from the start when an option says so, and again after a reset', async () => {
  await withApi(
    async (api) => {
      const anna = person(api)
      expect((await anna.get('/me/threads', { fields: 'text' })).json.data).toMatchObject([
        { text: 'First.' },
      ])
      anna.publish()
      api.sandbox.reset()
      const again = person(api)
      expect((await again.get('/me/threads')).json.data).toHaveLength(1)
    },
    { users: [{ username: 'anna' }], posts: [{ user: 'anna', text: 'First.' }] },
  )
})

test('a snapshot keeps the posts, their numbers and what was searched for', async () => {
  await withApi(
    async (api) => {
      const anna = person(api)
      const post = anna.publish({ text: 'tea' })
      api.sandbox.boost({ post, likes: 5 })
      await anna.get('/keyword_search', { q: 'tea' })
      const state = async () => [
        (await anna.get('/me/threads', { fields: 'id,text' })).json.data,
        (await anna.get(`/${post}/insights`, { metric: 'likes' })).json,
        (await anna.get('/me', { fields: 'recently_searched_keywords' })).json,
        api.sandbox.state().population,
      ]
      const kept = await state()
      api.sandbox.snapshot()
      anna.publish()
      api.sandbox.boost({ post, likes: 9 })
      await anna.get('/keyword_search', { q: 'coffee' })
      expect(await state()).not.toEqual(kept)
      api.sandbox.restore()
      expect(await state()).toEqual(kept)
    },
    { population: { accounts: 1000 } },
  )
})
