import { Script } from 'node:vm'
import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { type Api, withApi } from '../../../test-support/api.ts'
import type { PostOrder } from '../../control/posts.ts'
import { type ContentBody, textContent } from '../../entities/content.ts'
import { DAY, HOUR, MINUTE } from '../../time/duration.ts'
import { ago, short } from './ago.ts'
import { cutText } from './cut-text.ts'
import { FEED_SCRIPT } from './feed-script.ts'
import { mediaMarkup } from './media-markup.ts'

/** A sandbox with anna and bob, and what anna's page shows of some posts, chain by chain. */
async function withFeed(use: (feed: Feed) => Promise<void>): Promise<void> {
  await withApi(
    async (api) => {
      const { sandbox } = api
      await use({
        ...api,
        say: (order) => sandbox.posts.create({ user: 'anna', ...order }).id,
        chains: async (path = '/feed/anna') => chainsIn((await api.send(path, {})).text),
      })
    },
    { users: [{ username: 'anna', followers: 12_345 }, { username: 'bob' }] },
  )
}

interface Feed extends Api {
  readonly say: (order: Partial<PostOrder>) => string
  readonly chains: (path?: string) => Promise<readonly string[]>
}

function chainsIn(html: string): readonly string[] {
  return html.split('<section class="chain">').slice(1)
}

/** The words of a chain, without its tags. */
function wordsOf(html: string): string {
  return html
    .replaceAll(/<svg.*?<\/svg>|<span class="hidden">[^<]*<\/span>/gs, '')
    .replaceAll(/<[^>]*>/g, ' ')
    .replaceAll(/\s+/g, ' ')
    .trim()
}

test('whose feed it is, the newest first, and nothing of anybody else', async () => {
  await withFeed(async ({ say, chains, get }) => {
    say({ text: 'older', age: '2d', topic_tag: 'Tea' })
    say({ text: 'newer', age: '3h' })
    say({ user: 'bob', text: 'not here' })
    const shown = await chains()
    expect(shown.map(wordsOf)).toEqual([
      expect.stringMatching(/^anna 3h newer /),
      expect.stringMatching(/^anna › Tea 2d older /),
    ])
    expect((await get('/feed/anna')).text).toContain('<span data-live>12K</span> followers')
    expect(wordsOf((await get('/@bob')).text)).toContain('bob now not here')
    expect((await get('/feed/nobody')).status).toBe(400)
  })
})

test('a chain stands together, a line from each to the next, and its replies are not told twice', async () => {
  await withFeed(async ({ say, chains }) => {
    const first = say({ text: 'one', age: '3m' })
    const second = say({ text: 'two', age: '2m', reply_to: first })
    say({ user: 'bob', text: 'wow', age: '2m', reply_to: first })
    say({ text: 'three', age: '1m', reply_to: second })
    const [chain = '', ...others] = await chains()
    expect(others).toEqual([])
    expect(wordsOf(chain)).toMatch(/one.*two.*three/)
    expect(chain).not.toContain('wow')
    expect(chain.match(/class="post chained"/g)).toHaveLength(2)
    expect(await chains('/feed/anna?tab=replies')).toEqual([])
  })
})

test('what was answered to others stands on its own tab, under what it answers', async () => {
  await withFeed(async ({ say, chains }) => {
    const question = say({ user: 'bob', text: 'Tea or coffee?' })
    say({ text: 'Tea.', reply_to: question })
    expect(await chains()).toEqual([])
    const [chain = ''] = await chains('/feed/anna?tab=replies')
    expect(wordsOf(chain)).toMatch(/^bob now Tea or coffee\?.*anna now Tea\./)
  })
})

test('a permalink’s path shows what a post answers and what was answered', async () => {
  await withFeed(async ({ sandbox, say, chains, get }) => {
    const root = say({ text: 'root' })
    const bobs = sandbox.posts.create({ user: 'bob', text: 'reply', reply_to: root })
    say({ text: 'answer', reply_to: bobs.id })
    say({ user: 'bob', text: 'other branch', reply_to: root })
    const [above = '', below = ''] = await chains(`/@bob/post/${bobs.shortcode}`)
    expect(wordsOf(above)).toMatch(/root.*reply/)
    expect(wordsOf(below)).toContain('answer')
    expect(wordsOf(above + below)).not.toContain('other branch')
    expect((await get('/@bob/post/nothing')).status).toBe(400)
  })
})

test('polls, links, quotes, reposts, GIFs, places and ghosts look like what they are', async () => {
  await withFeed(async ({ say, chains }) => {
    const quoted = say({ user: 'bob', text: 'a saying', age: '1d' })
    say({ quote: quoted, text: 'So true', age: '6m' })
    say({ text: 'Vote', poll: ['yes', 'no'], age: '5m' })
    say({ text: 'Read', link: 'https://www.example.org/essays/slow-software', age: '4m' })
    say({ text: 'see https://example.com/a_b.', age: '3m' })
    say({ text: 'Mood', gif: 'cat', age: '2m' })
    say({ text: 'Boo', ghost: true, age: '1m' })
    say({ repost: quoted })
    const [repost = '', ghost = '', gif = '', inText = '', link = '', poll = '', quote = ''] = await chains()
    expect(wordsOf(repost)).toMatch(/^anna reposted now bob 1d a saying/)
    expect(ghost).toContain('<article class="post ghost"')
    expect(wordsOf(ghost)).toContain('ghost post, 23h left Boo')
    expect(wordsOf(gif)).toContain('Mood GIF cat GIPHY')
    expect(inText).toContain(
      'href="https://example.com/a_b" target="_blank" rel="noreferrer noopener">example.com/a_b</a>.',
    )
    expect(wordsOf(inText)).toContain('E example.com A b')
    expect(wordsOf(link)).toContain('E example.org Slow software')
    expect(poll.match(/<progress max="100" value="\d+">/g)).toHaveLength(2)
    expect(wordsOf(poll)).toMatch(/yes \d+% no \d+% [\d.]+K? votes/)
    expect(wordsOf(quote)).toMatch(/So true bob 1d a saying/)
  })
})

test('a ghost is gone after a day, and a quote of a deleted post says so', async () => {
  await withFeed(async ({ say, chains, sandbox, send, token }) => {
    say({ text: 'Boo', ghost: true })
    const access_token = token({ user: 'bob', scopes: ['threads_basic', 'threads_delete'] })
    const quoted = say({ user: 'bob', text: 'soon gone' })
    say({ quote: quoted, text: 'Look' })
    await send(`/${quoted}?access_token=${access_token}`, { method: 'DELETE' })
    sandbox.clock.advance('24h')
    const shown = await chains()
    expect(shown.map(wordsOf)).toEqual([
      expect.stringMatching(/^anna 1d Look This post is no longer available\./),
    ])
  })
})

test('a spoiler in a text is veiled behind a box that a keyboard can tick', async () => {
  await withFeed(async ({ say, chains }) => {
    say({ text: 'The baker did it', spoilers: [{ offset: 4, length: 5 }] })
    const [chain = ''] = await chains()
    expect(chain).toContain(
      'The <label class="spoiler"><input type="checkbox" aria-label="Show the spoiler"><span>baker</span></label> did it',
    )
  })
})

test('a picture that is a spoiler is veiled as a whole, and so is each of a carousel', () => {
  const file = {
    kind: 'IMAGE',
    sourceUrl: 'https://example.com/a.jpg',
    digest: 'abc',
    contentType: 'image/jpeg',
    width: 10,
    height: 20,
    altText: 'who did it',
  } as const
  const look = (body: ContentBody, isSpoilerMedia: boolean) =>
    mediaMarkup({ ...textContent(undefined), body, isSpoilerMedia }) || { markup: '' }
  const veiled = look({ kind: 'IMAGE', file }, true).markup
  expect(veiled).toMatch(
    /<label class="spoiler"><input type="checkbox" [^>]*><span><img src="\/__sandbox\/media\/abc"[^>]* alt="who did it"/,
  )
  const children = ['1', '2'].map((id) => ({ id, file }))
  expect(look({ kind: 'CAROUSEL', children }, true).markup.match(/class="spoiler"/g)).toHaveLength(2)
  expect(look({ kind: 'IMAGE', file }, false).markup).not.toContain('spoiler')
  const film = { ...file, kind: 'VIDEO', contentType: 'video/mp4' } as const
  expect(look({ kind: 'VIDEO', file: film }, false).markup).toMatch(
    /<video src="\/__sandbox\/media\/abc" poster="\/__sandbox\/drawings\/abc\.svg" [^>]* aria-label="who did it" controls/,
  )
})

test('pictures have their words, carousels their places, and what is no web address is no link', async () => {
  await withFeed(async ({ say, chains }) => {
    say({ text: 'x', link: 'javascript:alert(1)', age: '2m' })
    say({ text: 'See @bob, not x@bob.example', media_type: 'CAROUSEL', alt_text: 'A "red" sky', age: '1m' })
    say({ text: 'film', media_type: 'VIDEO' })
    const [film = '', carousel = '', link = ''] = await chains()
    expect(film).toMatch(/<span class="film"><img src="\/__sandbox\/drawings\//)
    expect(carousel).toMatch(
      /<ul class="carousel" tabindex="0" aria-label="Carousel of 2"><li aria-label="1 of 2"><img /,
    )
    expect(carousel).toContain('alt="A &quot;red&quot; sky"')
    expect(carousel).toContain('See <a href="/@bob">@bob</a>, not x@bob.example')
    expect(link).not.toContain('href="javascript:')
  })
})

test('a long feed goes on where the page ended', async () => {
  await withFeed(async ({ say, get, chains }) => {
    for (let count = 0; count < 30; count += 1) say({ text: `post ${count}.`, age: `${count}m` })
    const { text } = await get('/feed/anna')
    const older = /<p class="older"><a href="([^"]+)"/.exec(text)?.[1]?.replaceAll('&amp;', '&') ?? ''
    const both = [...chainsIn(text), ...(await chains(older))].map((chain) => /post \d+/.exec(chain)?.[0])
    expect(both).toEqual(Array.from({ length: 30 }, (_, count) => `post ${count}`))
    expect(await chains('/feed/anna?after=x')).toHaveLength(25)
  })
})

test('whatever people write and are called, it adds no element and no attribute to the page', async () => {
  await withFeed(async ({ say, get, sandbox }) => {
    const shape = async (text: string) => {
      sandbox.reset()
      sandbox.users.put({ username: 'anna', name: text, biography: text })
      say({ text, topic_tag: text, poll: [text, text], gif: text, link: text })
      const { text: html } = await get('/feed/anna')
      return html.match(/<[a-z]+(?: [a-z-]+(?==))*/g)?.filter((tag) => tag !== '<a')
    }
    const wanted = await shape('harmless')
    const hostile = fc.array(
      fc.constantFrom('<', '>', '"', "'", '&', '=', ' ', '/', 'img', 'src', 'on', '`', '<!--'),
      { minLength: 1 },
    )
    await fc.assert(
      fc.asyncProperty(hostile, async (parts) => {
        expect(await shape(`x${parts.join('')}`)).toEqual(wanted)
      }),
      { numRuns: 60 },
    )
  })
})

test('the pieces of a text are the text, and a range holds what it counts in every unit', () => {
  const range = fc.record({ offset: fc.nat(30), length: fc.integer({ min: 1, max: 20 }) })
  fc.assert(
    fc.property(
      fc.string({ unit: 'grapheme' }),
      fc.array(range),
      fc.constantFrom('bytes', 'code-points', 'utf16'),
      (text, ranges, unit) => {
        const pieces = cutText(text, ranges, unit)
        expect(pieces.map((piece) => piece.text).join('')).toBe(text)
      },
    ),
  )
  expect(cutText('aä🧵b', [{ offset: 1, length: 2 }], 'bytes').map(({ text }) => text)).toEqual([
    'a',
    'ä',
    '🧵b',
  ])
  expect(cutText('aä🧵b', [{ offset: 2, length: 1 }], 'code-points')[1]?.text).toBe('🧵')
  expect(cutText('aä🧵b', [{ offset: 2, length: 2 }], 'utf16')[1]?.text).toBe('🧵')
})

test('how long ago and how many, in as many letters as there is room for', () => {
  const now = Date.UTC(2026, 5, 15)
  const ages = [0, MINUTE, HOUR - 1, HOUR, DAY, 7 * DAY - 1, 7 * DAY].map((age) => ago(now - age, now))
  expect(ages).toEqual(['now', '1m', '59m', '1h', '1d', '6d', '8 Jun 2026'])
  expect([0, 999, 1000, 1250, 12_345, 1_260_000].map(short)).toEqual([
    '0',
    '999',
    '1K',
    '1.2K',
    '12K',
    '1.2M',
  ])
})

test('the script is JavaScript', () => {
  expect(() => new Script(FEED_SCRIPT)).not.toThrow()
})
