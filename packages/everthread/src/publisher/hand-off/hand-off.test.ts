/** The security of the hand-off, line by line (DESIGN §6), and what its page is for. */
import { afterEach, beforeEach, describe, expect, it, test } from 'vitest'
import { createHandOff, findHandOff } from './hand-off-link.ts'
import { answerHandOff, loggedHandOffPath } from './hand-off-request.ts'
import { createHandOffStage, formOf, type HandOffStage, HOST } from './test-hand-off.ts'
import { editPost } from '../queue-actions/edit-post.ts'
import { takeBack } from '../queue-actions/hand-off.ts'
import { postIn, publishedPart } from '../queue-actions/test-actions.ts'
import { DAY, HOUR, MINUTE } from '../../time/duration.ts'

let stage: HandOffStage
beforeEach(async () => {
  stage = await createHandOffStage()
})
afterEach(() => stage[Symbol.asyncDispose]())

const LINK = 'https://www.threads.com/@anna/post/DAbc'
const allRows = async () =>
  JSON.stringify([
    await stage.find('p'),
    await stage.timeline('p'),
    await handoffRows(),
    await stage.workRows(),
  ])
const handoffRows = () => stage.deps.db.selectFrom('handoff').selectAll().execute()
const published = (
  token: string,
  fields: Readonly<Record<string, string>>,
  headers?: Record<string, string>,
) => stage.ask(`/h/${token}/published`, formOf(fields, headers))

describe('the link', () => {
  it('holds 128 random bits, and the store only their hash', async () => {
    const { token } = await stage.handedOff([{ text: 'hello' }])
    expect(Buffer.from(token, 'base64url')).toHaveLength(16)
    const rows = JSON.stringify(await handoffRows())
    expect(rows).not.toContain(token)
    expect(rows).toMatch(/"link_hash":"[0-9a-f]{64}"/u)
    const again = await createHandOff(stage.serving, { id: 'p' })
    expect(again).not.toMatchObject({ token })
    expect(await handoffRows()).toHaveLength(2)
  })

  it('opens its post and no other, and nothing that only looks like it does', async () => {
    const { token, post } = await stage.handedOff([{ text: 'hello' }])
    expect((await findHandOff(stage.serving, token))?.id).toBe(post.id)
    const [row] = await handoffRows()
    for (const wrong of [token.slice(1), `${token}A`, token.toLowerCase(), row?.link_hash ?? '', ''])
      expect(await findHandOff(stage.serving, wrong)).toBeUndefined()
  })

  it('lives for seven days', async () => {
    const { token } = await stage.handedOff([{ text: 'hello' }])
    stage.clock.jumpCalendar(7 * DAY - 1)
    expect(await findHandOff(stage.serving, token)).toBeDefined()
    stage.clock.jumpCalendar(1)
    expect(await findHandOff(stage.serving, token)).toBeUndefined()
    await createHandOff(stage.serving, { id: 'p' })
    expect(await handoffRows()).toHaveLength(1)
  })

  it('ends when the post is taken back', async () => {
    const { token } = await stage.handedOff([{ text: 'hello' }])
    await takeBack(stage.deps, { id: 'p' })
    expect(await findHandOff(stage.serving, token)).toBeUndefined()
    expect((await stage.ask(`/h/${token}`)).status).toBe(404)
  })

  it('ends when the post is settled: shown by the API, or an hour after it was said to be out', async () => {
    const { token } = await stage.handedOff([{ text: 'hello' }])
    await published(token, { part: '1' })
    expect((await stage.ask(`/h/${token}`)).status).toBe(200)
    stage.clock.jumpCalendar(HOUR)
    expect((await stage.ask(`/h/${token}`)).status).toBe(404)
    stage.clock.jumpCalendar(-HOUR)
    const post = await stage.find('p')
    const parts = post.parts.map((part) =>
      part.state === 'published'
        ? { ...part, as: { kind: 'by_hand' as const, at: stage.clock.now(), mediaId: '77' } }
        : part,
    )
    await stage.save({ ...post, parts })
    expect((await stage.ask(`/h/${token}`)).status).toBe(404)
  })

  it('is not made for a post that is on its way, or that somebody changed meanwhile', async () => {
    await stage.save(postIn('publishing', stage.clock))
    expect((await createHandOff(stage.serving, { id: 'p' })).kind).toBe('publishing')
    await stage.save(postIn('held', stage.clock, 'q'))
    expect((await createHandOff(stage.serving, { id: 'q', version: 1 })).kind).toBe('conflict')
    expect((await createHandOff(stage.serving, { id: 'nobody' })).kind).toBe('not_found')
    expect(await handoffRows()).toEqual([])
  })
})

describe('a question', () => {
  it.each(['GET', 'HEAD'])('%s changes nothing', async (method) => {
    const { token } = await stage.handedOff([{ text: 'hello' }])
    const before = await allRows()
    for (const path of [
      `/h/${token}`,
      `/h/${token}/published?part=1`,
      `/h/${token}/undo?part=1`,
      '/h/style.css',
    ])
      await stage.ask(path, { method })
    expect(await allRows()).toBe(before)
    expect((await stage.ask(`/h/${token}/published`, { method })).status).toBe(405)
  })

  it('is answered with headers that keep the link where it is', async () => {
    const { token } = await stage.handedOff([{ text: 'hello' }])
    const { headers } = await stage.ask(`/h/${token}`)
    expect(headers.get('referrer-policy')).toBe('no-referrer')
    expect(headers.get('x-robots-tag')).toContain('noindex')
    expect(headers.get('cache-control')).toBe('no-store')
    expect(headers.get('x-frame-options')).toBe('DENY')
    const policy = headers.get('content-security-policy') ?? ''
    expect(policy).toContain("default-src 'none'")
    expect(policy).not.toMatch(/unsafe|\*|data:/u)
  })

  it.each([
    '/h/',
    '/h/short',
    `/h/${'A'.repeat(22)}`,
    `/h/${'A'.repeat(22)}/published`,
    '/h/../etc',
    '/h/%00',
  ])('%s is answered like any link that has ended', async (path) => {
    const { token } = await stage.handedOff([{ text: 'hello' }])
    await takeBack(stage.deps, { id: 'p' })
    const ended = await (await stage.ask(`/h/${token}`)).text()
    const request = new Request(HOST + path)
    if (!new URL(request.url).pathname.startsWith('/h/')) return
    const answer = await stage.ask(path)
    expect(answer.status).toBe(404)
    expect(await answer.text()).toBe(ended)
  })

  it('of another path is not answered here', async () => {
    const phone = { address: '1', language: 'en' as const }
    expect(await answerHandOff(stage.serving, new Request(`${HOST}/hello`), phone)).toBeUndefined()
  })

  it('after twenty wrong links in a minute is not looked up any more, from that address', async () => {
    const { token } = await stage.handedOff([{ text: 'hello' }])
    for (let miss = 0; miss < 20; miss += 1) await stage.ask(`/h/${String(miss).padStart(22, 'A')}`)
    const answer = await stage.ask(`/h/${token}`)
    expect([answer.status, answer.headers.get('retry-after')]).toEqual([429, '60'])
    expect((await stage.ask(`/h/${token}`, {}, { address: '192.168.1.10' })).status).toBe(200)
    await stage.clock.advance(MINUTE)
    expect((await stage.ask(`/h/${token}`)).status).toBe(200)
  })

  it('is logged without its token', () => {
    expect(loggedHandOffPath(`/h/${'A'.repeat(22)}/published`)).toBe('/h/…')
    expect(loggedHandOffPath('/api/v1/posts')).toBe('/api/v1/posts')
  })
})

describe('“I published it”', () => {
  it('is a form of our own page, and leads back to it', async () => {
    const { token } = await stage.handedOff([{ text: 'hello' }, { text: 'more' }])
    const answer = await published(token, { part: '1', link: LINK })
    expect([answer.status, answer.headers.get('location')]).toEqual([303, `/h/${token}`])
    expect(await stage.find('p')).toMatchObject({
      state: 'handed_off',
      parts: [{ state: 'published', permalink: LINK }, { state: 'pending' }],
    })
    await published(token, { part: '2', link: '' })
    expect((await stage.find('p')).state).toBe('published')
  })

  it('can be undone', async () => {
    const { token } = await stage.handedOff([{ text: 'hello' }])
    await published(token, { part: '1' })
    expect((await stage.ask(`/h/${token}/undo`, formOf({ part: '1' }))).status).toBe(303)
    expect(await stage.find('p')).toMatchObject({ state: 'handed_off', parts: [{ state: 'pending' }] })
  })

  it.each([
    ['another site', { 'sec-fetch-site': 'cross-site' }],
    ['a sibling host', { 'sec-fetch-site': 'same-site' }],
    ['an address that was typed', { 'sec-fetch-site': 'none' }],
  ])('of %s is refused', async (_, headers) => {
    const { token } = await stage.handedOff([{ text: 'hello' }])
    expect((await published(token, { part: '1' }, headers)).status).toBe(403)
    expect((await stage.find('p')).state).toBe('handed_off')
  })

  it('of a browser that tells no site is known by its origin', async () => {
    const { token } = await stage.handedOff([{ text: 'hello' }])
    const post = (origin: string) =>
      stage.ask(`/h/${token}/published`, {
        method: 'POST',
        body: new URLSearchParams({ part: '1' }),
        headers: { origin },
      })
    expect((await post('http://evil.example')).status).toBe(403)
    expect((await post('null')).status).toBe(303)
  })

  it.each(['https://evil.example/@anna/post/1', 'javascript:alert(1)', 'hello'])(
    'with %s for a link is asked for another one, and nothing is changed',
    async (link) => {
      const { token } = await stage.handedOff([{ text: 'hello' }])
      const answer = await published(token, { part: '1', link })
      expect(answer.status).toBe(422)
      expect(await answer.text()).toContain('not the address of a post')
      expect((await stage.find('p')).state).toBe('handed_off')
    },
  )

  it.each(['0', '2', 'all', 'NaN', ''])(
    'of part %j, which there is not, shows how it stands',
    async (part) => {
      const { token } = await stage.handedOff([{ text: 'hello' }])
      expect((await published(token, { part })).status).toBe(409)
      expect((await stage.find('p')).state).toBe('handed_off')
    },
  )

  it('is no upload: another type and a body that never ends are not read', async () => {
    const { token } = await stage.handedOff([{ text: 'hello' }])
    const json = { method: 'POST', body: '{}', headers: { 'content-type': 'application/json' } }
    expect((await stage.ask(`/h/${token}/published`, json)).status).toBe(415)
    expect((await published(token, { part: '1', link: 'x'.repeat(10_000) })).status).toBe(415)
  })
})

describe('the page', () => {
  it('has each part to copy, an address that opens Threads with it, and a form', async () => {
    const { token } = await stage.handedOff([{ text: 'Привет & <пока>', topicTag: 'тест' }, { text: 'more' }])
    const html = await (await stage.ask(`/h/${token}`)).text()
    expect(html).toContain('Part 1 of 2')
    expect(html).toContain('Привет &amp; &lt;пока&gt;</textarea>')
    expect(html).toContain('https://www.threads.com/intent/post?text=%D0%9F')
    expect(html.match(/<form method="post"/gu)).toHaveLength(2)
  })

  it('speaks Russian to whoever wants it', async () => {
    const { token } = await stage.handedOff([{ text: 'hello' }])
    const html = await (await stage.ask(`/h/${token}`, {}, { language: 'ru' })).text()
    expect(html).toContain('<html lang="ru">')
    expect(html).toContain('Опубликовать вручную')
  })

  it('says of what we published that it is out, and lets nobody undo that', async () => {
    const { token } = await stage.handedOff([{ text: 'hello' }, { text: 'more' }])
    const [first, second] = (await stage.find('p')).parts
    if (!first || !second) throw new Error('there are no two parts')
    await stage.save({ ...(await stage.find('p')), parts: [publishedPart(first, stage.clock.now()), second] })
    const html = await (await stage.ask(`/h/${token}`)).text()
    expect(html).toContain('Published, 1 January 2026')
    expect(html).not.toContain('/undo')
    expect((await stage.ask(`/h/${token}/undo`, formOf({ part: '1' }))).status).toBe(409)
  })

  it('answers the part before it, once that is known', async () => {
    const { token } = await stage.handedOff([{ text: 'hello' }, { text: 'more' }])
    await published(token, { part: '1', link: LINK })
    expect(await (await stage.ask(`/h/${token}`)).text()).toContain('reply_post_shortcode=DAbc')
  })

  it('says what no address carries, and where the files are', async () => {
    const media = [
      { kind: 'stored' as const, mediaId: 'known', altText: 'a "cat"' },
      { kind: 'linked' as const, as: 'video' as const, url: 'https://example.com/a.mp4?a=1&b=2' },
      { kind: 'linked' as const, as: 'image' as const, url: 'javascript:alert(1)' },
    ]
    const { token } = await stage.handedOff([{ text: 'look', media, pollAttachment: ['yes', '<no>'] }])
    const html = await (await stage.ask(`/h/${token}`)).text()
    expect(html).toContain('href="/media/known?signed"')
    expect(html).toContain('Alt text: a &quot;cat&quot;')
    expect(html).toContain('href="https://example.com/a.mp4?a=1&amp;b=2"')
    expect(html).not.toContain('javascript:')
    expect(html).toContain('yes / &lt;no&gt;')
  })

  it('holds no style and no script of its own, and nothing of a post becomes one', async () => {
    const hostile = '"><script>alert(1)</script></textarea><img src=x onerror=alert(1)>\u0000{{7*7}}'
    const { token } = await stage.handedOff([
      { text: hostile, topicTag: hostile, pollAttachment: [hostile, hostile] },
    ])
    const html = await (await stage.ask(`/h/${token}`)).text()
    expect(html.match(/<script[^>]*>/gu)).toEqual(['<script src="/h/copy.js" defer>'])
    expect(html).not.toMatch(/<img|<style|style=|\son\w+=(?!alert)/u)
    expect(html).not.toContain('\0')
    expect(html.match(/<\/textarea>/gu)).toHaveLength(1)
  })
})

test('a handed-off post is not edited under the hands of whoever publishes it', async () => {
  await stage.handedOff([{ text: 'hello' }])
  const edit = await editPost(stage.deps, { id: 'p' }, { parts: [{ content: { text: 'other' } }] })
  expect(edit.kind).toBe('wrong_state')
})
