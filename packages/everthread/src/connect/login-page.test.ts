import { expect, test } from 'vitest'
import { LANGUAGES } from '../words/language.ts'
import { loginPageWords } from '../words/login-words.ts'
import { LOGIN_PAGE_HEADERS, renderLoginPage } from './login-page.ts'

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
  expect(LOGIN_PAGE_HEADERS).toMatchObject({
    'cache-control': 'no-store',
    'referrer-policy': 'no-referrer',
  })
  expect(LOGIN_PAGE_HEADERS['content-security-policy']).toContain("frame-ancestors 'none'")
})
