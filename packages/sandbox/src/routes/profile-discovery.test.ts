import { expect, test } from 'vitest'
import { errorOf, withApi } from '../../test-support/api.ts'
import { idsOf, pagesOf, person } from '../../test-support/reading.ts'

test('profile_lookup shows everything unasked, without an id', async () => {
  await withApi(async (api) => {
    const anna = person(api)
    const bob = person(api, 'bob', { name: 'Bob', biography: 'Here.', followers: 100, verified: true })
    const post = bob.publish({ age: '1d' })
    api.sandbox.boost({ post, likes: 7, views: 90, replies: 3, reposts: 2, quotes: 1 })
    const { json } = await anna.get('/v1.0/profile_lookup', { username: 'bob' })
    expect(json).toEqual({
      username: 'bob',
      name: 'Bob',
      profile_picture_url: `${api.sandbox.url}/__sandbox/pictures/bob.svg`,
      biography: 'Here.',
      is_verified: true,
      follower_count: 100,
      likes_count: 7,
      quotes_count: 1,
      replies_count: 3,
      reposts_count: 2,
      views_count: 90,
    })
    const some = await anna.get('/profile_lookup', { username: 'bob', fields: 'follower_count' })
    expect(some.json).toEqual({ follower_count: 100 })
  })
})

test('the counts are those of the last seven days', async () => {
  await withApi(async (api) => {
    const anna = person(api)
    const post = person(api, 'bob', { followers: 100 }).publish({ age: '40d' })
    api.sandbox.boost({ post, add: { likes: 5 } })
    const likes = async () => (await anna.get('/profile_lookup', { username: 'bob' })).json.likes_count
    expect(await likes()).toBe(5)
    api.sandbox.clock.advance('8d')
    expect(await likes()).toBe(0)
  })
})

test('profile_posts lists top-level posts and reposts, page by page', async () => {
  await withApi(async (api) => {
    const anna = person(api)
    const bob = person(api, 'bob', { followers: 500 })
    const [old, middle] = [bob.publish({ age: '3d' }), bob.publish({ age: '2d' })]
    const repost = bob.publish({ repost: anna.publish() })
    bob.publish({ reply_to: old, age: '1d' })
    bob.publish({ ghost: true })
    const first = await anna.get('/profile_posts', { username: 'bob', limit: '2', fields: 'id,username' })
    expect(first.json.data[0]).toEqual({ id: repost, username: 'bob' })
    expect(await pagesOf(api, first)).toEqual([[repost, middle], [old]])
  })
})

test('a profile must be named exactly, be public and have a hundred followers', async () => {
  await withApi(async (api) => {
    const anna = person(api)
    person(api, 'small', { followers: 99 })
    person(api, 'shy', { followers: 5000, private: true })
    person(api, 'large', { followers: 5000 })
    for (const username of ['small', 'shy', 'nobody', 'LARGE', '@large', 'larg']) {
      for (const path of ['/profile_lookup', '/profile_posts']) {
        const reply = await anna.get(path, { username })
        expect(errorOf(reply)).toEqual({ status: 400, type: 'THApiException', code: 100 })
        expect(reply.json.error.message).toContain(username)
      }
    }
    expect((await anna.get('/profile_lookup', { username: 'large' })).status).toBe(200)
    expect(errorOf(await anna.get('/profile_lookup'))).toMatchObject({ code: 100 })
    const field = await anna.get('/profile_lookup', { username: 'large', fields: 'id' })
    expect(field.json.error.message).toContain('nonexisting field (id)')
  })
})

test('with standard access only Meta’s own four may be looked up (10/4279067), which every population has', async () => {
  await withApi(
    async (api) => {
      const anna = person(api)
      person(api, 'bob', { followers: 500 })
      for (const username of ['meta', 'threads', 'instagram', 'facebook']) {
        const found = await anna.get('/profile_lookup', { username, fields: 'is_verified' })
        expect(found.json).toEqual({ is_verified: true })
        expect(idsOf(await anna.get('/profile_posts', { username })).length).toBeGreaterThan(0)
      }
      expect(errorOf(await anna.get('/profile_lookup', { username: 'bob' }))).toMatchObject({
        status: 400,
        code: 10,
        error_subcode: 4279067,
      })
      api.sandbox.switches.set({ accessTier: 'advanced' })
      expect((await anna.get('/profile_lookup', { username: 'bob' })).status).toBe(200)
    },
    { population: { accounts: 50 }, switches: { accessTier: 'standard' } },
  )
})

test('a thousand requests are allowed in 24 hours, found or not', async () => {
  await withApi(async (api) => {
    const anna = person(api)
    for (let index = 0; index < 1000; index += 1) await anna.get('/profile_lookup', { username: 'nobody' })
    person(api, 'bob', { followers: 500 })
    const look = () => anna.get('/profile_posts', { username: 'bob' })
    expect(errorOf(await look())).toMatchObject({ status: 400 })
    expect((await look()).json.error.code).not.toBe(100)
    api.sandbox.clock.advance('24h')
    expect((await look()).status).toBe(200)
  })
})
