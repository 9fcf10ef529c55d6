/**
 * A client of the official Threads API that was not written here runs against the sandbox with nothing changed but its base
 * URL. It is of June 2024: where it demands what was documented then and Meta answers otherwise today, so does the sandbox.
 *
 * @see https://www.npmjs.com/package/threads-graph-api (0.1.0)
 */
import { createSandbox, type Sandbox } from '@everthread/sandbox'
import * as threads from 'threads-graph-api'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { LoopbackServer } from '../support/loopback-server.ts'
import { servePicture } from '../support/picture-server.ts'

const REDIRECT_URI = 'https://app.example/callback'

let sandbox: Sandbox
let anna: string
let client: threads.ThreadsAuthenticatedApiClient

beforeEach(async () => {
  sandbox = await createSandbox({ clock: 'frozen', apps: [{ redirect_uris: [REDIRECT_URI] }] })
  anna = sandbox.users.put({ username: 'anna', name: 'Anna', biography: 'Early riser' }).id
  const { access_token: token } = sandbox.tokens.create({
    user: 'anna',
    scopes: [
      'threads_basic',
      'threads_content_publish',
      'threads_read_replies',
      'threads_manage_replies',
      'threads_manage_insights',
    ],
  })
  client = new threads.ThreadsAuthenticatedApiClient(token, anna, sandbox.url)
})

afterEach(() => sandbox.close())

/** Creates, waits as the documentation says, publishes. */
async function post(params: Parameters<typeof client.createMediaContainer>[0]): Promise<string> {
  const { id } = await client.createMediaContainer(params)
  sandbox.clock.advance('30s')
  const published = await client.publish({ creationId: id })
  sandbox.clock.advance('30s')
  return published.id
}

describe('its login', () => {
  it('gets a code in the window and exchanges it', async () => {
    const open = new threads.ThreadsPublicApiClient(sandbox.url)
    const scope = ['threads_basic', 'threads_content_publish']
    const url = open.createAuthorizationUrl(sandbox.appId, REDIRECT_URI, scope, 'st', sandbox.url)
    const window = await fetch(url)
    expect(await window.text()).toContain('anna')
    const allowed = await fetch(url, {
      method: 'POST',
      redirect: 'manual',
      body: new URLSearchParams({ decision: 'approve', user: 'anna' }),
    })
    const back = new URL(allowed.headers.get('location') ?? '')
    const code = back.searchParams.get('code') ?? ''
    const exchanged = await open.exchangeAuthorizationCode(
      sandbox.appId,
      sandbox.appSecret,
      REDIRECT_URI,
      code,
    )
    // It reads the id with JSON.parse, so it gets a rounded one, as it does from Meta.
    expect(exchanged).toEqual({ access_token: expect.stringMatching(/^THAA/), user_id: String(Number(anna)) })
    expect(exchanged.user_id).not.toBe(anna)
  })
})

describe('its profile', () => {
  it('has what was asked for', async () => {
    const profile = await client.getUserProfile({ id: 'me', fields: ['id', 'username', 'threads_biography'] })
    expect(profile).toEqual({ id: anna, username: 'anna', threads_biography: 'Early riser' })
  })

  it('is refused in words once the token has expired', async () => {
    sandbox.clock.advance('61d')
    await expect(client.getUserProfile({ id: 'me' })).rejects.toThrow(/Session has expired/)
  })
})

describe('its posts', () => {
  let pictures: LoopbackServer
  beforeEach(async () => {
    pictures = await servePicture()
  })
  afterEach(async () => {
    await pictures[Symbol.asyncDispose]()
  })

  it('are published as text, and read back', async () => {
    const id = await post({ mediaType: 'TEXT', text: 'Good morning' })
    const read = await client.getMediaObject({
      id,
      fields: ['id', 'text', 'media_type', 'media_product_type', 'permalink', 'username', 'is_quote_post'],
    })
    expect(read).toEqual({
      id,
      text: 'Good morning',
      media_type: 'TEXT_POST',
      media_product_type: 'THREADS',
      permalink: expect.stringMatching(/^https:\/\/www\.threads\.com\/@anna\/post\/[\w-]{11}$/),
      username: 'anna',
      is_quote_post: false,
    })
  })

  it('are published as a picture, and as a carousel of two', async () => {
    const picture = await post({ mediaType: 'IMAGE', imageUrl: pictures.url, text: 'One' })
    const { media_type: type } = await client.getMediaObject({ id: picture, fields: ['media_type'] })
    expect(type).toBe('IMAGE')
    const children = []
    for (let count = 0; count < 2; count += 1) {
      const child = { mediaType: 'IMAGE', imageUrl: pictures.url, isCarouselItem: true } as const
      children.push((await client.createMediaContainer(child)).id)
    }
    sandbox.clock.advance('30s')
    const carousel = await post({ mediaType: 'CAROUSEL', children, text: 'Two' })
    const read = await client.getMediaObject({ id: carousel, fields: ['media_type', 'text'] })
    expect(read).toEqual({ id: carousel, media_type: 'CAROUSEL_ALBUM', text: 'Two' })
  })

  it('are refused when too long', async () => {
    const long = client.createMediaContainer({ mediaType: 'TEXT', text: 'a'.repeat(501) })
    await expect(long).rejects.toThrow('Param text must be at most 500 characters long.')
  })

  it('are listed newest first, page by page', async () => {
    const ids = []
    for (const text of ['first', 'second', 'third']) ids.push(await post({ mediaType: 'TEXT', text }))
    const page = await client.getUserThreads({ id: 'me', fields: ['id', 'text'], limit: 2 })
    expect(page.data.map(({ text }) => text)).toEqual(['third', 'second'])
    const { after } = page.paging.cursors
    const rest = await client.getUserThreads({ id: 'me', fields: ['id'], limit: 2, ...(after && { after }) })
    expect(rest.data).toEqual([{ id: ids[0] }])
  })
})

describe('its replies', () => {
  it('hang below the post, are found in the conversation, and can be hidden', async () => {
    const root = await post({ mediaType: 'TEXT', text: 'Ask me anything' })
    const reply = await post({ mediaType: 'TEXT', text: 'Why?', replyToId: root })
    const replies = await client.getReplies({ id: root, fields: ['id', 'text', 'is_reply'] })
    expect(replies.data).toEqual([{ id: reply, text: 'Why?', is_reply: true }])
    const conversation = await client.getConversation({ id: root, fields: ['id'], reverse: false })
    expect(conversation.data).toEqual([{ id: reply }])
    expect(await client.manageReply({ id: reply, hide: true })).toEqual({ success: true })
    const hidden = await client.getReplies({ id: root, fields: ['hide_status'] })
    expect(hidden.data).toMatchObject([{ hide_status: 'HIDDEN' }])
  })
})

describe('its quota', () => {
  it('counts replies', async () => {
    const root = await post({ mediaType: 'TEXT', text: 'Root' })
    await post({ mediaType: 'TEXT', text: 'Reply', replyToId: root })
    const limit = await client.getUserThreadsPublishingLimit({
      id: 'me',
      fields: ['reply_quota_usage', 'reply_config'],
    })
    expect(limit.data).toEqual([
      { reply_quota_usage: 1, reply_config: { quota_total: 1000, quota_duration: 86_400 } },
    ])
  })
})

describe('its insights', () => {
  it('of a post are numbers by name', async () => {
    const id = await post({ mediaType: 'TEXT', text: 'Count me' })
    const { data } = await client.getMediaMetrics({ id, metrics: ['views', 'likes'] })
    expect(data.map(({ name, period }) => [name, period])).toEqual([
      ['views', 'lifetime'],
      ['likes', 'lifetime'],
    ])
  })

  it('of an account are a series of views by day', async () => {
    const { data } = await client.getAccountMetrics({ id: 'me', metrics: ['views'] })
    expect(data).toMatchObject([{ name: 'views', period: 'day' }])
    expect(data[0]?.values.length).toBeGreaterThan(0)
  })

  it('of an account in totals have a shape of after its time, here as at Meta’s', async () => {
    const totals = client.getAccountMetrics({ id: 'me', metrics: ['likes'] })
    await expect(totals).rejects.toMatchObject({
      name: 'ZodError',
      issues: [{ path: ['data', 0, 'values'] }],
    })
  })
})
