/** What every reading call puts on the wire, and what it refuses to put there. */
import { describe, expect, test } from 'vitest'
import type { FetchInit } from './transport.ts'
import {
  getLocation,
  getMe,
  getMedia,
  getMediaInsights,
  getOEmbed,
  getProfile,
  getUserInsights,
  itemsOf,
  listConversation,
  listGhostPosts,
  listMediaReplies,
  listMentions,
  listPendingReplies,
  listProfilePosts,
  listReplies,
  listThreads,
  lookupProfile,
  MEDIA_FIELDS,
  searchKeyword,
  searchLocations,
  Secret,
  type Transport,
} from './index.ts'

const TOKEN = 'THAAcanaryReading'
const token = new Secret(TOKEN)
const FROM = Date.UTC(2025, 0, 1)
const TO = Date.UTC(2025, 0, 2)

type Call = (transport: Transport) => Promise<unknown>

interface Sent {
  readonly path: string
  readonly query: Readonly<Record<string, string>>
  readonly headers: FetchInit['headers']
  readonly method: string
}

/** What a call sends. The answer is refused, which is no matter here. */
async function sentBy(call: Call): Promise<Sent> {
  const sent: Sent[] = []
  const fetch: Transport['fetch'] = (url, { headers, method }) => {
    const { pathname: path, searchParams } = new URL(url)
    sent.push({ path, query: Object.fromEntries(searchParams), headers, method })
    return Promise.resolve({ status: 500, headers: { get: () => null }, body: null })
  }
  await call({ fetch }).catch(() => undefined)
  const [first, ...more] = sent
  if (first === undefined || more.length > 0) throw new Error(`sent ${sent.length} times`)
  return first
}

const MEDIA = { token, mediaId: '17889615691921648' }

describe('a reading call asks', () => {
  test.each<[name: string, call: Call, expected: readonly [path: string, query: object]]>([
    ['getMe', (t) => getMe(t, { token }), ['me', { fields: 'id,username,name,threads_profile_picture_url' }]],
    [
      'getProfile',
      (t) =>
        getProfile(t, { token, userId: '34782204798093277', fields: ['id', 'recently_searched_keywords'] }),
      ['34782204798093277', { fields: 'id,recently_searched_keywords' }],
    ],
    [
      'getMedia',
      (t) => getMedia(t, MEDIA),
      ['17889615691921648', { fields: expect.stringContaining('id,media_type,') }],
    ],
    ['listThreads', (t) => listThreads(t, { token, limit: 100 }), ['me/threads', { limit: '100' }]],
    [
      'listGhostPosts',
      (t) => listGhostPosts(t, { token, userId: '27538818229088576', after: 'QVFI' }),
      ['27538818229088576/ghost_posts', { after: 'QVFI' }],
    ],
    [
      'listReplies',
      (t) => listReplies(t, { token, before: 'QVFI', since: FROM, until: TO }),
      ['me/replies', { before: 'QVFI', since: `${FROM / 1000}`, until: `${TO / 1000}` }],
    ],
    [
      'listMentions',
      (t) => listMentions(t, { token, fields: ['text'] }),
      ['me/mentions', { fields: 'text' }],
    ],
    [
      'listMediaReplies',
      (t) => listMediaReplies(t, { ...MEDIA, reverse: false }),
      ['17889615691921648/replies', { reverse: 'false', fields: expect.stringContaining('hide_status') }],
    ],
    ['listConversation', (t) => listConversation(t, MEDIA), ['17889615691921648/conversation', {}]],
    [
      'listPendingReplies',
      (t) => listPendingReplies(t, { ...MEDIA, approvalStatus: 'pending' }),
      [
        '17889615691921648/pending_replies',
        { approval_status: 'pending', fields: expect.stringContaining('reply_approval_status') },
      ],
    ],
    [
      'searchKeyword',
      (t) =>
        searchKeyword(t, {
          token,
          query: 'two words',
          searchType: 'RECENT',
          searchMode: 'TAG',
          mediaType: 'IMAGE',
          authorUsername: 'anna',
        }),
      [
        'keyword_search',
        {
          q: 'two words',
          search_type: 'RECENT',
          search_mode: 'TAG',
          media_type: 'IMAGE',
          author_username: 'anna',
        },
      ],
    ],
    [
      'lookupProfile',
      (t) => lookupProfile(t, { token, username: 'meta' }),
      ['profile_lookup', { username: 'meta' }],
    ],
    [
      'listProfilePosts',
      (t) => listProfilePosts(t, { token, username: 'meta' }),
      ['profile_posts', { username: 'meta' }],
    ],
    [
      'searchLocations',
      (t) => searchLocations(t, { token, query: 'Menlo', latitude: 37.5, longitude: -122 }),
      [
        'location_search',
        {
          q: 'Menlo',
          latitude: '37.5',
          longitude: '-122',
          fields: 'id,name,address,city,country,latitude,longitude,postal_code',
        },
      ],
    ],
    [
      'getLocation',
      (t) => getLocation(t, { token, locationId: '12345' }),
      ['12345', { fields: expect.stringContaining('postal_code') }],
    ],
    [
      'getMediaInsights',
      (t) => getMediaInsights(t, MEDIA),
      ['17889615691921648/insights', { metric: 'views,likes,replies,reposts,quotes,shares' }],
    ],
    [
      'getUserInsights',
      (t) => getUserInsights(t, { token, metrics: ['views', 'clicks'], since: FROM, until: TO }),
      [
        'me/threads_insights',
        { metric: 'views,clicks', period: 'day', since: `${FROM / 1000}`, until: `${TO / 1000}` },
      ],
    ],
    [
      'getUserInsights of followers',
      (t) =>
        getUserInsights(t, {
          token,
          metrics: ['follower_demographics', 'followers_count'],
          breakdown: 'age',
        }),
      [
        'me/threads_insights',
        { metric: 'follower_demographics,followers_count', period: 'day', breakdown: 'age' },
      ],
    ],
  ])('%s', async (_, call, [path, query]) => {
    const sent = await sentBy(call)
    expect(sent.path).toBe(`/v1.0/${path}`)
    expect(sent.query).toMatchObject(query)
    expect(sent.method).toBe('GET')
    expect(sent.headers).toMatchObject({ authorization: `Bearer ${TOKEN}` })
    expect(Object.keys(sent.query).filter((name) => !(name in query))).toEqual(
      'fields' in query || !('fields' in sent.query) ? [] : ['fields'],
    )
  })

  test('getOEmbed without a token, and with an app’s', async () => {
    const url = 'https://www.threads.com/@meta/post/DRM8DF9AGUc'
    const bare = await sentBy((t) => getOEmbed(t, { url }))
    expect(bare).toMatchObject({ path: '/v1.0/oembed', query: { url } })
    expect(bare.headers).not.toHaveProperty('authorization')
    const full = await sentBy((t) => getOEmbed(t, { url, maxWidth: 320, token }))
    expect(full.query).toEqual({ url, maxwidth: '320' })
    expect(full.headers).toMatchObject({ authorization: `Bearer ${TOKEN}` })
  })

  test('for the parts of what has parts', async () => {
    const { query } = await sentBy((t) =>
      getMedia(t, { ...MEDIA, fields: ['children', 'poll_attachment', 'location'] }),
    )
    expect(query['fields']).toBe(
      'children{id,media_type,media_url,thumbnail_url,alt_text},' +
        'poll_attachment{option_a,option_a_votes_percentage,option_b,option_b_votes_percentage,option_c,' +
        'option_c_votes_percentage,option_d,option_d_votes_percentage,total_votes,expiration_timestamp},' +
        'location{id,name,address,city,country,latitude,longitude,postal_code}',
    )
  })

  test('for all fields when all are named, and by default for none that needs a permission of its own', async () => {
    const names = async (call: Call) =>
      (await sentBy(call)).query['fields']?.replaceAll(/\{.*?\}/g, '').split(',')
    expect(await names((t) => getMedia(t, { ...MEDIA, fields: MEDIA_FIELDS }))).toEqual(MEDIA_FIELDS)
    const byDefault = await names((t) => listThreads(t, { token }))
    for (const special of ['owner', 'location', 'location_id', 'hide_status', 'reply_approval_status'])
      expect(byDefault).not.toContain(special)
  })

  test('for a range in seconds, never one that ends in the future', async () => {
    const { query } = await sentBy((t) => listThreads(t, { token, since: FROM + 1, until: FROM + 1_999 }))
    expect(query).toMatchObject({ since: `${FROM / 1000}`, until: `${FROM / 1000 + 1}` })
  })
})

describe('a wrong argument is a TypeError that names it, and nothing is sent', () => {
  const wrong = (parameters: unknown) => parameters as never

  test.each<[string, Call]>([
    ['token', (t) => getMedia(t, wrong({ mediaId: '1' }))],
    ['token', (t) => listThreads(t, wrong({ token: TOKEN }))],
    ['token', (t) => getOEmbed(t, wrong({ url: 'https://www.threads.com/@a/post/b', token: TOKEN }))],
    ['mediaId', (t) => getMedia(t, { token, mediaId: '../me' })],
    ['mediaId', (t) => getMediaInsights(t, wrong({ token, mediaId: 17_889 }))],
    ['mediaId', (t) => listConversation(t, wrong({ token }))],
    ['userId', (t) => getProfile(t, { token, userId: 'anna' })],
    ['userId', (t) => listThreads(t, { token, userId: '' })],
    ['locationId', (t) => getLocation(t, { token, locationId: '1/2' })],
    ['fields', (t) => getMe(t, wrong({ token, fields: ['followers_count'] }))],
    ['fields', (t) => getMedia(t, { ...MEDIA, fields: [] })],
    ['fields', (t) => listThreads(t, wrong({ token, fields: ['like_count'] }))],
    ['limit', (t) => listThreads(t, { token, limit: 0 })],
    ['limit', (t) => listThreads(t, { token, limit: 101 })],
    ['limit', (t) => listThreads(t, { token, limit: 1.5 })],
    ['before and after', (t) => listThreads(t, wrong({ token, before: 'a', after: 'b' }))],
    ['since', (t) => listThreads(t, { token, since: 1_688_540_399_999 })],
    ['since', (t) => listThreads(t, { token, since: FROM / 1000 })],
    ['until', (t) => listThreads(t, { token, until: Number.NaN })],
    ['since must be before until', (t) => listThreads(t, { token, since: TO, until: TO })],
    ['since must be before until', (t) => listThreads(t, { token, since: FROM, until: FROM + 999 })],
    ['approvalStatus', (t) => listPendingReplies(t, wrong({ ...MEDIA, approvalStatus: 'PENDING' }))],
    ['query', (t) => searchKeyword(t, { token, query: ' ' })],
    ['username', (t) => lookupProfile(t, { token, username: 'two words' })],
    ['username', (t) => listProfilePosts(t, { token, username: '' })],
    ['query', (t) => searchLocations(t, { token, query: '' })],
    ['latitude and longitude', (t) => searchLocations(t, wrong({ token, query: 'x', latitude: 1 }))],
    ['latitude', (t) => searchLocations(t, { token, latitude: 91, longitude: 0 })],
    ['longitude', (t) => searchLocations(t, { token, latitude: 0, longitude: Number.NaN })],
    ['url', (t) => getOEmbed(t, { url: 'threads.com/@a/post/b' })],
    ['url', (t) => getOEmbed(t, { url: 'http://www.threads.com/@a/post/b' })],
    ['maxWidth', (t) => getOEmbed(t, { url: 'https://www.threads.com/@a/post/b', maxWidth: 319 })],
    ['metrics', (t) => getMediaInsights(t, wrong({ ...MEDIA, metrics: ['clicks'] }))],
    ['metrics', (t) => getMediaInsights(t, { ...MEDIA, metrics: [] })],
  ])('%s', async (name, call) => expectRefusal(name, call))

  test.each<[string, unknown]>([
    ['metrics', { metrics: [] }],
    ['metrics', { metrics: ['shares'] }],
    ['since', { metrics: ['views'], since: 1_712_991_599_999 }],
    ['until', { metrics: ['views'], until: 1_712_991_599_999 }],
    ['metrics with since or until', { metrics: ['followers_count'], since: FROM }],
    ['metrics with since or until', { metrics: ['follower_demographics'], breakdown: 'age', until: FROM }],
    ['breakdown', { metrics: ['follower_demographics'] }],
    ['breakdown', { metrics: ['views'], breakdown: 'age' }],
    ['breakdown', { metrics: ['follower_demographics'], breakdown: 'height' }],
  ])('%s: %j', async (name, parameters) =>
    expectRefusal(name, (t) => getUserInsights(t, wrong({ token, ...(parameters as object) }))),
  )

  async function expectRefusal(name: string, call: Call): Promise<void> {
    const fetch = () => Promise.reject(new Error('something was sent'))
    const error: unknown = await call({ fetch }).catch((caught: unknown) => caught)
    expect(error).toBeInstanceOf(TypeError)
    expect((error as TypeError).message).toContain(name)
    expect((error as TypeError).message).not.toContain(TOKEN)
  }

  test('some of it the compiler finds before', () => {
    const t: Transport = { fetch: () => Promise.reject(new Error('something was sent')) }
    const metrics = ['followers_count'] as const
    const refused = [
      // @ts-expect-error followers have no history
      () => getUserInsights(t, { token, metrics, since: FROM }),
      // @ts-expect-error demographics need a breakdown
      () => getUserInsights(t, { token, metrics: ['follower_demographics'] }),
      // @ts-expect-error never both
      () => listThreads(t, { token, before: 'a', after: 'b' }),
      // @ts-expect-error an iteration goes forward
      () => itemsOf(listThreads, t, { token, before: 'a' }),
      // @ts-expect-error a point has two numbers
      () => searchLocations(t, { token, latitude: 1 }),
    ]
    expect(refused).toHaveLength(5)
  })
})
