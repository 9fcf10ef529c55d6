import { expect, test } from 'vitest'
import { errorOf, type Reply, withApi } from '../../test-support/api.ts'
import { person } from '../../test-support/reading.ts'

const ALL = 'views,likes,replies,reposts,quotes,shares'

/** The numbers of an answer by metric. */
const numbersOf = ({ json }: Reply): Record<string, number> =>
  Object.fromEntries(
    json.data.map(({ name, values }: { name: string; values: { value: number }[] }) => [
      name,
      values[0]?.value ?? 0,
    ]),
  )

test('every metric comes in the shape that Postman shows', async () => {
  await withApi(async (api) => {
    const anna = person(api)
    const id = anna.publish()
    api.sandbox.boost({ post: id, likes: 100, replies: 2 })
    const { json } = await anna.get(`/v1.0/${id}/insights`, { metric: 'likes,replies' })
    expect(json).toEqual({
      data: [
        {
          name: 'likes',
          period: 'lifetime',
          values: [{ value: 100 }],
          title: 'Likes',
          description: 'The number of likes on your post.',
          id: `${id}/insights/likes/lifetime`,
        },
        {
          name: 'replies',
          period: 'lifetime',
          values: [{ value: 2 }],
          title: 'Replies',
          description: 'The number of replies on your post.',
          id: `${id}/insights/thread_replies/lifetime`,
        },
      ],
    })
    const all = await anna.get(`/${id}/insights`, { metric: ALL })
    expect(Object.keys(numbersOf(all)).join(',')).toBe(ALL)
  })
})

test('numbers grow with the clock and never fall, the same in every run', async () => {
  const run = async () => {
    const seen: Record<string, number>[] = []
    await withApi(async (api) => {
      const anna = person(api, 'anna', { followers: 20_000 })
      const id = anna.publish()
      for (const step of ['0s', '1h', '1d', '5d', '25d', '20d']) {
        api.sandbox.clock.advance(step)
        seen.push(numbersOf(await anna.get(`/${id}/insights`, { metric: ALL })))
      }
    })
    return seen
  }
  const seen = await run()
  for (const [index, numbers] of seen.entries()) {
    for (const [metric, value] of Object.entries(seen[index - 1] ?? {})) {
      expect(numbers[metric]).toBeGreaterThanOrEqual(value)
    }
  }
  expect(seen[0]?.views).toBe(0)
  expect(seen[2]?.views).toBeGreaterThan(100)
  expect(seen[5]).toEqual(seen[4])
  expect(await run()).toEqual(seen)
})

test('replies are those of the whole tree under a root, of a reply the direct ones', async () => {
  await withApi(async (api) => {
    const [anna, bob] = [person(api), person(api, 'bob')]
    const root = anna.publish()
    const reply = anna.publish({ reply_to: root })
    const nested = bob.publish({ reply_to: reply })
    bob.publish({ reply_to: nested })
    const replies = async (id: string) => numbersOf(await anna.get(`/${id}/insights`, { metric: 'replies' }))
    expect(await replies(root)).toEqual({ replies: 3 })
    expect(await replies(reply)).toEqual({ replies: 1 })
  })
})

test('a repost has no insights of its own', async () => {
  await withApi(async (api) => {
    const anna = person(api)
    const repost = anna.publish({ repost: anna.publish() })
    expect((await anna.get(`/${repost}/insights`, { metric: 'likes' })).json).toEqual({ data: [] })
  })
})

test('metric is required, and clicks is none of a post', async () => {
  await withApi(async (api) => {
    const anna = person(api)
    const id = anna.publish()
    const missing = await anna.get(`/${id}/insights`)
    expect(missing.json.error.message).toBe('The parameter metric is required')
    for (const metric of ['clicks', 'likes,followers_count', 'constructor']) {
      const reply = await anna.get(`/${id}/insights`, { metric })
      expect(errorOf(reply)).toEqual({ status: 500, type: 'THApiException', code: 100 })
      expect(reply.json.error.message).toBe(
        'Param metric must be one of {likes, quotes, replies, reposts, shares, views}',
      )
    }
  })
})

test('only the owner reads them, with the scope', async () => {
  await withApi(async (api) => {
    const [anna, bob] = [person(api), person(api, 'bob')]
    const id = anna.publish()
    expect(errorOf(await bob.get(`/${id}/insights`, { metric: 'likes' }))).toMatchObject({
      error_subcode: 33,
    })
    const access_token = api.token({ user: 'anna', scopes: ['threads_basic'] })
    expect(errorOf(await api.get(`/${id}/insights`, { metric: 'likes', access_token }))).toMatchObject({
      status: 500,
      code: 10,
    })
  })
})
