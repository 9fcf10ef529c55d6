import { expect, test } from 'vitest'
import { type Api, errorOf, type Params, withApi } from '../../test-support/api.ts'
import { ALL_SCOPES, idOf, posterOf, textOrder } from '../../test-support/publishing.ts'

const PLACE = '104048449631599'

/** A post with these parameters, read back. */
async function published(api: Api, params: Params, fields: string) {
  const anna = posterOf(api)
  const id = await anna.post(textOrder(params))
  const { id: _, ...rest } = (await api.get(`/${id}`, { access_token: anna.token, fields })).json
  return rest
}

test('a container is made with a query, a form, a multipart form, by id and by me', async () => {
  await withApi(async (api) => {
    const { token } = posterOf(api)
    const user = api.sandbox.users.list()[0]?.id ?? ''
    const params = { access_token: token, ...textOrder() }
    const form = new FormData()
    for (const [name, value] of Object.entries(params)) form.append(name, value)
    const replies = [
      await api.post('/me/threads', params),
      await api.post(`/v1.0/${user}/threads`, params),
      await api.send(`/me/threads?${new URLSearchParams(params).toString()}`, { method: 'POST' }),
      await api.send('/me/threads', { method: 'POST', body: form }),
    ]
    for (const reply of replies) expect(reply.json).toEqual({ id: expect.stringMatching(/^\d{17}$/) })
    expect(new Set(replies.map((reply) => reply.json.id)).size).toBe(4)
  })
})

test('another user’s id in the path, and one that was rounded, is not found (24/4279009)', async () => {
  await withApi(async (api) => {
    const { token } = posterOf(api)
    const { id } = api.sandbox.users.put({ username: 'bob' })
    for (const path of [id, String(Number(id))]) {
      const reply = await api.post(`/${path}/threads`, { access_token: token, ...textOrder() })
      expect(errorOf(reply)).toEqual({
        status: 400,
        code: 24,
        error_subcode: 4_279_009,
        type: 'OAuthException',
      })
      expect(reply.json.error.error_user_msg).toBe(`The media with id ${path} cannot be found.`)
    }
  })
})

test('a token without threads_content_publish is refused (10)', async () => {
  await withApi(async (api) => {
    const reply = await posterOf(api, 'anna', ['threads_basic']).create(textOrder())
    expect(errorOf(reply)).toMatchObject({ status: 500, code: 10 })
  })
})

test('a text post carries everything that a text post can', async () => {
  await withApi(async (api) => {
    const params = {
      topic_tag: 'mornings',
      location_id: PLACE,
      reply_control: 'followers_only',
      link_attachment: 'https://example.com/a',
      text_entities: '[{"entity_type":"spoiler","offset":0,"length":4}]',
    }
    const fields =
      'text,topic_tag,location_id,reply_audience,link_attachment_url,text_entities,is_quote_post,media_type'
    expect(await published(api, params, fields)).toEqual({
      text: 'Good morning',
      topic_tag: 'mornings',
      location_id: PLACE,
      reply_audience: 'FOLLOWERS_ONLY',
      link_attachment_url: 'https://example.com/a',
      text_entities: { data: [{ entity_type: 'SPOILER', offset: 0, length: 4 }] },
      is_quote_post: false,
      media_type: 'TEXT_POST',
    })
  })
})

test('attachments come out as they went in', async () => {
  await withApi(async (api) => {
    const poll = '{"option_a":"Tea","option_b":"Coffee","option_d":"Water"}'
    expect(
      await published(api, { poll_attachment: poll }, 'poll_attachment{option_a,option_b,option_c,option_d}'),
    ).toMatchObject({ poll_attachment: { option_a: 'Tea', option_b: 'Coffee', option_c: 'Water' } })
    const gif = '{"gif_id":"x7","provider":"GIPHY"}'
    expect((await published(api, { gif_attachment: gif }, 'gif_url')).gif_url).toContain('x7')
    const text = {
      plaintext: 'A longer story',
      link_attachment_url: 'https://example.com/b',
      text_with_styling_info: [
        { offset: 2, length: 6, styling_info: ['bold', 'italic', 'blinking'] },
        { offset: 0, length: 2, styling_info: ['highlight'] },
        { offset: 10, length: 99, styling_info: ['bold'] },
      ],
    }
    const attachment = { text_attachment: JSON.stringify(text) }
    expect((await published(api, attachment, 'text_attachment')).text_attachment).toEqual({
      plaintext: 'A longer story',
      link_attachment_url: 'https://example.com/b',
      text_with_styling_info: [
        { offset: 2, length: 6, styling_info: ['bold', 'italic'] },
        { offset: 0, length: 2, styling_info: ['highlight'] },
      ],
    })
  })
})

test('attachments of another shape are passed over in silence', async () => {
  await withApi(async (api) => {
    const shapes: readonly Params[] = [
      { poll_attachment: '{"options":["Tea","Coffee"]}' },
      { poll_attachment: '["Tea","Coffee"]' },
      { poll_attachment: '{"option_a":"Tea"}' },
      { poll_attachment: 'Tea' },
      { gif_attachment: '{"id":"x7"}' },
      { text_attachment: '{"text":"A longer story"}' },
      { text_entities: '{"entity_type":"SPOILER","offset":0,"length":4}' },
      {
        text_entities:
          '[{"entity_type":"BOLD","offset":0,"length":4},{"entity_type":"SPOILER","offset":"0"}]',
      },
      { text_entities: '[{"entity_type":"SPOILER","offset":10,"length":4}]' },
    ]
    const fields = 'poll_attachment,gif_url,text_attachment,text_entities'
    for (const shape of shapes) expect([shape, await published(api, shape, fields)]).toEqual([shape, {}])
  })
})

test('the first tag in a text becomes the topic, unless one is given', async () => {
  await withApi(async (api) => {
    const text = '#Mornings are #good'
    expect(await published(api, { text }, 'text,topic_tag')).toEqual({
      text: 'Mornings are #good',
      topic_tag: 'Mornings',
    })
    expect(await published(api, { text, topic_tag: 'tea' }, 'text,topic_tag')).toEqual({
      text,
      topic_tag: 'tea',
    })
  })
})

test('a ghost post is text with spoilers and nothing else', async () => {
  await withApi(async (api) => {
    const ghost = {
      is_ghost_post: 'true',
      text: 'Boo #gone',
      text_entities: '[{"entity_type":"SPOILER","offset":0,"length":3}]',
    }
    expect(await published(api, ghost, 'text,topic_tag,ghost_post_status,text_entities')).toMatchObject({
      text: 'Boo #gone',
      ghost_post_status: 'ACTIVE',
      text_entities: { data: [{ offset: 0 }] },
    })
    for (const extra of [
      { topic_tag: 'x' },
      { reply_control: 'everyone' },
      { link_attachment: 'https://a.example/' },
    ]) {
      const reply = await posterOf(api).create(textOrder({ is_ghost_post: 'true', ...extra }))
      expect(errorOf(reply)).toMatchObject({ code: 100 })
    }
  })
})

test('with auto_publish_text the answer is the post itself', async () => {
  await withApi(async (api) => {
    const anna = posterOf(api)
    const id = idOf(await anna.create(textOrder({ auto_publish_text: 'true' })))
    const read = await api.get(`/${id}`, { access_token: anna.token, fields: 'text,media_type' })
    expect(read.json).toEqual({ id, text: 'Good morning', media_type: 'TEXT_POST' })
    expect(errorOf(await anna.status(id))).toMatchObject({ code: 100 })
  })
})

test('countries take an eligible user and codes that exist', async () => {
  await withApi(async (api) => {
    const anna = posterOf(api)
    const order = (codes: string) => anna.create(textOrder({ allowlisted_country_codes: codes }))
    expect((await order('US,CA')).json.error.message).toBe('THREADS_API__FEATURE_NOT_AVAILABLE')
    api.sandbox.users.put({ username: 'anna', geo_gating: true })
    for (const bad of ['US,XX', 'us', 'USA']) {
      expect((await order(bad)).json.error.message).toBe('THREADS_API__GEO_GATING_INVALID_COUNTRY_CODES')
    }
    expect(
      await published(api, { allowlisted_country_codes: 'US, CA' }, 'allowlisted_country_codes'),
    ).toEqual({
      allowlisted_country_codes: ['US', 'CA'],
    })
  })
})

test('a location, and sharing to Instagram, take their scopes', async () => {
  await withApi(async (api) => {
    const bare = posterOf(api, 'anna', ['threads_basic', 'threads_content_publish'])
    const extras = [
      { location_id: PLACE },
      { crossreshare_to_ig: 'true' },
      { crossreshare_to_ig_dark_mode: 'true' },
    ]
    for (const extra of extras)
      expect(errorOf(await bare.create(textOrder(extra)))).toMatchObject({ code: 10 })
    for (const extra of extras) expect((await posterOf(api).create(textOrder(extra))).status).toBe(200)
    const nowhere = await posterOf(api).create(textOrder({ location_id: '1' }))
    expect(nowhere.json.error.message).toBe('Param location_id is not a valid location ID')
  })
})

test('one’s own tree can be answered with threads_content_publish alone; others’ take a scope that finds posts', async () => {
  await withApi(async (api) => {
    const scopes = ['threads_basic', 'threads_content_publish'] as const
    const [anna, bob] = [posterOf(api, 'anna', scopes), posterOf(api, 'bob', scopes)]
    const annas = await anna.post(textOrder())
    const chain = await anna.post(textOrder({ reply_to_id: annas, text: 'And more' }))
    expect(errorOf(await bob.create(textOrder({ reply_to_id: chain })))).toMatchObject({
      status: 500,
      code: 10,
    })
    for (const scope of ['threads_keyword_search', 'threads_manage_mentions'] as const) {
      const finder = posterOf(api, 'bob', [...scopes, scope])
      const reply = await finder.post(textOrder({ reply_to_id: annas }))
      expect((await anna.create(textOrder({ reply_to_id: reply }))).status).toBe(200)
    }
  })
})

test('a reply hangs under its parent and its root; a quote points at what it quotes', async () => {
  await withApi(async (api) => {
    const anna = posterOf(api)
    const root = await anna.post(textOrder())
    const first = await anna.post(textOrder({ reply_to_id: root }))
    const second = await anna.post(textOrder({ reply_to_id: first, quote_post_id: root }))
    const read = await api.get(`/${second}`, {
      access_token: anna.token,
      fields: 'is_reply,root_post,replied_to,is_quote_post,quoted_post',
    })
    expect(read.json).toEqual({
      id: second,
      is_reply: true,
      root_post: { id: root },
      replied_to: { id: first },
      is_quote_post: true,
      quoted_post: { id: root },
    })
  })
})

test('a post that is only seconds old cannot be answered or quoted yet, even by its author (24/4279009)', async () => {
  await withApi(async (api) => {
    const anna = posterOf(api)
    const root = idOf(await anna.publish(await anna.container(textOrder())))
    for (const name of ['reply_to_id', 'quote_post_id']) {
      expect(errorOf(await anna.create(textOrder({ [name]: root })))).toMatchObject({
        code: 24,
        error_subcode: 4_279_009,
      })
    }
    api.sandbox.clock.advance('2999ms')
    expect((await anna.create(textOrder({ reply_to_id: root }))).status).toBe(400)
    api.sandbox.clock.advance('7001ms')
    expect((await anna.create(textOrder({ reply_to_id: root }))).status).toBe(200)
  })
})

test('what is no post, a stranger’s private one and a repost cannot be answered', async () => {
  await withApi(async (api) => {
    const anna = posterOf(api)
    const post = await anna.post(textOrder())
    const repost = idOf(await api.post(`/${post}/repost`, { access_token: anna.token }))
    const secret = await posterOf(api, 'bob').post(textOrder())
    api.sandbox.users.put({ username: 'bob', private: true })
    const searcher = posterOf(api, 'anna', [...ALL_SCOPES, 'threads_keyword_search'])
    for (const id of ['x', '17', repost, secret]) {
      const reply = await searcher.create(textOrder({ reply_to_id: id }))
      expect([id, reply.status, reply.json.error.message]).toEqual([
        id,
        500,
        'Param reply_to_id is not a valid threads_media ID',
      ])
    }
  })
})

test('a call in the middle of which there is a reset has no effect', async () => {
  const { promise: answer, resolve: arrive } = Promise.withResolvers<Response>()
  const { promise: asked, resolve: ask } = Promise.withResolvers<void>()
  const slow = (): Promise<Response> => {
    ask()
    return answer
  }
  await withApi(
    async (api) => {
      const creating = posterOf(api).create({ media_type: 'IMAGE', image_url: 'https://a.example/x.png' })
      await asked
      api.sandbox.reset()
      arrive(new Response('x'))
      expect(errorOf(await creating)).toMatchObject({ code: 2 })
    },
    { fetch: slow },
  )
})
