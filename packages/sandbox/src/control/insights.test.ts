import { expect, test } from 'vitest'
import { withApi } from '../../test-support/api.ts'
import { person } from '../../test-support/reading.ts'

test('POST insights sets numbers, or adds to them, and they go on growing from there', async () => {
  await withApi(async (api) => {
    const anna = person(api, 'anna', { followers: 10_000 })
    const post = anna.publish({ age: '1h' })
    const likes = async () =>
      (await anna.get(`/${post}/insights`, { metric: 'likes' })).json.data[0].values[0].value
    const untouched = api.sandbox.boost({ post })
    expect((await api.control('insights', { post, likes: 5 })).json).toEqual({ ...untouched, likes: 5 })
    expect(await likes()).toBe(5)
    expect(
      (await api.control('insights', { post, add: { likes: 3, views: -1_000_000 } })).json,
    ).toMatchObject({
      likes: 8,
      views: 0,
    })
    api.sandbox.clock.advance('10d')
    expect(await likes()).toBeGreaterThan(8)
  })
})

test('what is set counts from then on and not before', async () => {
  await withApi(async (api) => {
    const anna = person(api)
    const post = anna.publish({ age: '40d' })
    api.sandbox.boost({ post, add: { likes: 50 } })
    api.sandbox.clock.advance('1d')
    const read = async (since: string, until: string) =>
      (await anna.get('/me/threads_insights', { metric: 'likes', since, until })).json.data[0].total_value
        .value
    expect([await read('-2 days', '-25 hours'), await read('-25 hours', 'now')]).toEqual([0, 50])
  })
})

test('only a post that is there has numbers, and only known ones', async () => {
  await withApi(async (api) => {
    const anna = person(api)
    const post = anna.publish()
    const repost = anna.publish({ repost: post })
    for (const wrong of [
      { post: '1', likes: 1 },
      { post: repost, likes: 1 },
      { post, likes: -1 },
      { post, loves: 1 },
      { post, add: { likes: 0.5 } },
      {},
    ]) {
      expect([wrong, (await api.control('insights', wrong)).status]).toEqual([wrong, 400])
    }
  })
})
