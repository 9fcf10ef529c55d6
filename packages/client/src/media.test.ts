/** Objects of Meta's, as threads-api.md §5 shows them, and what becomes of them. */
import { describe, expect, test } from 'vitest'
import { readMedia } from './get-media.ts'
import { readLocation, readLocationSearch } from './location.ts'
import { readMediaPage } from './media-page.ts'
import { MEDIA_FIELDS } from './media-shape.ts'
import { readOEmbed } from './oembed.ts'
import { readProfileLookup } from './profile-discovery.ts'
import { readMe } from './profile.ts'
import type { RawAnswer } from './raw-answer.ts'

function answer(body: unknown, endpoint: RawAnswer['endpoint'] = 'media'): RawAnswer {
  const bytes = new TextEncoder().encode(JSON.stringify(body))
  return { endpoint, status: 200, contentType: 'application/json; charset=UTF-8', body: bytes }
}

const media = (body: object) => readMedia(answer({ id: '1234567', ...body }))

describe('a media object', () => {
  test('a text post', () => {
    expect(
      media({
        media_product_type: 'THREADS',
        media_type: 'TEXT_POST',
        permalink: 'https://www.threads.net/@threadsapitestuser/post/abcdefg',
        owner: { id: '1234567' },
        username: 'threadsapitestuser',
        text: 'Today Is Monday',
        timestamp: '2023-10-17T05:42:03+0000',
        shortcode: 'abcdefg',
        is_quote_post: false,
      }),
    ).toEqual({
      id: '1234567',
      mediaProductType: 'THREADS',
      mediaType: 'TEXT_POST',
      permalink: 'https://www.threads.net/@threadsapitestuser/post/abcdefg',
      ownerId: '1234567',
      username: 'threadsapitestuser',
      text: 'Today Is Monday',
      publishedAt: Date.UTC(2023, 9, 17, 5, 42, 3),
      shortcode: 'abcdefg',
      isQuotePost: false,
    })
  })

  test('a poll: options in order, votes as fractions', () => {
    const { pollAttachment } = media({
      poll_attachment: {
        option_a: 'first option',
        option_b: 'second option',
        option_a_votes_percentage: 0.1,
        option_b_votes_percentage: 0.9,
        total_votes: 100,
        expiration_timestamp: '2025-01-01T23:00:00+0000',
      },
    })
    expect(pollAttachment).toEqual({
      options: [
        { text: 'first option', votesFraction: 0.1 },
        { text: 'second option', votesFraction: 0.9 },
      ],
      totalVotes: 100,
      expiresAt: Date.UTC(2025, 0, 1, 23),
    })
  })

  test('a poll whose votes did not come has options and no votes', () => {
    expect(
      media({ poll_attachment: { option_a: 'x', option_b: 'y', option_c: 'z' } }).pollAttachment,
    ).toEqual({
      options: [{ text: 'x' }, { text: 'y' }, { text: 'z' }],
    })
  })

  test('a place', () => {
    const location = {
      id: '12345',
      name: 'Facebook Headquarters',
      address: '1 Hacker Way',
      city: 'Menlo Park',
      country: 'USA',
      latitude: 37.48375115774628,
      longitude: -122.14892131843617,
      postal_code: '94025',
    }
    const { postal_code: postalCode, ...rest } = location
    expect(media({ location_id: '12345', location })).toEqual({
      id: '1234567',
      locationId: '12345',
      location: { ...rest, postalCode },
    })
    expect(readLocation(answer(location, 'location'))).toEqual({ ...rest, postalCode })
  })

  test('a reply, a quote and a repost carry the ids of what they belong to', () => {
    expect(
      media({
        has_replies: true,
        root_post: { id: '1234567890' },
        replied_to: { id: '1234567891' },
        quoted_post: { id: '1234567892' },
        reposted_post: { id: '1234567893' },
        is_reply: true,
        is_reply_owned_by_me: false,
        hide_status: 'NOT_HUSHED',
        reply_audience: 'EVERYONE',
        reply_approval_status: 'pending',
      }),
    ).toEqual({
      id: '1234567',
      hasReplies: true,
      rootPostId: '1234567890',
      repliedToId: '1234567891',
      quotedPostId: '1234567892',
      repostedPostId: '1234567893',
      isReply: true,
      isReplyOwnedByMe: false,
      hideStatus: 'NOT_HUSHED',
      replyAudience: 'EVERYONE',
      replyApprovalStatus: 'pending',
    })
  })

  test('a carousel, spoilers, a long text, a ghost', () => {
    expect(
      media({
        media_type: 'CAROUSEL_ALBUM',
        children: { data: [{ id: '1' }, { id: '2', media_type: 'IMAGE', alt_text: 'a cat' }] },
        is_spoiler_media: true,
        text_entities: { data: [{ entity_type: 'SPOILER', offset: 0, length: 2 }] },
        text_attachment: {
          plaintext: 'long',
          link_attachment_url: 'https://example.com',
          text_with_styling_info: [{ offset: 0, length: 4, styling_info: ['bold', 'italic'] }],
        },
        ghost_post_status: 'ACTIVE',
        ghost_post_expiration_timestamp: '2026-01-02T00:00:00+0000',
        allowlisted_country_codes: ['US', 'CA'],
      }),
    ).toEqual({
      id: '1234567',
      mediaType: 'CAROUSEL_ALBUM',
      children: [{ id: '1' }, { id: '2', mediaType: 'IMAGE', altText: 'a cat' }],
      isSpoilerMedia: true,
      textEntities: [{ entityType: 'SPOILER', offset: 0, length: 2 }],
      textAttachment: {
        plaintext: 'long',
        linkAttachmentUrl: 'https://example.com',
        textWithStylingInfo: [{ offset: 0, length: 4, stylingInfo: ['bold', 'italic'] }],
      },
      ghostPostStatus: 'ACTIVE',
      ghostPostExpiresAt: Date.UTC(2026, 0, 2),
      allowlistedCountryCodes: ['US', 'CA'],
    })
  })

  test('a word that Meta has added since stays as it is', () => {
    expect(media({ media_type: 'HOLOGRAM', hide_status: 'SHY' })).toMatchObject({
      mediaType: 'HOLOGRAM',
      hideStatus: 'SHY',
    })
  })

  test('every documented field can be asked for', () => {
    const documented =
      'id media_product_type media_type media_url thumbnail_url permalink owner username text timestamp shortcode ' +
      'children is_quote_post quoted_post reposted_post alt_text link_attachment_url gif_url poll_attachment topic_tag ' +
      'is_spoiler_media text_entities text_attachment ghost_post_status ghost_post_expiration_timestamp is_verified ' +
      'profile_picture_url has_replies is_reply is_reply_owned_by_me root_post replied_to hide_status reply_audience ' +
      'reply_approval_status location_id location allowlisted_country_codes'
    expect([...MEDIA_FIELDS].sort()).toEqual(documented.split(' ').sort())
  })

  test.each([
    ['id', { id: 'abc' }],
    ['timestamp', { timestamp: 'yesterday' }],
    ['owner.id', { owner: {} }],
    ['children.0.id', { children: { data: [{}] } }],
    ['poll_attachment', { poll_attachment: 'yes' }],
    ['poll_attachment.option_b', { poll_attachment: { option_a: 'x', option_b: 1 } }],
    [
      'poll_attachment.option_a_votes_percentage',
      { poll_attachment: { option_a: 'x', option_a_votes_percentage: 10 } },
    ],
    ['poll_attachment.total_votes', { poll_attachment: { total_votes: '100' } }],
    ['location.latitude', { location: { id: '1', latitude: '37' } }],
    ['text_entities.0.offset', { text_entities: [{ entity_type: 'SPOILER', offset: -1, length: 1 }] }],
  ])('%s is named when it is wrong', (field, body) => {
    expect(() => media(body)).toThrow(
      expect.objectContaining({ name: 'ThreadsProtocolError', code: 'field', field }),
    )
  })
})

describe('a page', () => {
  const page = (body: unknown) => readMediaPage(answer(body, 'threads'))

  test('has items and cursors, and not the links, which hold the token', () => {
    const read = page({
      data: [{ id: '1', text: 'Today Is Monday' }],
      paging: {
        cursors: { before: 'BEFORE_CURSOR', after: 'AFTER_CURSOR' },
        next: 'https://graph.threads.net/v1.0/1/threads?access_token=THAAcanary&after=AFTER_CURSOR',
      },
    })
    expect(read).toEqual({
      endpoint: 'threads',
      items: [{ id: '1', text: 'Today Is Monday' }],
      before: 'BEFORE_CURSOR',
      after: 'AFTER_CURSOR',
    })
  })

  test.each([[{}], [{ paging: {} }], [{ paging: { cursors: {} } }]])('without cursors: %j', (rest) => {
    expect(page({ data: [], ...rest })).toEqual({ endpoint: 'threads', items: [] })
  })

  test.each([
    ['data', {}],
    ['data', { data: 'none' }],
    ['data.0', { data: [null] }],
    ['data.1.id', { data: [{ id: '1' }, {}] }],
    ['paging.cursors.after', { data: [], paging: { cursors: { after: 7 } } }],
  ])('%s is named when it is wrong', (field, body) => {
    expect(() => page(body)).toThrow(expect.objectContaining({ code: 'field', field }))
  })
})

describe('other objects', () => {
  test('a profile with what was searched for last', () => {
    expect(
      readMe(
        answer(
          { id: '1', recently_searched_keywords: [{ query: 'cats', timestamp: 1_735_707_600_000 }] },
          'me',
        ),
      ),
    ).toEqual({ id: '1', recentlySearchedKeywords: [{ query: 'cats', searchedAt: 1_735_707_600_000 }] })
  })

  test('somebody’s public profile', () => {
    expect(
      readProfileLookup(
        answer(
          {
            username: 'meta',
            name: 'Meta',
            profile_picture_url: 'https://cdn.example/meta.jpg',
            biography: 'Build',
            is_verified: true,
            follower_count: 1_234_567,
            likes_count: 1,
            quotes_count: 0,
            replies_count: 1,
            reposts_count: 1,
            views_count: 1,
          },
          'profile_lookup',
        ),
      ),
    ).toEqual({
      username: 'meta',
      name: 'Meta',
      pictureUrl: 'https://cdn.example/meta.jpg',
      biography: 'Build',
      isVerified: true,
      followerCount: 1_234_567,
      likesCount: 1,
      quotesCount: 0,
      repliesCount: 1,
      repostsCount: 1,
      viewsCount: 1,
    })
  })

  test('places that were found; their ids may be numbers', () => {
    expect(
      readLocationSearch(answer({ data: [{ id: 12_345, name: 'Menlo Park' }] }, 'location_search')),
    ).toEqual([{ id: '12345', name: 'Menlo Park' }])
  })

  test('how to embed a post', () => {
    expect(
      readOEmbed(
        answer(
          {
            version: '1.0',
            provider_name: 'Threads',
            provider_url: 'https://www.threads.net/',
            type: 'rich',
            width: 658,
            html: '<blockquote></blockquote>',
          },
          'oembed',
        ),
      ),
    ).toEqual({
      version: '1.0',
      providerName: 'Threads',
      providerUrl: 'https://www.threads.net/',
      type: 'rich',
      width: 658,
      html: '<blockquote></blockquote>',
    })
  })
})
