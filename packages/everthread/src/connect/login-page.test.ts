import { createHash } from 'node:crypto'
import { expect, test } from 'vitest'
import { LANGUAGES } from '../words/language.ts'
import { loginPageWords } from '../words/login-words.ts'
import { renderLoginPage } from './login-page.ts'
import { PLAIN_PAGE_HEADERS } from './plain-page.ts'

const PAGES = ['granted', 'denied', 'wrong-state', 'unusable'] as const

test.each(LANGUAGES.flatMap((language) => PAGES.map((page) => ({ language, page }))))(
  'the page $page in $language is in that language and loads nothing',
  ({ language, page }) => {
    const html = renderLoginPage(page, language)
    const { title, text } = loginPageWords(page, language)
    expect(html).toContain(`<html lang="${language}">`)
    expect(html).toContain(`<h1>${title}</h1>`)
    expect(html).toContain(text)
    expect(html).not.toMatch(/https?:|src=|href=|url\(|@import|<script/)
  },
)

test('the address of the page goes to no cache, no other site and no frame', () => {
  expect(PLAIN_PAGE_HEADERS).toMatchObject({
    'cache-control': 'no-store',
    'referrer-policy': 'no-referrer',
  })
  const policy = PLAIN_PAGE_HEADERS['content-security-policy']
  expect(policy).toContain("frame-ancestors 'none'")
  expect(policy).not.toContain('unsafe')
})

test('the style of the page is the one that its policy names', () => {
  const style = /<style>([^]*)<\/style>/.exec(renderLoginPage('granted', 'en'))?.[1] ?? ''
  const hash = createHash('sha256').update(style).digest('base64')
  expect(PLAIN_PAGE_HEADERS['content-security-policy']).toContain(`style-src 'sha256-${hash}'`)
})
