import { expect, test } from 'vitest'
import { type Api, errorOf, withApi } from '../../test-support/api.ts'
import { idsOf, person } from '../../test-support/reading.ts'
import { MEDIA } from '../formatters/media.ts'
import { PLACES } from '../locations/gazetteer.ts'

const ALL_FIELDS = Object.keys(MEDIA.readers).join(',')

/** The facts' own list (threads-api.md §5.3). */
const DOCUMENTED = [
  ...[
    'id',
    'media_product_type',
    'media_type',
    'media_url',
    'thumbnail_url',
    'permalink',
    'owner',
    'username',
  ],
  ...[
    'text',
    'timestamp',
    'shortcode',
    'children',
    'is_quote_post',
    'quoted_post',
    'reposted_post',
    'alt_text',
  ],
  ...['link_attachment_url', 'gif_url', 'poll_attachment', 'topic_tag', 'is_spoiler_media', 'text_entities'],
  ...['text_attachment', 'ghost_post_status', 'ghost_post_expiration_timestamp', 'is_verified'],
  ...['profile_picture_url', 'has_replies', 'is_reply', 'is_reply_owned_by_me', 'root_post', 'replied_to'],
  ...['hide_status', 'reply_audience', 'reply_approval_status', 'location_id', 'location'],
  ...['allowlisted_country_codes'],
]

test('every documented field of media can be asked for, and no other', () => {
  expect(Object.keys(MEDIA.readers).toSorted()).toEqual(DOCUMENTED.toSorted())
})

test('without fields only the id comes', async () => {
  await withApi(async (api) => {
    const anna = person(api)
    const id = anna.publish()
    expect((await anna.get(`/v1.0/${id}`)).json).toEqual({ id })
  })
})

test('a plain text post has these fields and no others', async () => {
  await withApi(async (api) => {
    const anna = person(api, 'anna', { verified: true })
    const id = anna.publish({ text: 'Today is Monday', topic_tag: 'Mondays' })
    const { json } = await anna.get(`/${id}`, { fields: ALL_FIELDS })
    expect(json).toEqual({
      id,
      media_product_type: 'THREADS',
      media_type: 'TEXT_POST',
      permalink: `https://www.threads.com/@anna/post/${json.shortcode}`,
      shortcode: json.shortcode,
      owner: { id: anna.id },
      username: 'anna',
      is_verified: true,
      profile_picture_url: `${api.sandbox.url}/__sandbox/pictures/anna.svg`,
      text: 'Today is Monday',
      timestamp: '2026-06-15T12:00:00+0000',
      is_quote_post: false,
      topic_tag: 'Mondays',
      has_replies: false,
      is_reply: false,
      reply_audience: 'EVERYONE',
    })
    expect(json.shortcode).toMatch(/^[\w-]{11}$/)
  })
})

test('pictures, films and carousels show their files, and children are media of their own', async () => {
  await withApi(async (api) => {
    const anna = person(api)
    const image = anna.publish({ media_type: 'IMAGE', alt_text: 'A dog' })
    const video = anna.publish({ media_type: 'VIDEO' })
    const album = anna.publish({ media_type: 'CAROUSEL' })
    const fields = 'media_type,media_url,thumbnail_url,alt_text,is_spoiler_media,children'
    const shown = (await anna.get(`/${image}`, { fields })).json
    expect(shown).toMatchObject({ media_type: 'IMAGE', alt_text: 'A dog', is_spoiler_media: false })
    expect(shown.children).toBeUndefined()
    expect((await fetch(shown.media_url)).status).toBe(200)
    expect((await anna.get(`/${video}`, { fields })).json).toMatchObject({
      media_type: 'VIDEO',
      thumbnail_url: expect.stringMatching(/^http/),
    })
    const { children, media_type } = (await anna.get(`/${album}`, { fields })).json
    expect([media_type, children.data.map((child: object) => Object.keys(child))]).toEqual([
      'CAROUSEL_ALBUM',
      [['id'], ['id']],
    ])
    const expanded = await anna.get(`/${album}`, { fields: 'children{media_type,media_url}' })
    const [first] = expanded.json.children.data
    expect(first).toMatchObject({ id: children.data[0].id, media_type: 'IMAGE' })
    expect((await anna.get(`/${first.id}`, { fields: 'media_url' })).json).toEqual({
      media_url: first.media_url,
      id: first.id,
    })
  })
})

test('a quote, a repost and a reply name the posts that they refer to', async () => {
  await withApi(async (api) => {
    const [anna, bob] = [person(api), person(api, 'bob')]
    const root = bob.publish({ text: 'Root' })
    const reply = anna.publish({ reply_to: root, text: 'Reply' })
    const nested = bob.publish({ reply_to: reply })
    const quote = anna.publish({ quote: root })
    const repost = anna.publish({ repost: root })
    const fields = 'is_quote_post,quoted_post,reposted_post{id,text},media_type,text'
    expect((await anna.get(`/${quote}`, { fields })).json).toMatchObject({
      is_quote_post: true,
      quoted_post: { id: root },
    })
    expect((await anna.get(`/${repost}`, { fields })).json).toEqual({
      is_quote_post: false,
      reposted_post: { id: root, text: 'Root' },
      media_type: 'REPOST_FACADE',
      id: repost,
    })
    const replyFields = 'root_post,replied_to,is_reply,is_reply_owned_by_me,hide_status,owner,has_replies'
    expect((await anna.get(`/${reply}`, { fields: replyFields })).json).toEqual({
      root_post: { id: root },
      replied_to: { id: root },
      is_reply: true,
      is_reply_owned_by_me: true,
      hide_status: 'NOT_HUSHED',
      has_replies: true,
      id: reply,
    })
    expect((await anna.get(`/${nested}`, { fields: replyFields })).json).toMatchObject({
      root_post: { id: root },
      replied_to: { id: reply },
      is_reply_owned_by_me: false,
    })
  })
})

test('the owner and the audience are told of own posts alone', async () => {
  await withApi(async (api) => {
    const [anna, bob] = [person(api), person(api, 'bob')]
    const id = anna.publish({ reply_control: 'mentioned_only' })
    const fields = 'owner,reply_audience,username'
    expect((await anna.get(`/${id}`, { fields })).json).toEqual({
      owner: { id: anna.id },
      reply_audience: 'MENTIONED_ONLY',
      username: 'anna',
      id,
    })
    expect((await bob.get(`/${id}`, { fields })).json).toEqual({ username: 'anna', id })
  })
})

test('a poll shows its options, and its votes only to those who ask for them', async () => {
  await withApi(async (api) => {
    const anna = person(api, 'anna', { followers: 50_000 })
    const id = anna.publish({ poll: ['first option', 'second option'], age: '2h' })
    expect((await anna.get(`/${id}`, { fields: 'poll_attachment' })).json).toEqual({
      poll_attachment: { option_a: 'first option', option_b: 'second option' },
      id,
    })
    const fields =
      'poll_attachment{option_a,option_a_votes_percentage,option_b_votes_percentage,option_c_votes_percentage,total_votes,expiration_timestamp}'
    const votes = async () => (await anna.get(`/${id}`, { fields })).json.poll_attachment
    const early = await votes()
    expect(Object.keys(early)).toEqual([
      ...['option_a', 'option_a_votes_percentage', 'option_b_votes_percentage'],
      ...['total_votes', 'expiration_timestamp'],
    ])
    expect(early.expiration_timestamp).toBe('2026-06-16T10:00:00+0000')
    expect(early.option_a_votes_percentage + early.option_b_votes_percentage).toBeCloseTo(1)
    api.sandbox.clock.advance('22h')
    const atEnd = await votes()
    expect(atEnd.total_votes).toBeGreaterThan(early.total_votes)
    api.sandbox.clock.advance('10d')
    expect(await votes()).toEqual(atEnd)
  })
})

test('a location, a link, a GIF, spoilers and countries are shown where they are', async () => {
  await withApi(async (api) => {
    const anna = person(api)
    const [place] = PLACES
    const id = anna.publish({
      location: place?.id ?? '',
      link: 'https://example.com/',
      gif: 'abc',
      spoilers: [{ offset: 0, length: 2 }],
      countries: ['US', 'CA'],
    })
    const fields =
      'location_id,location{name,city,postal_code},link_attachment_url,gif_url,text_entities,allowlisted_country_codes'
    expect((await anna.get(`/${id}`, { fields })).json).toEqual({
      location_id: place?.id,
      location: { name: 'Facebook Headquarters', city: 'Menlo Park', postal_code: '94025', id: place?.id },
      link_attachment_url: 'https://example.com/',
      gif_url: 'https://media.giphy.com/media/abc/giphy.gif',
      text_entities: { data: [{ entity_type: 'SPOILER', offset: 0, length: 2 }] },
      allowlisted_country_codes: ['US', 'CA'],
      id,
    })
  })
})

test('status, gif_attachment and other fields that media does not have are refused by name', async () => {
  await withApi(async (api) => {
    const anna = person(api)
    const id = anna.publish()
    for (const field of ['status', 'gif_attachment', 'like_count', 'error_message', 'constructor']) {
      for (const path of [`/${id}`, '/me/threads', '/me/replies']) {
        const reply = await anna.get(path, { fields: `id,${field}` })
        expect(errorOf(reply)).toEqual({ status: 500, type: 'THApiException', code: 100 })
        expect(reply.json.error.message).toContain(`Tried accessing nonexisting field (${field})`)
      }
    }
    const nested = await anna.get('/me/threads', { fields: 'owner{status}' })
    expect(nested.json.error.message).toContain('nonexisting field (status) on node type (ThreadsUser)')
  })
})

test('what is unknown, deleted, private or another’s pending reply does not exist (100/33)', async () => {
  await withApi(async (api) => {
    const [anna, bob] = [person(api), person(api, 'bob')]
    const shy = person(api, 'shy', { private: true })
    const secret = shy.publish()
    const guarded = shy.publish({ reply_approvals: true })
    const pending = bob.publish({ reply_to: anna.publish({ reply_approvals: true }) })
    expect((await shy.get(`/${secret}`)).status).toBe(200)
    expect((await bob.get(`/${pending}`)).status).toBe(200)
    expect((await anna.get(`/${pending}`, { fields: 'reply_approval_status' })).json).toEqual({
      reply_approval_status: 'pending',
      id: pending,
    })
    const stranger = person(api, 'carl')
    for (const id of [secret, guarded, pending, '17889615691921648', '1']) {
      const reply = await stranger.get(`/${id}`)
      expect(errorOf(reply)).toEqual({ status: 400, type: 'THApiException', code: 100, error_subcode: 33 })
      expect(reply.json.error.message).toContain(`Unsupported get request. Object with ID '${id}' does not`)
    }
  })
})

test('a post that is on its way does not exist for others yet (24/4279009), and is in none of their lists', async () => {
  await withApi(
    async (api) => {
      const [anna, bob] = [person(api), person(api, 'bob', { followers: 500 })]
      const form = { media_type: 'TEXT', text: 'Hi @anna', auto_publish_text: 'true' }
      const { id } = (await bob.post('/me/threads', form)).json
      const posts = { username: 'bob' }
      expect((await bob.get(`/${id}`)).json).toEqual({ id })
      expect(errorOf(await anna.get(`/${id}`))).toEqual({
        status: 400,
        type: 'OAuthException',
        code: 24,
        error_subcode: 4279009,
      })
      for (const edge of ['/me/mentions', '/profile_posts']) {
        expect(idsOf(await anna.get(edge, posts))).toEqual([])
      }
      api.sandbox.clock.advance('5s')
      expect((await anna.get(`/${id}`)).json).toEqual({ id })
      for (const edge of ['/me/mentions', '/profile_posts']) {
        expect(idsOf(await anna.get(edge, posts))).toEqual([id])
      }
    },
    { switches: { replyPropagation: '5s' } },
  )
})

test('with standard access only the posts of testers can be read', async () => {
  await withApi(
    async (api) => {
      const anna = person(api)
      const tester = person(api, 'bob').publish()
      const stranger = person(api, 'carl', { tester: false }).publish()
      expect((await anna.get(`/${tester}`)).status).toBe(200)
      expect(errorOf(await anna.get(`/${stranger}`))).toMatchObject({ error_subcode: 33 })
      api.sandbox.switches.set({ accessTier: 'advanced' })
      expect((await anna.get(`/${stranger}`)).status).toBe(200)
    },
    { switches: { accessTier: 'standard' } },
  )
})

test('the permalink may lag behind the publishing', async () => {
  await withApi(
    async (api) => {
      const anna = person(api)
      const id = anna.publish()
      const read = async () => (await anna.get(`/${id}`, { fields: 'permalink' })).json.permalink
      expect(await read()).toBeUndefined()
      api.sandbox.clock.advance('5s')
      expect(await read()).toMatch(/^https:\/\/www\.threads\.com\/@anna\/post\//)
    },
    { switches: { permalinkLag: '5s' } },
  )
})

test('a post of a population is read like any other, and so is what it refers to', async () => {
  await withApi(
    async (api: Api) => {
      const anna = person(api)
      const found = await anna.get('/keyword_search', { q: 'the', search_type: 'RECENT', fields: ALL_FIELDS })
      expect(idsOf(found).length).toBe(25)
      for (const post of found.json.data.slice(0, 10)) {
        const { json } = await anna.get(`/${post.id}`, { fields: ALL_FIELDS })
        expect(json).toEqual(post)
        for (const id of [json.root_post?.id, json.replied_to?.id, json.quoted_post?.id]) {
          if (id !== undefined) expect((await anna.get(`/${id}`)).json).toEqual({ id })
        }
      }
    },
    { population: { accounts: 500, postsEach: 10 } },
  )
})
