/** What people did in a sandbox, and what the client makes of it. */
import {
  getMedia,
  getMediaInsights,
  getUserInsights,
  itemsOf,
  listThreads,
  type Media,
  MEDIA_FIELDS,
  pagesOf,
  parseWebhook,
  Secret,
  verifyWebhookSubscription,
  type Webhook,
} from '@everthread/client'
import { createSandbox, type Sandbox } from '@everthread/sandbox'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'

let sandbox: Sandbox
let access: { readonly token: Secret }

const transport = () => ({ fetch, baseUrl: sandbox.url })

beforeEach(async () => {
  sandbox = await createSandbox({
    clock: 'frozen',
    seed: 'reading',
    users: [
      { username: 'anna', followers: 500, geo_gating: true },
      { username: 'boris', followers: 500 },
    ],
  })
  const scopes = ['threads_basic', 'threads_manage_insights', 'threads_location_tagging'] as const
  access = { token: new Secret(sandbox.tokens.create({ user: 'anna', scopes }).access_token) }
})
afterEach(() => sandbox.close())

type Order = Omit<Parameters<Sandbox['posts']['create']>[0], 'user'>

const post = (order: Order): string => sandbox.posts.create({ user: 'anna', age: '2d', ...order }).id

const read = (mediaId: string): Promise<Media> =>
  getMedia(transport(), { ...access, mediaId, fields: MEDIA_FIELDS })

describe('a post', () => {
  it('was published when it was', async () => {
    const { publishedAt, text } = await read(post({ text: 'hello' }))
    expect(publishedAt).toBe(Math.floor((sandbox.clock.now() - 2 * 86_400_000) / 1000) * 1000)
    expect(text).toBe('hello')
  })

  it.each<[kind: string, order: Order, expected: object]>([
    [
      'a poll',
      { text: '?', poll: ['yes', 'no', 'perhaps'] },
      { pollAttachment: { options: [{ text: 'yes' }, { text: 'no' }, { text: 'perhaps' }] } },
    ],
    [
      'a picture',
      { media_type: 'IMAGE', alt_text: 'a cat' },
      { mediaType: 'IMAGE', altText: 'a cat', mediaUrl: expect.any(String) },
    ],
    [
      'a carousel',
      { media_type: 'CAROUSEL' },
      {
        mediaType: 'CAROUSEL_ALBUM',
        children: expect.arrayContaining([
          { id: expect.any(String), mediaType: 'IMAGE', mediaUrl: expect.any(String) },
        ]),
      },
    ],
    [
      'a ghost',
      { text: 'boo', ghost: true, age: '1h' },
      { ghostPostStatus: 'ACTIVE', ghostPostExpiresAt: expect.any(Number) },
    ],
    [
      'a spoiler',
      { text: 'he dies', spoilers: [{ offset: 3, length: 4 }] },
      { textEntities: [{ entityType: 'SPOILER', offset: 3, length: 4 }] },
    ],
    [
      'with a topic and a link',
      { text: 'x', topic_tag: 'cats', link: 'https://example.com/' },
      { topicTag: 'cats', linkAttachmentUrl: 'https://example.com/' },
    ],
    ['for some countries', { text: 'x', countries: ['US', 'CA'] }, { allowlistedCountryCodes: ['US', 'CA'] }],
  ])('%s', async (_, order, expected) => {
    expect(await read(post(order))).toMatchObject(expected)
  })

  it('a reply, a quote and a repost', async () => {
    const root = post({ text: 'root' })
    expect(await read(post({ text: 'reply', reply_to: root }))).toMatchObject({
      isReply: true,
      rootPostId: root,
      repliedToId: root,
    })
    expect(await read(post({ text: 'quote', quote: root }))).toMatchObject({
      isQuotePost: true,
      quotedPostId: root,
    })
    expect(await read(sandbox.posts.create({ user: 'anna', repost: root }).id)).toMatchObject({
      mediaType: 'REPOST_FACADE',
      repostedPostId: root,
    })
  })
})

describe('a list', () => {
  it('of more than a page comes whole, newest first, and each post once', async () => {
    const ids = Array.from({ length: 30 }, (_, index) => post({ text: `${index}`, age: `${60 - index}h` }))
    const found: string[] = []
    for await (const { id } of itemsOf(listThreads, transport(), { ...access, limit: 7 })) found.push(id)
    expect(found).toEqual(ids.toReversed())
  })

  it('is fetched as far as it is read, and no page holds a token', async () => {
    for (let index = 0; index < 5; index += 1) post({ text: `${index}` })
    for await (const page of pagesOf(listThreads, transport(), { ...access, limit: 2 })) {
      expect(JSON.stringify(page)).not.toContain(access.token.reveal())
      break
    }
    expect(sandbox.requests.list()).toHaveLength(1)
  })

  it('has an end, and before it what lies within a range', async () => {
    const old = post({ text: 'old', age: '9d' })
    post({ text: 'new', age: '1d' })
    const until = sandbox.clock.now() - 5 * 86_400_000
    const { items } = await listThreads(transport(), { ...access, until })
    expect(items.map(({ id }) => id)).toEqual([old])
  })
})

describe('numbers', () => {
  it('of a post are those that the sandbox has', async () => {
    const mediaId = post({ text: 'hello' })
    const { clicks: _, ...numbers } = sandbox.boost({ post: mediaId, likes: 12_345 })
    expect(numbers.likes).toBe(12_345)
    expect(await getMediaInsights(transport(), { ...access, mediaId })).toEqual(numbers)
  })

  it('of a profile come in all their forms', async () => {
    const metrics = ['views', 'likes', 'clicks', 'followers_count', 'follower_demographics'] as const
    const insights = await getUserInsights(transport(), { ...access, metrics, breakdown: 'country' })
    expect(insights).toContainEqual({ kind: 'total', metric: 'followers_count', value: 500 })
    expect(insights).toContainEqual(expect.objectContaining({ kind: 'series', metric: 'views' }))
    expect(insights).toContainEqual(expect.objectContaining({ kind: 'breakdown', dimension: 'country' }))
  })
})

describe('webhooks', () => {
  const verifyToken = new Secret('meatyhamhock')
  let received: Webhook[]
  let subscribed: Sandbox

  beforeEach(async () => {
    received = []
    subscribed = await createSandbox({
      clock: 'frozen',
      users: [{ username: 'anna' }, { username: 'boris' }],
      fetch: (input, init) => receive(new Request(input, init)),
    })
    await subscribed.webhooks.subscribe({
      url: 'https://app.example/webhooks',
      fields: ['replies', 'mentions', 'publish', 'delete'],
      verify_token: verifyToken.reveal(),
    })
    subscribed.tokens.create({
      user: 'anna',
      scopes: ['threads_basic', 'threads_read_replies', 'threads_manage_mentions', 'threads_delete'],
    })
  })
  afterEach(() => subscribed.close())

  /** An app's server. */
  async function receive(request: Request): Promise<Response> {
    if (request.method === 'GET') {
      const challenge = verifyWebhookSubscription(new URL(request.url).searchParams, verifyToken)
      return new Response(challenge, { status: challenge === undefined ? 403 : 200 })
    }
    const body = new Uint8Array(await request.arrayBuffer())
    const signature = request.headers.get('x-hub-signature-256')
    const secrets = [new Secret('meta-app-secret'), new Secret(subscribed.appSecret)]
    received.push(await parseWebhook({ body, signature, secrets }))
    return new Response()
  }

  it('are believed and read', async () => {
    const { id: rootPostId } = subscribed.posts.create({ user: 'anna', text: 'Чай?' })
    const reply = subscribed.posts.create({ user: 'boris', text: 'no, @anna', reply_to: rootPostId })
    subscribed.clock.advance('1m')
    await subscribed.webhooks.settled()
    expect(received).toContainEqual(
      expect.objectContaining({ kind: 'publish', post: expect.objectContaining({ id: rootPostId }) }),
    )
    expect(received).toContainEqual(
      expect.objectContaining({
        kind: 'replies',
        post: expect.objectContaining({
          id: reply.id,
          text: 'no, @anna',
          rootPostId,
          repliedToId: rootPostId,
        }),
      }),
    )
    expect(received).toContainEqual(expect.objectContaining({ kind: 'mentions' }))
    expect(received).not.toContainEqual(expect.objectContaining({ kind: 'invalid' }))
  })
})
