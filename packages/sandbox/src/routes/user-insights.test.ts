import { expect, test } from 'vitest'
import { errorOf, type Params, withApi } from '../../test-support/api.ts'
import { person } from '../../test-support/reading.ts'
import { BREAKDOWNS } from '../insights/demographics.ts'

test('the three shapes: values by day, a total, and totals by link', async () => {
  await withApi(async (api) => {
    const anna = person(api, 'anna', { followers: 5000 })
    const post = anna.publish({ link: 'https://example.com/' })
    anna.publish({ text: 'see https://example.org/page, it is good' })
    api.sandbox.boost({ post, add: { likes: 5, clicks: 11 } })
    const metric = 'views,likes,clicks,followers_count'
    const { json } = await anna.get('/v1.0/me/threads_insights', { metric })
    expect(json).toEqual({
      data: [
        {
          name: 'views',
          period: 'day',
          values: [
            { value: expect.any(Number), end_time: '2026-06-15T07:00:00+0000' },
            { value: expect.any(Number), end_time: '2026-06-16T07:00:00+0000' },
          ],
          title: 'views',
          description: 'The number of times your profile was viewed.',
          id: `${anna.id}/insights/views/day`,
        },
        {
          name: 'likes',
          period: 'day',
          total_value: { value: 5 },
          title: 'likes',
          description: 'The number of likes on your posts.',
          id: `${anna.id}/insights/likes/day`,
        },
        {
          name: 'clicks',
          period: 'day',
          link_total_values: [{ value: 11, link_url: 'https://example.com/' }],
          title: 'clicks',
          description: 'The number of times users clicked on a link.',
          id: `${anna.id}/insights/clicks/day`,
        },
        {
          name: 'followers_count',
          period: 'day',
          total_value: { value: 5000 },
          title: 'followers_count',
          description: 'Your total number of followers on Threads.',
          id: `${anna.id}/insights/followers_count/day`,
        },
      ],
      paging: { previous: expect.stringContaining('/threads_insights?') },
    })
  })
})

test('days end at midnight in Pacific time, and every day of the span has its number', async () => {
  await withApi(async (api) => {
    const anna = person(api, 'anna', { followers: 5000 })
    const read = async (params: Params) =>
      (await anna.get('/me/threads_insights', { metric: 'views', ...params })).json.data[0].values
    const winter = await read({ since: '2026-03-07T08:00:00Z', until: '2026-03-10T07:00:00Z' })
    expect(winter.map((day: { end_time: string }) => day.end_time)).toEqual([
      '2026-03-08T08:00:00+0000',
      '2026-03-09T07:00:00+0000',
      '2026-03-10T07:00:00+0000',
    ])
    const week = await read({ since: '2026-06-01T07:00:00Z', until: '2026-06-08T07:00:00Z' })
    expect(week).toHaveLength(7)
    expect(await read({ since: '2026-06-03T07:00:00Z', until: '2026-06-05T07:00:00Z' })).toEqual(
      week.slice(2, 4),
    )
    const before = (await read({})).at(-1).value
    api.sandbox.clock.advance('10h')
    expect((await read({})).at(-1).value).toBeGreaterThan(before)
  })
})

test('what comes in on the days of a week adds up to the week', async () => {
  await withApi(async (api) => {
    const anna = person(api, 'anna', { followers: 30_000 })
    for (const age of ['1d', '3d', '6d', '20d']) anna.publish({ age })
    const metrics = 'likes,replies,reposts,quotes'
    const read = async (since: number, until: number): Promise<number[]> => {
      const span = { since: String(since), until: String(until) }
      const { json } = await anna.get('/me/threads_insights', { metric: metrics, ...span })
      return json.data.map((one: { total_value: { value: number } }) => one.total_value.value)
    }
    const end = Math.floor(api.sandbox.clock.now() / 1000)
    const start = end - 7 * 86_400
    const days = await Promise.all(
      Array.from({ length: 7 }, (_, day) => read(start + day * 86_400, start + (day + 1) * 86_400)),
    )
    const sums = days.reduce((sum, day) => sum.map((value, index) => value + (day[index] ?? 0)))
    expect(sums).toEqual(await read(start, end))
    expect(sums[0]).toBeGreaterThan(0)
  })
})

test('of replies only the direct ones count', async () => {
  await withApi(async (api) => {
    const [anna, bob] = [person(api), person(api, 'bob')]
    const reply = bob.publish({ reply_to: anna.publish() })
    bob.publish({ reply_to: bob.publish({ reply_to: reply }) })
    const { json } = await anna.get('/me/threads_insights', { metric: 'replies' })
    expect(json.data[0].total_value).toEqual({ value: 1 })
  })
})

test('previous and next lead to as long a time before and after', async () => {
  await withApi(async (api) => {
    const anna = person(api, 'anna', { followers: 1000 })
    const span = { since: '2026-06-01T07:00:00Z', until: '2026-06-04T07:00:00Z' }
    const path = async (url: string) => (await api.send(url.slice(api.sandbox.url.length), {})).json
    const { json } = await anna.get('/me/threads_insights', { metric: 'views', ...span })
    const before = await path(json.paging.previous)
    expect(before.data[0].values.map((day: { end_time: string }) => day.end_time)).toEqual([
      '2026-05-30T07:00:00+0000',
      '2026-05-31T07:00:00+0000',
      '2026-06-01T07:00:00+0000',
    ])
    expect((await path(before.paging.next)).data).toEqual(json.data)
    const all = { metric: 'views', since: '1712991600', until: 'now' }
    expect((await anna.get('/me/threads_insights', all)).json.paging).toEqual({})
  })
})

test('demographics take exactly one breakdown, and their numbers are the followers', async () => {
  await withApi(async (api) => {
    const anna = person(api, 'anna', { followers: 12_345 })
    for (const breakdown of BREAKDOWNS) {
      const metric = 'follower_demographics'
      const [shown] = (await anna.get('/me/threads_insights', { metric, breakdown })).json.data
      const [{ dimension_keys, results }] = shown.total_value.breakdowns
      expect([shown.name, shown.period, dimension_keys]).toEqual([metric, 'lifetime', [breakdown]])
      const sum = results.reduce((total: number, one: { value: number }) => total + one.value, 0)
      expect(sum).toBe(12_345)
      expect(results[0].dimension_values).toHaveLength(1)
    }
    for (const breakdown of ['', 'age,city', 'height']) {
      const reply = await anna.get('/me/threads_insights', { metric: 'follower_demographics', breakdown })
      expect(errorOf(reply)).toEqual({ status: 500, type: 'THApiException', code: 100 })
    }
  })
})

test('below a hundred followers there are no demographics', async () => {
  await withApi(async (api) => {
    const anna = person(api, 'anna', { followers: 99 })
    const params = { metric: 'follower_demographics,followers_count', breakdown: 'age' }
    const { json } = await anna.get('/me/threads_insights', params)
    expect(json.data.map((one: { name: string }) => one.name)).toEqual(['followers_count'])
    api.sandbox.switches.set({ demographicsBelow100: 'error' })
    expect(errorOf(await anna.get('/me/threads_insights', params))).toMatchObject({ code: 100 })
  })
})

test('times before 13 April 2024, unknown metrics and a missing metric are refused; period is ignored', async () => {
  await withApi(async (api) => {
    const anna = person(api)
    const wrong: readonly (readonly [Params, string])[] = [
      [{ metric: 'views', since: '1712991599' }, 'greater than or equal to 1712991600'],
      [{ metric: 'views', since: 'now' }, 'Param since must be before param until.'],
      [{ metric: 'shares' }, 'Param metric must be one of {clicks, follower_demographics,'],
      [{}, 'The parameter metric is required'],
    ]
    for (const [params, message] of wrong) {
      const reply = await anna.get('/me/threads_insights', params)
      expect(reply.json.error.message).toContain(message)
    }
    for (const period of ['day', 'lifetime', 'nonsense']) {
      expect((await anna.get('/me/threads_insights', { metric: 'likes', period })).status).toBe(200)
    }
    api.sandbox.switches.set({ insightsNeedPeriod: true })
    const needed = await anna.get('/me/threads_insights', { metric: 'likes' })
    expect(needed.json.error.message).toBe('(#100) The period param is required for this metric')
    expect((await anna.get('/me/threads_insights', { metric: 'likes', period: 'day' })).status).toBe(200)
  })
})

test('only one’s own profile, with the scope', async () => {
  await withApi(async (api) => {
    const [anna, bob] = [person(api), person(api, 'bob')]
    const path = `/${bob.id}/threads_insights`
    expect(errorOf(await anna.get(path, { metric: 'views' }))).toMatchObject({ error_subcode: 33 })
    const access_token = api.token({ user: 'anna', scopes: ['threads_basic'] })
    const refused = await api.get('/me/threads_insights', { metric: 'views', access_token })
    expect(errorOf(refused)).toMatchObject({ status: 500, code: 10 })
  })
})
