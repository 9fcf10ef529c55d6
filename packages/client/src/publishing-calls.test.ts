/** The calls that write: what they send, and what becomes of the answers that threads-api.md §4 and §8 show. */
import { describe, expect, test } from 'vitest'
import { classify } from './classification.ts'
import { createContainer, publishText, readContainerCreation } from './create-container.ts'
import { deleteMedia } from './delete-media.ts'
import { ThreadsProtocolError } from './errors.ts'
import { getContainer, readContainer } from './get-container.ts'
import { managePendingReply, manageReply } from './manage-reply.ts'
import { publishContainer, readPublication } from './publish-container.ts'
import { getPublishingLimit, readPublishingLimit } from './publishing-limit.ts'
import type { RawAnswer } from './raw-answer.ts'
import { repost } from './repost.ts'
import { Secret } from './secret.ts'
import { readSuccess } from './success.ts'
import type { FetchInit, FetchResponse, Transport } from './transport.ts'

const token = new Secret('THAAcanaryPublishingTest0123456789')

function answer(body: unknown, endpoint: RawAnswer['endpoint'] = 'container'): RawAnswer {
  const bytes = new TextEncoder().encode(JSON.stringify(body))
  return { endpoint, status: 200, contentType: 'application/json; charset=UTF-8', body: bytes }
}

interface Sent {
  readonly method: string
  readonly path: string
  readonly authorization: string | undefined
  readonly form?: Readonly<Record<string, string>>
}

/** What a call sends. Whatever it is, the answer fits it. */
async function sentBy(call: (transport: Transport) => Promise<unknown>): Promise<Sent> {
  const sent: Sent[] = []
  const fetch = async (url: string, { method, headers, body }: FetchInit): Promise<FetchResponse> => {
    const { pathname, search } = new URL(url)
    const form = body === undefined ? {} : { form: Object.fromEntries(new URLSearchParams(body)) }
    sent.push({ method, path: pathname + search, authorization: headers['authorization'], ...form })
    return new Response('{"id":"1","status":"FINISHED","success":true,"data":[]}', {
      headers: { 'content-type': 'application/json' },
    })
  }
  await call({ fetch })
  expect(sent).toHaveLength(1)
  return sent[0] as Sent
}

describe('what is sent, the token in the header and nowhere else', () => {
  const text = { kind: 'text', text: 'Hi & bye' } as const
  const form = { media_type: 'TEXT', text: 'Hi & bye' }

  test.each<[(transport: Transport) => Promise<unknown>, Omit<Sent, 'authorization'>]>([
    [
      (transport) => createContainer(transport, { token, content: text }),
      { method: 'POST', path: '/v1.0/me/threads', form },
    ],
    [
      (transport) => createContainer(transport, { token, userId: '34782204798093277', content: text }),
      { method: 'POST', path: '/v1.0/34782204798093277/threads', form },
    ],
    [
      (transport) => publishText(transport, { token, content: text }),
      { method: 'POST', path: '/v1.0/me/threads', form: { ...form, auto_publish_text: 'true' } },
    ],
    [
      (transport) => getContainer(transport, { token, containerId: '17' }),
      { method: 'GET', path: '/v1.0/17?fields=id%2Cstatus%2Cerror_message' },
    ],
    [
      (transport) => publishContainer(transport, { token, creationId: '17' }),
      { method: 'POST', path: '/v1.0/me/threads_publish', form: { creation_id: '17' } },
    ],
    [
      (transport) => publishContainer(transport, { token, userId: '9', creationId: '17' }),
      { method: 'POST', path: '/v1.0/9/threads_publish', form: { creation_id: '17' } },
    ],
    [
      (transport) => repost(transport, { token, mediaId: '18' }),
      { method: 'POST', path: '/v1.0/18/repost', form: {} },
    ],
    [(transport) => deleteMedia(transport, { token, mediaId: '18' }), { method: 'DELETE', path: '/v1.0/18' }],
    [
      (transport) => manageReply(transport, { token, replyId: '18', hide: true }),
      { method: 'POST', path: '/v1.0/18/manage_reply', form: { hide: 'true' } },
    ],
    [
      (transport) => managePendingReply(transport, { token, replyId: '18', approve: false }),
      { method: 'POST', path: '/v1.0/18/manage_pending_reply', form: { approve: 'false' } },
    ],
    [
      (transport) => getPublishingLimit(transport, { token }),
      { method: 'GET', path: '/v1.0/me/threads_publishing_limit?fields=quota_usage%2Cconfig' },
    ],
    [
      (transport) => getPublishingLimit(transport, { token, quotas: ['replies', 'locationSearches'] }),
      {
        method: 'GET',
        path:
          '/v1.0/me/threads_publishing_limit?fields=reply_quota_usage%2Creply_config%2C' +
          'location_search_quota_usage%2Clocation_search_config',
      },
    ],
  ])('%#', async (call, expected) => {
    expect(await sentBy(call)).toEqual({ ...expected, authorization: `Bearer ${token.reveal()}` })
  })
})

describe('the caller’s mistake is a TypeError before anything is sent', () => {
  const content = { kind: 'text', text: 'Hello' } as const
  const wrong = '17/threads?x=' as string
  const bare = 'THAA' as unknown as Secret

  test.each<[string, (transport: Transport) => Promise<unknown>]>([
    ['token', (transport) => createContainer(transport, { token: bare, content })],
    ['token', (transport) => publishContainer(transport, { token: bare, creationId: '17' })],
    ['token', (transport) => deleteMedia(transport, { token: bare, mediaId: '18' })],
    ['userId', (transport) => createContainer(transport, { token, userId: wrong, content })],
    ['content.text', (transport) => publishText(transport, { token, content: { kind: 'text', text: '' } })],
    ['containerId', (transport) => getContainer(transport, { token, containerId: wrong })],
    ['creationId', (transport) => publishContainer(transport, { token, creationId: wrong })],
    ['mediaId', (transport) => repost(transport, { token, mediaId: wrong })],
    ['mediaId', (transport) => deleteMedia(transport, { token, mediaId: '' })],
    ['replyId', (transport) => manageReply(transport, { token, replyId: 'x', hide: true })],
    [
      'hide',
      (transport) => manageReply(transport, { token, replyId: '1', hide: 'no' as unknown as boolean }),
    ],
    ['quotas', (transport) => getPublishingLimit(transport, { token, quotas: ['likes' as 'posts'] })],
  ])('%s (%#)', async (name, call) => {
    const fetch = (): Promise<FetchResponse> => Promise.reject(new Error('must not be called'))
    const error: unknown = await call({ fetch }).catch((thrown: unknown) => thrown)
    expect(error).toBeInstanceOf(TypeError)
    expect(String(error)).toContain(`TypeError: ${name} must`)
  })
})

describe('a container', () => {
  test.each([
    { id: '17', status: 'IN_PROGRESS' },
    { id: '17', status: 'FINISHED' },
    { id: '17', status: 'PUBLISHED' },
    { id: '17', status: 'EXPIRED' },
    { id: '17', status: 'ERROR' },
  ])('%j is what it says', (body) => {
    expect(readContainer(answer(body))).toEqual(body)
  })

  test.each(['FAILED_DOWNLOADING_VIDEO', 'INVALID_ASPEC_RATIO', 'INVALID_MOON_PHASE'])(
    'that failed says why, in a word that is known or is not: %s',
    (error_message) => {
      expect(readContainer(answer({ id: '17', status: 'ERROR', error_message }))).toEqual({
        id: '17',
        status: 'ERROR',
        errorMessage: error_message,
      })
    },
  )

  test('the field that a failed container shares with the login window’s errors is none elsewhere', () => {
    const body = { id: '17', error_message: 'FAILED_DOWNLOADING_VIDEO' }
    expect(() => readContainerCreation(answer(body, 'create_container'))).toThrow(ThreadsProtocolError)
  })

  test.each([
    {},
    { id: '17' },
    { status: 'FINISHED' },
    { id: '17', status: 'finished' },
    { id: 'x', status: 'ERROR' },
  ])('%j is not believed', (body) => {
    expect(() => readContainer(answer(body))).toThrow(ThreadsProtocolError)
  })
})

describe('a publication', () => {
  test('has the id of the post, exact above 2^53, and what became of the story', () => {
    const bytes = new TextEncoder().encode('{"id":18077125565432113,"crossreshare_to_ig_status":"FAILED"}')
    expect(readPublication({ ...answer({}, 'publish'), body: bytes })).toEqual({
      id: '18077125565432113',
      crossreshareToIgStatus: 'FAILED',
    })
    expect(readPublication(answer({ id: '18' }, 'publish'))).toEqual({ id: '18' })
  })

  test('that cannot be read may be out all the same', () => {
    let thrown: unknown
    try {
      readPublication(answer({ success: true }, 'publish'))
    } catch (error) {
      thrown = error
    }
    expect(classify(thrown)).toEqual({ kind: 'unknown', reason: 'outcome-unknown', retryable: false })
  })
})

describe('the publishing limit', () => {
  const WINDOW = { quota_total: 250, quota_duration: 86_400 }

  test('is a window for each quota', () => {
    const window = {
      quota_usage: 4,
      config: WINDOW,
      reply_quota_usage: 1,
      reply_config: { ...WINDOW, quota_total: 1000 },
      delete_quota_usage: 0,
      delete_config: { ...WINDOW, quota_total: 100 },
      location_search_quota_usage: 0,
      location_search_config: { ...WINDOW, quota_total: 500 },
    }
    expect(readPublishingLimit(answer({ data: [window] }, 'publishing_limit'))).toEqual({
      posts: { used: 4, total: 250, durationSeconds: 86_400 },
      replies: { used: 1, total: 1000, durationSeconds: 86_400 },
      deletes: { used: 0, total: 100, durationSeconds: 86_400 },
      locationSearches: { used: 0, total: 500, durationSeconds: 86_400 },
    })
  })

  test.each([
    [{ data: [{ quota_usage: 4 }] }, { posts: { used: 4 } }],
    [{ data: [{ config: WINDOW }] }, { posts: { total: 250, durationSeconds: 86_400 } }],
    [{ data: [{ reply_config: {} }] }, {}],
    [{ data: [{}] }, {}],
    [{ data: [] }, {}],
  ])('%j: what Meta does not say is absent, and not 0', (body, limit) => {
    expect(readPublishingLimit(answer(body, 'publishing_limit'))).toEqual(limit)
  })

  test.each([{}, { data: {} }, { data: [7] }, { data: [{ quota_usage: '4' }] }, { data: [{ config: 250 }] }])(
    '%j is not believed',
    (body) => {
      expect(() => readPublishingLimit(answer(body, 'publishing_limit'))).toThrow(ThreadsProtocolError)
    },
  )
})

test('what was done says so', () => {
  expect(readSuccess(answer({ success: true, deleted_id: '1234567' }, 'delete_media'))).toBeUndefined()
  for (const body of [{}, { success: false }, { success: 'true' }])
    expect(() => readSuccess(answer(body, 'delete_media'))).toThrow(ThreadsProtocolError)
})
