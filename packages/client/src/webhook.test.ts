/** Webhooks as threads-api.md §7 shows them. The signatures are made by Node, not by the code that checks them. */
import { createHmac } from 'node:crypto'
import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { Secret } from './secret.ts'
import { parseWebhook, verifyWebhookSubscription } from './webhook.ts'

const SECRET = 'canary-app-secret'
const secret = new Secret(SECRET)
const other = new Secret('another-secret')

const signed = (body: string | Uint8Array, key = SECRET) =>
  `sha256=${createHmac('sha256', key).update(body).digest('hex')}`

const parse = (body: string, signature: string | null | undefined = signed(body)) =>
  parseWebhook({ body, signature, secrets: [secret] })

function envelope(field: unknown, value: unknown): string {
  return JSON.stringify({
    app_id: '123456',
    topic: 'moderate',
    target_id: '78901',
    time: 1_723_226_877,
    subscription_id: '234567',
    has_uid_field: false,
    values: { value, field },
  })
}

const ENVELOPE = {
  appId: '123456',
  topic: 'moderate',
  targetId: '78901',
  sentAt: 1_723_226_877_000,
  subscriptionId: '234567',
}

describe('a webhook', () => {
  test('of a reply', async () => {
    const body = envelope('replies', {
      id: '8901234',
      username: 'test_username',
      text: 'Reply',
      media_type: 'TEXT_POST',
      permalink: 'https://www.threads.net/@test_username/post/Pp',
      replied_to: { id: '567890' },
      root_post: { id: '123456', owner_id: '123456', username: 'test_username_2' },
      shortcode: 'Pp',
      timestamp: '2024-08-07T10:33:16+0000',
    })
    expect(await parse(body)).toEqual({
      ...ENVELOPE,
      kind: 'replies',
      post: {
        id: '8901234',
        username: 'test_username',
        text: 'Reply',
        mediaType: 'TEXT_POST',
        permalink: 'https://www.threads.net/@test_username/post/Pp',
        repliedToId: '567890',
        rootPostId: '123456',
        rootPost: { id: '123456', ownerId: '123456', username: 'test_username_2' },
        shortcode: 'Pp',
        publishedAt: Date.UTC(2024, 7, 7, 10, 33, 16),
      },
    })
  })

  test.each(['mentions', 'publish'])('of %s', async (field) => {
    const body = envelope(field, { id: '1', username: 'anna', is_quote_post: false })
    expect(await parse(body)).toEqual({
      ...ENVELOPE,
      kind: field,
      post: { id: '1', username: 'anna', isQuotePost: false },
    })
  })

  test('of a post that is gone', async () => {
    const body = envelope('delete', {
      id: '1',
      owner: { owner_id: '2' },
      deleted_at: '2025-08-01T00:00:01+0000',
      timestamp: '2025-08-01T00:00:00+0000',
      username: 'anna',
    })
    expect(await parse(body)).toEqual({
      ...ENVELOPE,
      kind: 'delete',
      deleted: {
        id: '1',
        ownerId: '2',
        username: 'anna',
        publishedAt: Date.UTC(2025, 7, 1),
        deletedAt: Date.UTC(2025, 7, 1, 0, 0, 1),
      },
    })
  })

  test('of a field that Meta has added since', async () => {
    expect(await parse(envelope('sighs', 1))).toEqual({ ...ENVELOPE, kind: 'other', field: 'sighs' })
  })

  test('is checked byte by byte, escapes and all', async () => {
    const body = envelope('publish', { id: '1', text: 'ж' }).replace('ж', String.raw`\u0436\/`)
    expect(await parse(body)).toMatchObject({ post: { text: 'ж/' } })
    expect(await parse(body.replace(String.raw`\/`, '/'), signed(body))).toEqual({
      kind: 'invalid',
      reason: 'signature',
    })
  })

  test('any of the secrets may have signed it', async () => {
    const body = envelope('publish', { id: '1' })
    const signature = signed(body, other.reveal())
    expect(await parseWebhook({ body, signature, secrets: [secret, other] })).toMatchObject({
      kind: 'publish',
    })
    expect(await parseWebhook({ body, signature, secrets: [secret] })).toMatchObject({ kind: 'invalid' })
  })

  test.each([
    ['missing', undefined],
    ['null', null],
    ['empty', ''],
    ['bare', signed('x').slice(7)],
    ['of SHA-1', 'sha1=de9f2c7fd25e1b3afad3e85a0bd17d9b100db4b3'],
    ['cut', signed('x').slice(0, -1)],
    ['too long', `${signed('x')}0`],
    ['of other letters', `sha256=${'g'.repeat(64)}`],
  ])('a signature that is %s proves nothing', async (_, signature) => {
    expect(await parseWebhook({ body: 'x', signature, secrets: [secret] })).toEqual({
      kind: 'invalid',
      reason: 'signature',
    })
  })

  test.each([
    ['no JSON', 'x'],
    ['no UTF-8', new Uint8Array([0xff])],
    ['nothing', ''],
    ['a list', '[]'],
    ['an error', '{"error":{"code":190}}'],
    ['without values', '{"app_id":"1"}'],
    ['without a field', envelope(undefined, {})],
    ['without a post', envelope('replies', undefined)],
    ['without the post’s id', envelope('replies', {})],
    ['with a wrong time', envelope('delete', { id: '1', deleted_at: 'noon' })],
  ])('a body that is signed but %s', async (_, body) => {
    expect(await parseWebhook({ body, signature: signed(body), secrets: [secret] })).toEqual({
      kind: 'invalid',
      reason: 'payload',
    })
  })

  test('no body and no signature makes it throw', async () => {
    const values = fc.oneof(
      fc.string().map((text) => envelope('replies', text)),
      fc.json(),
      fc.uint8Array(),
    )
    await fc.assert(
      fc.asyncProperty(values, fc.option(fc.string()), async (body, signature) => {
        for (const each of [signature ?? signed(body), signed(body).toUpperCase().replace('SHA', 'sha')])
          expect(await parseWebhook({ body, signature: each, secrets: [other, secret] })).toHaveProperty(
            'kind',
          )
      }),
      { seed: 23, numRuns: 300 },
    )
  })

  test.each([[[]], [[SECRET as unknown as Secret]]])(
    'secrets of %j are the caller’s mistake',
    async (secrets) => {
      await expect(parseWebhook({ body: '', signature: '', secrets })).rejects.toThrow(TypeError)
    },
  )
})

describe('Meta’s question whether webhooks belong here', () => {
  const ask = (query: string) =>
    verifyWebhookSubscription(new URLSearchParams(query), new Secret('meatyhamhock'))

  test('is answered with its challenge', () => {
    expect(ask('hub.mode=subscribe&hub.challenge=1158201444&hub.verify_token=meatyhamhock')).toBe(
      '1158201444',
    )
  })

  test.each([
    '',
    'hub.mode=subscribe&hub.challenge=1',
    'hub.mode=subscribe&hub.challenge=1&hub.verify_token=',
    'hub.mode=subscribe&hub.challenge=1&hub.verify_token=meatyhamhocks',
    'hub.mode=unsubscribe&hub.challenge=1&hub.verify_token=meatyhamhock',
    'hub.challenge=1&hub.verify_token=meatyhamhock',
    'hub.mode=subscribe&hub.verify_token=meatyhamhock',
  ])('is not answered when it says "%s"', (query) => expect(ask(query)).toBeUndefined())
})
