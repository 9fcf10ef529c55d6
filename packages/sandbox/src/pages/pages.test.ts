import { createHash } from 'node:crypto'
import { Script } from 'node:vm'
import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { withApi } from '../../test-support/api.ts'
import { homePage } from './home.ts'
import { markup, trusted } from './markup.ts'
import { pictureOf } from './picture.ts'

test('text becomes text, whatever is in it', () => {
  fc.assert(
    fc.property(fc.string(), (text) => {
      const written = markup`<p title="${text}">${text}</p>`.markup
      expect(written.slice(3, -4).replace(' title=', '')).not.toMatch(/<|>(?=.*>)|'/)
      expect(markup`${trusted(text)}`.markup).toBe(text)
    }),
  )
  expect(markup`${'<a b="c">&\''}`.markup).toBe('&lt;a b=&quot;c&quot;&gt;&amp;&#39;')
  expect(markup`<ul>${[1, 2].map((n) => markup`<li>${n}</li>`)}</ul>${false}`.markup).toBe(
    '<ul><li>1</li><li>2</li></ul>',
  )
})

const PAGES = ['/', '/coverage', '/feed/anna', '/@anna']

test('every page is one document that loads nothing from elsewhere, and runs nothing but its own script', async () => {
  await withApi(
    async ({ get, sandbox }) => {
      sandbox.posts.create({
        user: 'anna',
        text: '<script>alert(1)</script> "onload=x',
        media_type: 'CAROUSEL',
      })
      for (const path of PAGES) {
        const page = await get(path)
        expect([path, page.status, page.headers.get('content-type')]).toEqual([
          path,
          200,
          'text/html; charset=utf-8',
        ])
        expect(page.text).not.toMatch(
          /<(?:script|img|video|iframe|link)[^>]* (?:src|href)=["']?(?:https?:)?\/\//,
        )
        expect(page.text).not.toMatch(/<[^>]* on\w+=|<[^>]* style=/)
        const policy =
          /Content-Security-Policy" content="([^"]*)"/.exec(page.text)?.[1]?.replaceAll('&#39;', "'") ?? ''
        expect(policy).toMatch(/^default-src 'none'; /)
        expect(policy).not.toContain('unsafe')
        for (const element of ['style', 'script']) {
          const inner = new RegExp(`<${element}>(.*?)</${element}>`, 's').exec(page.text)?.[1]
          const source =
            inner === undefined ? 'none' : `sha256-${createHash('sha256').update(inner).digest('base64')}`
          expect(policy).toContain(`${element}-src '${source}'`)
        }
      }
    },
    { users: [{ username: 'anna' }] },
  )
})

test('its script is JavaScript, and every element that it looks up is in the document', () => {
  const script = /<script>(.*)<\/script>/s.exec(homePage())?.[1] ?? ''
  expect(() => new Script(script)).not.toThrow()
  const wanted = [...script.matchAll(/(?:\$|show)\('([\w-]+)'/g)].map((match) => match[1])
  expect(wanted.length).toBeGreaterThan(20)
  expect(wanted.filter((id) => !homePage().includes(`id="${id}"`))).toEqual([])
})

test('the coverage page has every endpoint, callback and error with its status and its source', async () => {
  await withApi(async ({ get, sandbox }) => {
    const { endpoints, callbacks, errors } = sandbox.coverage()
    const page = (await get('/coverage')).text
    for (const { id, status, section, confidence } of [...endpoints, ...callbacks, ...errors]) {
      const row = page.split('<tr>').find((line) => line.includes(`>${id}</code>`)) ?? ''
      expect([id, row.includes(`>${status}</span>`)]).toEqual([id, true])
      expect([id, row.includes(`§${section} <b>${confidence}</b>`)]).toEqual([id, true])
    }
  })
})

test('a picture is an SVG with the first letter, and the icon is one too', async () => {
  expect(pictureOf('_anna')).toMatch(/^<svg [^]*>A<\/text>/)
  expect(pictureOf('...')).toContain('>?</text>')
  await withApi(async ({ get }) => {
    expect((await get('/favicon.ico')).headers.get('content-type')).toBe('image/svg+xml')
    expect((await get('/__sandbox/pictures/..%2fx.svg')).status).toBe(404)
    const drawings = await Promise.all(['17', '18', '17'].map((id) => get(`/__sandbox/drawings/${id}.svg`)))
    expect(new Set(drawings.map(({ text }) => text)).size).toBe(2)
    expect(drawings[0]?.text).toMatch(/^<svg [^]*<path [^]*<\/svg>$/)
  })
})
