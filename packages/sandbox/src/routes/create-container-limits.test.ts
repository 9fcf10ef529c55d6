import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { errorOf, type Params, withApi } from '../../test-support/api.ts'
import { posterOf, textOrder } from '../../test-support/publishing.ts'

const IMAGE: Params = { media_type: 'IMAGE', image_url: 'https://a.example/x.png' }

const poll = (options: object): string => JSON.stringify(options)
const spoilers = (count: number): string =>
  JSON.stringify(Array.from({ length: count }, () => ({ entity_type: 'SPOILER', offset: 0, length: 1 })))
const links = (count: number): string =>
  Array.from({ length: count }, (_, index) => `https://${index}.example`).join(' ')
const styled = (...ranges: readonly (readonly [offset: number, length: number])[]): string =>
  JSON.stringify({
    plaintext: 'A longer story',
    text_with_styling_info: ranges.map(([offset, length]) => ({ offset, length, styling_info: ['bold'] })),
  })

const REFUSED: readonly [string, Params, string][] = [
  ['no media type', { text: 'x' }, 'The parameter media_type is required'],
  [
    'an unknown media type',
    { media_type: 'AUDIO' },
    'Param media_type must be one of {TEXT, IMAGE, VIDEO, CAROUSEL}',
  ],
  ['a text post without text', { media_type: 'TEXT' }, 'The parameter text is required'],
  ['a text that is empty', { media_type: 'TEXT', text: '' }, 'The parameter text is required'],
  ['a picture without one', { media_type: 'IMAGE' }, 'The parameter image_url is required'],
  [
    'a film without one',
    { media_type: 'VIDEO', image_url: 'https://a.example/' },
    'The parameter video_url is required',
  ],
  ['a carousel without children', { media_type: 'CAROUSEL' }, 'The parameter children is required'],
  [
    'a text of 501 letters',
    textOrder({ text: 'a'.repeat(501) }),
    'Param text must be at most 500 characters long.',
  ],
  [
    'a text of 126 emoji',
    textOrder({ text: '😀'.repeat(126) }),
    'Param text must be at most 500 characters long.',
  ],
  [
    'an image URL that is none',
    { media_type: 'IMAGE', image_url: 'picture.png' },
    'Param image_url is not a valid URI.',
  ],
  [
    'another scheme',
    { media_type: 'VIDEO', video_url: 'ftp://a.example/x' },
    'Param video_url is not a valid URI.',
  ],
  [
    'a link that is none',
    textOrder({ link_attachment: 'a.example' }),
    'Param link_attachment is not a valid URI.',
  ],
  [
    'an alternative text of 1,001',
    { ...IMAGE, alt_text: 'a'.repeat(1001) },
    'Param alt_text must be at most 1000 characters long.',
  ],
  [
    'a topic of 51',
    textOrder({ topic_tag: 'a'.repeat(51) }),
    'Param topic_tag must be at most 50 characters long.',
  ],
  [
    'an option of 26',
    textOrder({ poll_attachment: poll({ option_a: 'a', option_b: 'b'.repeat(26) }) }),
    'Param option_b must be at most 25 characters long.',
  ],
  [
    'a plain text of 10,001',
    textOrder({ text_attachment: poll({ plaintext: 'a'.repeat(10_001) }) }),
    'Param plaintext must be at most 10000 characters long.',
  ],
  [
    'a link in it that is none',
    textOrder({ text_attachment: poll({ plaintext: 'a', link_attachment_url: 'b' }) }),
    'Param link_attachment_url is not a valid URI.',
  ],
  ['styles that overlap', textOrder({ text_attachment: styled([4, 4], [0, 5]) }), 'Invalid parameter'],
  [
    'eleven spoilers',
    textOrder({ text_entities: spoilers(11) }),
    'Param text_entities must have at most 10 elements.',
  ],
  [
    'Tenor, which has ended',
    textOrder({ gif_attachment: '{"gif_id":"1","provider":"TENOR"}' }),
    'Param provider must be one of {GIPHY}',
  ],
  [
    'an unknown audience',
    textOrder({ reply_control: 'nobody' }),
    'Param reply_control must be one of {everyone, accounts_you_follow, mentioned_only, parent_post_author_only, followers_only}',
  ],
  [
    'a flag that is none',
    textOrder({ is_ghost_post: 'yes' }),
    'Param is_ghost_post must be one of {true, false}',
  ],
  ['six links', textOrder({ text: links(6) }), 'THREADS_API__LINK_LIMIT_EXCEEDED'],
  [
    'five links and another attached',
    textOrder({ text: links(5), link_attachment: 'https://b.example' }),
    'THREADS_API__LINK_LIMIT_EXCEEDED',
  ],
]

test('what a parameter may not be is refused by its name', async () => {
  await withApi(async (api) => {
    const anna = posterOf(api)
    for (const [name, params, message] of REFUSED) {
      const reply = await anna.create(params)
      const status = message === 'Invalid parameter' ? 400 : 500
      const { error } = reply.json
      expect([name, reply.status, error.code, error.message]).toEqual([name, status, 100, message])
    }
  })
})

test('everything at its limit is taken', async () => {
  await withApi(async (api) => {
    const anna = posterOf(api)
    const orders: readonly Params[] = [
      textOrder({ text: 'a'.repeat(500) }),
      textOrder({ text: 'я'.repeat(500) }),
      textOrder({ text: '😀'.repeat(125) }),
      textOrder({ topic_tag: 'a'.repeat(50) }),
      textOrder({ text_entities: spoilers(10) }),
      textOrder({ poll_attachment: poll({ option_a: 'a'.repeat(25), option_b: 'b' }) }),
      textOrder({ text_attachment: poll({ plaintext: 'a'.repeat(10_000) }) }),
      textOrder({ text_attachment: styled([0, 4], [4, 4]) }),
      textOrder({ text: links(5), link_attachment: 'https://0.example' }),
      { media_type: 'TEXT', link_attachment: 'https://a.example/' },
      textOrder({ is_ghost_post: 'false', crossreshare_to_ig: '' }),
    ]
    for (const order of orders) expect([order, (await anna.create(order)).status]).toEqual([order, 200])
  })
})

test('a topic with a dot or an ampersand is not permitted (100/4279071)', async () => {
  await withApi(async (api) => {
    for (const topic_tag of ['a.b', 'a&b', 'a\nb']) {
      const reply = await posterOf(api).create(textOrder({ topic_tag }))
      expect(errorOf(reply)).toMatchObject({ status: 400, code: 100, error_subcode: 4_279_071 })
    }
  })
})

const poll_attachment = poll({ option_a: 'a', option_b: 'b' })
const link_attachment = 'https://a.example/'
const text_attachment = poll({ plaintext: 'a' })
const gif_attachment = '{"gif_id":"1","provider":"GIPHY"}'
const linked = poll({ plaintext: 'a', link_attachment_url: 'https://b.example/' })
const FORBIDDEN: readonly [Params, string, string][] = [
  [textOrder({ poll_attachment, link_attachment }), 'poll_attachment', 'link_attachment'],
  [textOrder({ poll_attachment, text_attachment }), 'poll_attachment', 'text_attachment'],
  [textOrder({ poll_attachment, gif_attachment }), 'poll_attachment', 'gif_attachment'],
  [textOrder({ text_attachment: linked, link_attachment }), 'text_attachment', 'link_attachment'],
  [textOrder({ alt_text: 'a' }), 'alt_text', 'media_type'],
  [textOrder({ is_carousel_item: 'true' }), 'is_carousel_item', 'media_type'],
  [{ ...IMAGE, link_attachment }, 'link_attachment', 'media_type'],
  [{ ...IMAGE, poll_attachment }, 'poll_attachment', 'media_type'],
  [{ ...IMAGE, gif_attachment }, 'gif_attachment', 'media_type'],
  [{ ...IMAGE, auto_publish_text: 'true' }, 'auto_publish_text', 'media_type'],
  [{ ...IMAGE, is_ghost_post: 'true' }, 'is_ghost_post', 'media_type'],
  [textOrder({ is_ghost_post: 'true', reply_to_id: '1' }), 'reply_to_id', 'is_ghost_post'],
  [
    textOrder({ is_ghost_post: 'true', enable_reply_approvals: 'true' }),
    'enable_reply_approvals',
    'is_ghost_post',
  ],
]

test('what does not go together is refused', async () => {
  await withApi(async (api) => {
    const anna = posterOf(api)
    for (const [params, name, other] of FORBIDDEN) {
      const { error } = (await anna.create(params)).json
      expect([error.code, error.message]).toEqual([
        100,
        `Param ${name} cannot be used together with ${other}.`,
      ])
    }
    // A poll of the wrong shape is none.
    expect((await anna.create(textOrder({ poll_attachment: '{}', link_attachment }))).status).toBe(200)
  })
})

test('a link that does not answer, or sends elsewhere, is refused where links are fetched (-1/4279047)', async () => {
  const answers: Readonly<Record<string, () => Response>> = {
    'https://a.example/good': () => new Response('ok'),
    'https://a.example/gone': () => new Response('', { status: 404 }),
    'https://a.example/moved': () => new Response(null, { status: 301, headers: { location: '/good' } }),
  }
  const fetchLink = async (url: unknown): Promise<Response> => {
    const answer = answers[String(url)]
    if (!answer) throw new TypeError('fetch failed')
    return answer()
  }
  await withApi(
    async (api) => {
      const attach = (link_attachment: string) => posterOf(api).create(textOrder({ link_attachment }))
      expect((await attach('https://a.example/good')).status).toBe(200)
      for (const link of ['gone', 'moved', 'nowhere']) {
        expect(errorOf(await attach(`https://a.example/${link}`))).toEqual({
          status: 400,
          code: -1,
          error_subcode: 4_279_047,
          type: 'OAuthException',
        })
      }
    },
    { switches: { linkAttachments: 'fetch' }, fetch: fetchLink },
  )
})

const NAMES = [
  ...['media_type', 'text', 'image_url', 'video_url', 'children', 'is_carousel_item', 'alt_text'],
  ...['is_spoiler_media', 'text_entities', 'link_attachment', 'poll_attachment', 'gif_attachment'],
  ...['text_attachment', 'topic_tag', 'location_id', 'reply_to_id', 'quote_post_id', 'reply_control'],
  ...['enable_reply_approvals', 'allowlisted_country_codes', 'is_ghost_post', 'auto_publish_text'],
  ...['crossreshare_to_ig', 'crossreshare_to_ig_dark_mode', 'creation_id'],
]

/** Values that are nearly right, and such as nobody thinks of. */
const anyValue = fc.oneof(
  fc.constantFrom(
    'TEXT',
    'IMAGE',
    'VIDEO',
    'CAROUSEL',
    'true',
    'everyone',
    'US',
    '17,18',
    'https://a.example/x',
  ),
  fc.constantFrom('{}', '[]', '[{}]', 'null', '1e999', '{"option_a":"a","option_b":{}}', '{"plaintext":"a"}'),
  fc.json(),
  fc.string({ unit: 'binary' }),
)

const RUNS = process.env.EVERTHREAD_TEST_LONG === '1' ? 100_000 : 300

test('any parameters whatever end in a container or in an error of Meta’s', async () => {
  await withApi(
    async (api) => {
      const anna = posterOf(api)
      const anyParams = fc.dictionary(fc.constantFrom(...NAMES), anyValue)
      const ofEach = fc.asyncProperty(
        anyParams,
        fc.constantFrom('TEXT', 'IMAGE', 'VIDEO'),
        async (params, type) => {
          const { status, json } = await anna.create({ media_type: type, text: 'x', ...params })
          const isMade = status === 200 && /^\d{17}$/.test(json.id)
          const isRefused = typeof json.error?.fbtrace_id === 'string' && !/sandbox/.test(json.error.message)
          expect([params, isMade || isRefused]).toEqual([params, true])
        },
      )
      await fc.assert(ofEach, { numRuns: RUNS })
    },
    { fetch: async () => new Response('x') },
  )
}, 600_000)
