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

test('the page for people is one document that loads nothing from elsewhere', async () => {
  await withApi(async ({ get }) => {
    const page = await get('/')
    expect(page.headers.get('content-type')).toBe('text/html; charset=utf-8')
    expect(page.text).toBe(homePage())
    expect(page.text).not.toMatch(/(?:src|href)=["']?(?:https?:)?\/\//)
  })
})

test('its script is JavaScript, and every element that it looks up is in the document', () => {
  const script = /<script>(.*)<\/script>/s.exec(homePage())?.[1] ?? ''
  expect(() => new Script(script)).not.toThrow()
  const wanted = [...script.matchAll(/\$\('([\w-]+)'\)/g)].map((match) => match[1])
  expect(wanted.length).toBeGreaterThan(8)
  expect(wanted.filter((id) => !homePage().includes(`id="${id}"`))).toEqual([])
})

test('a picture is an SVG with the first letter, and the icon is one too', async () => {
  expect(pictureOf('_anna')).toMatch(/^<svg [^]*>A<\/text>/)
  expect(pictureOf('...')).toContain('>?</text>')
  await withApi(async ({ get }) => {
    expect((await get('/favicon.ico')).headers.get('content-type')).toBe('image/svg+xml')
    expect((await get('/__sandbox/pictures/..%2fx.svg')).status).toBe(404)
  })
})
