import * as fc from 'fast-check'
import { describe, expect, expectTypeOf, test } from 'vitest'
import type { Content, TextContent } from './content.ts'
import { contentForm } from './content-form.ts'

const image = { kind: 'image', imageUrl: 'https://example.com/a.jpg' } as const
const video = { kind: 'video', videoUrl: 'https://example.com/a.mp4' } as const
const text = { kind: 'text', text: 'Hello' } as const
const TEXT = { media_type: 'TEXT', text: 'Hello' }
const IMAGE = { media_type: 'IMAGE', image_url: 'https://example.com/a.jpg' }
const link = 'https://example.com/page'

describe('what is sent', () => {
  test.each<[string, Content, Readonly<Record<string, string>>]>([
    ['a text', text, TEXT],
    ['an image', { ...image, altText: 'A cat' }, { ...IMAGE, alt_text: 'A cat' }],
    ['a video', video, { media_type: 'VIDEO', video_url: 'https://example.com/a.mp4' }],
    ['media to uncover', { ...image, isSpoilerMedia: true }, { ...IMAGE, is_spoiler_media: 'true' }],
    ['an item', { ...image, isCarouselItem: true }, { ...IMAGE, is_carousel_item: 'true' }],
    [
      'a carousel, its children in order',
      { kind: 'carousel', children: ['30', '4', '5'], text: 'Three' },
      { media_type: 'CAROUSEL', children: '30,4,5', text: 'Three' },
    ],
    [
      'a poll',
      { ...text, pollAttachment: ['Yes', 'No', 'Perhaps'] },
      { ...TEXT, poll_attachment: '{"option_a":"Yes","option_b":"No","option_c":"Perhaps"}' },
    ],
    [
      'a GIF',
      { ...text, gifAttachment: { gifId: 'a1B2', provider: 'GIPHY' } },
      { ...TEXT, gif_attachment: '{"gif_id":"a1B2","provider":"GIPHY"}' },
    ],
    [
      'a link without text',
      { kind: 'text', linkAttachment: link },
      { media_type: 'TEXT', link_attachment: link },
    ],
    [
      'a long text with looks',
      {
        ...text,
        textAttachment: {
          plaintext: 'Bold and so on',
          linkAttachmentUrl: link,
          textWithStylingInfo: [
            { offset: 4, length: 3, stylingInfo: ['highlight'] },
            { offset: 0, length: 4, stylingInfo: ['bold', 'italic'] },
          ],
        },
      },
      {
        ...TEXT,
        text_attachment:
          `{"plaintext":"Bold and so on","link_attachment_url":"${link}","text_with_styling_info":[` +
          '{"offset":4,"length":3,"styling_info":["highlight"]},' +
          '{"offset":0,"length":4,"styling_info":["bold","italic"]}]}',
      },
    ],
    [
      'a ghost post with a spoiler',
      { kind: 'ghost', text: 'Hello', textEntities: [{ offset: 0, length: 2 }] },
      {
        ...TEXT,
        is_ghost_post: 'true',
        text_entities: '[{"entity_type":"SPOILER","offset":0,"length":2}]',
      },
    ],
    ['a reply', { ...text, replyToId: '18077125565432112' }, { ...TEXT, reply_to_id: '18077125565432112' }],
    [
      'a quote with everything that any post may have',
      {
        ...text,
        quotePostId: '1',
        topicTag: 'Slow food',
        locationId: '2',
        replyControl: 'followers_only',
        enableReplyApprovals: true,
        allowlistedCountryCodes: ['US', 'CA'],
        crossreshareToIg: true,
        crossreshareToIgDarkMode: false,
      },
      {
        ...TEXT,
        quote_post_id: '1',
        topic_tag: 'Slow food',
        location_id: '2',
        reply_control: 'followers_only',
        enable_reply_approvals: 'true',
        allowlisted_country_codes: 'US,CA',
        crossreshare_to_ig: 'true',
        crossreshare_to_ig_dark_mode: 'false',
      },
    ],
  ])('%s', (_, content, form) => {
    expect(contentForm(content)).toEqual(form)
  })
})

describe('what is a TypeError that names its place', () => {
  const many = (count: number) => Array.from({ length: count }, (_, index) => `${index}`)
  const styled = (...spans: readonly (readonly [offset: number, length: number])[]) => ({
    plaintext: 'x',
    textWithStylingInfo: spans.map(([offset, length]) => ({ offset, length, stylingInfo: ['bold'] })),
  })

  test.each<[string, unknown]>([
    ['content must be an object', undefined],
    ['content.kind', {}],
    ['content.kind', { kind: 'audio' }],
    ['content.text', { kind: 'text', text: '' }],
    ['content.text', { kind: 'text', text: ' \n' }],
    ['content.text', { kind: 'text', text: 'x'.repeat(501) }],
    ['content.text', { kind: 'ghost', text: '🎉'.repeat(126) }],
    ['content.text', { ...image, text: 'x'.repeat(501) }],
    ['content.altText', { ...image, altText: 'x'.repeat(1001) }],
    ['content.imageUrl', { kind: 'image', imageUrl: '/a.jpg' }],
    ['content.imageUrl', { kind: 'image', imageUrl: 'ftp://example.com/a.jpg' }],
    ['content.videoUrl', { kind: 'video', videoUrl: 'data:video/mp4;base64,' }],
    ['content.linkAttachment', { kind: 'text', linkAttachment: 'example.com' }],
    ['content.children', { kind: 'carousel', children: many(1) }],
    ['content.children', { kind: 'carousel', children: many(21) }],
    ['content.children', { kind: 'carousel', children: '1,2' }],
    ['content.children.1', { kind: 'carousel', children: ['1', 'x'] }],
    ['content.replyToId', { ...text, replyToId: 18077125565432 }],
    ['content.replyToId', { ...text, replyToId: 'DRM8DF9AGUc' }],
    ['content.quotePostId', { ...text, quotePostId: '' }],
    ['content.locationId', { ...text, locationId: 'Menlo Park' }],
    ['content.replyControl', { ...text, replyControl: 'EVERYONE' }],
    ['content.enableReplyApprovals', { ...text, enableReplyApprovals: 'true' }],
    ['content.topicTag', { ...text, topicTag: '' }],
    ['content.topicTag', { ...text, topicTag: 'x'.repeat(51) }],
    ['content.topicTag', { ...text, topicTag: 'a.b' }],
    ['content.topicTag', { ...text, topicTag: 'a&b' }],
    ['content.topicTag', { ...text, topicTag: 'a\nb' }],
    ['content.allowlistedCountryCodes.0', { ...text, allowlistedCountryCodes: ['us'] }],
    ['content.allowlistedCountryCodes', { ...text, allowlistedCountryCodes: [] }],
    ['content.pollAttachment', { ...text, pollAttachment: ['Yes'] }],
    ['content.pollAttachment', { ...text, pollAttachment: { options: ['Yes', 'No'] } }],
    ['content.pollAttachment', { ...text, pollAttachment: many(5) }],
    ['content.pollAttachment.1', { ...text, pollAttachment: ['Yes', ''] }],
    ['content.pollAttachment.1', { ...text, pollAttachment: ['Yes', 'x'.repeat(26)] }],
    ['content.gifAttachment.provider', { ...text, gifAttachment: { gifId: '1', provider: 'TENOR' } }],
    [
      'content.textEntities',
      { ...text, textEntities: Array.from({ length: 11 }, () => ({ offset: 0, length: 1 })) },
    ],
    ['content.textEntities.0.offset', { ...text, textEntities: [{ offset: -1, length: 1 }] }],
    ['content.textEntities.0.length', { ...text, textEntities: [{ offset: 0, length: 0 }] }],
    ['content.textAttachment.plaintext', { ...text, textAttachment: { plaintext: 'x'.repeat(10_001) } }],
    [
      'content.textAttachment.linkAttachmentUrl',
      { ...text, textAttachment: { plaintext: 'x', linkAttachmentUrl: '' } },
    ],
    ['content.textAttachment.textWithStylingInfo', { ...text, textAttachment: styled([0, 5], [4, 1]) }],
    ['content.textAttachment.textWithStylingInfo', { ...text, textAttachment: styled([9, 1], [0, 10]) }],
    [
      'content.textAttachment.textWithStylingInfo.0.stylingInfo.0',
      {
        ...text,
        textAttachment: {
          plaintext: 'x',
          textWithStylingInfo: [{ offset: 0, length: 1, stylingInfo: ['big'] }],
        },
      },
    ],
    [
      'content must have at most 5 different links',
      {
        ...text,
        text: many(6)
          .map((n) => `https://a.com/${n}`)
          .join(' '),
      },
    ],
    [
      'content must have at most 5 different links',
      {
        ...text,
        text: many(4)
          .map((n) => `https://a.com/${n}`)
          .join(' '),
        linkAttachment: 'https://b.com',
        textAttachment: { plaintext: 'x', linkAttachmentUrl: 'https://c.com' },
      },
    ],
  ])('%s: %j', (place, content) => {
    expect(() => contentForm(content as Content)).toThrow(TypeError)
    expect(() => contentForm(content as Content)).toThrow(place)
  })

  test('five links, one of them three times, are not too many', () => {
    const links = [1, 2, 3, 4, 4].map((n) => `https://a.com/${n}`).join(' ')
    expect(contentForm({ ...text, text: links, linkAttachment: 'https://a.com/4' })).toMatchObject({
      text: links,
    })
  })

  test('the message does not quote what is wrong', () => {
    expect(() => contentForm({ ...text, replyToId: 'THAAcanary' })).toThrow(/^(?!.*canary)/)
  })

  test('anything whatever is a form of texts or a TypeError', () => {
    const kind = fc.constantFrom('text', 'ghost', 'image', 'video', 'carousel')
    const name = fc.constantFrom(
      'text',
      'children',
      'pollAttachment',
      'textAttachment',
      'textEntities',
      'gifAttachment',
    )
    const value = fc.oneof(
      fc.anything(),
      fc.array(fc.anything()),
      fc.constantFrom('Hello', ['Yes', 'No'], ['1', '2']),
    )
    const seen = { form: 0, refused: 0 }
    fc.assert(
      fc.property(kind, fc.dictionary(name, value, { maxKeys: 2 }), (kind, fields) => {
        const form = formOrError({ ...fields, kind } as unknown as Content)
        if (form instanceof Error) expect(form).toBeInstanceOf(TypeError)
        else expect(Object.values(form).every((value) => typeof value === 'string')).toBe(true)
        seen[form instanceof Error ? 'refused' : 'form'] += 1
      }),
      { seed: 24, numRuns: 1000 },
    )
    expect(Math.min(seen.form, seen.refused)).toBeGreaterThan(50)
  })
})

function formOrError(content: Content): Readonly<Record<string, string>> | Error {
  try {
    return contentForm(content)
  } catch (error) {
    return error as Error
  }
}

test('what Meta forbids has no type', () => {
  const poll = ['Yes', 'No'] as const
  const gif = { gifId: '1', provider: 'GIPHY' } as const
  const attachment = { plaintext: 'x' }
  expectTypeOf<{ kind: 'text'; text: string; pollAttachment: typeof poll }>().toExtend<TextContent>()
  expectTypeOf<{
    kind: 'text'
    linkAttachment: string
    textAttachment: typeof attachment
  }>().toExtend<TextContent>()
  const forbidden: readonly Content[] = [
    // @ts-expect-error: neither text nor link
    { kind: 'text' },
    // @ts-expect-error: a poll has no link beside it
    { ...text, pollAttachment: poll, linkAttachment: link },
    // @ts-expect-error: a poll has no text attachment beside it
    { ...text, pollAttachment: poll, textAttachment: attachment },
    // @ts-expect-error: one option is no poll
    { ...text, pollAttachment: ['Yes'] },
    // @ts-expect-error: five options are too many
    { ...text, pollAttachment: ['1', '2', '3', '4', '5'] },
    // @ts-expect-error: one link attachment, not two
    { ...text, linkAttachment: link, textAttachment: { plaintext: 'x', linkAttachmentUrl: link } },
    // @ts-expect-error: Tenor is gone
    { ...text, gifAttachment: { gifId: '1', provider: 'TENOR' } },
    // @ts-expect-error: alt text is for media
    { ...text, altText: 'x' },
    // @ts-expect-error: a poll is for text
    { ...image, pollAttachment: poll },
    // @ts-expect-error: a GIF is for text
    { ...video, gifAttachment: gif },
    // @ts-expect-error: a link attachment is for text
    { ...image, linkAttachment: link },
    // @ts-expect-error: an image has an image
    { kind: 'image', videoUrl: link },
    // @ts-expect-error: a ghost replies to nothing
    { kind: 'ghost', text: 'x', replyToId: '1' },
    // @ts-expect-error: nobody approves the replies to a ghost
    { kind: 'ghost', text: 'x', enableReplyApprovals: true },
    // @ts-expect-error: a ghost has no attachments
    { kind: 'ghost', text: 'x', linkAttachment: link },
    // @ts-expect-error: the carousel has the text, not its items
    { ...image, isCarouselItem: true, text: 'x' },
    // @ts-expect-error: the carousel replies, not its items
    { ...video, isCarouselItem: true, replyToId: '1' },
    // @ts-expect-error: alt text belongs to the items
    { kind: 'carousel', children: ['1', '2'], altText: 'x' },
  ]
  expect(forbidden).toHaveLength(18)
})
