/** The sandbox's pages in a real browser: their policy lets their own scripts run and nothing else, and buttons do what they say. */
import { createSandbox, type Sandbox } from '@everthread/sandbox'
import type { Browser, Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { launchChromium, mayRunInChromium } from '../support/chromium.ts'

describe.runIf(mayRunInChromium())('the sandbox’s pages in Chromium', () => {
  let sandbox: Sandbox
  let browser: Browser
  let page: Page
  let complaints: string[]
  let asked: Set<string>

  beforeAll(async () => {
    browser = await launchChromium()
  })

  beforeEach(async () => {
    sandbox = await createSandbox({ now: '2026-06-15T12:00:00Z' })
    page = await browser.newPage({ viewport: { width: 1600, height: 1200 } })
    complaints = []
    asked = new Set()
    page.on('console', (message) => complaints.push(message.text()))
    page.on('pageerror', (error) => complaints.push(error.message))
    page.on('request', (request) => asked.add(new URL(request.url()).origin))
  })

  afterEach(async () => {
    await page.close()
    await sandbox.close()
    // A style or a script that the policy refused would be told here.
    const wrong = [...complaints, ...[...asked].filter((origin) => origin !== sandbox.url)]
    if (wrong.length > 0) throw new Error(`the page complained, or asked elsewhere: ${wrong.join('; ')}`)
  })

  afterAll(() => browser.close())

  it('lets people come to be, post, and be seen on the phone beside', async () => {
    await page.goto(sandbox.url)
    await page.getByLabel('Username').fill('anna')
    await page.getByRole('button', { name: 'Add' }).click()
    await page.getByLabel('new token').selectOption('long, 45 d old')
    await page.getByText('14 d left').waitFor()
    await page.getByLabel('Text of a post').fill('Hello <b>there</b>')
    await page.getByRole('button', { name: 'Post', exact: true }).click()
    const phone = page.frameLocator('#feed')
    await phone.getByText('Hello <b>there</b>').waitFor()
    sandbox.posts.create({ user: 'anna', text: 'and it comes by itself' })
    await phone.getByText('and it comes by itself').waitFor()
    expect(sandbox.users.list()).toMatchObject([{ username: 'anna' }])
  })

  it('shows containers, quotas, webhooks and requests as they come', async () => {
    sandbox.users.put({ username: 'anna' })
    const { access_token } = sandbox.tokens.create({ user: 'anna' })
    await page.goto(sandbox.url)
    const post = async (path: string, form: Record<string, string>): Promise<string> => {
      const body = new URLSearchParams({ ...form, access_token })
      const answer = await fetch(sandbox.url + path, { method: 'POST', body })
      return ((await answer.json()) as { id: string }).id
    }
    const creation_id = await post('/me/threads', { media_type: 'TEXT', text: 'from the API' })
    await page.getByText('FINISHED', { exact: true }).waitFor()
    await post('/me/threads_publish', { creation_id })
    await page.getByText('PUBLISHED', { exact: true }).waitFor()
    await page.getByText('1 of 250 in 24 h').waitFor()
    await page.getByText('POST /me/threads_publish').waitFor()
    await page.getByText('Subscribe an app').click()
    await page.getByLabel('Callback URL').fill('http://127.0.0.1:1/hook')
    await page.getByLabel('Verify token').fill('x')
    await page.getByRole('button', { name: 'Verify and subscribe' }).click()
    await page.getByText('the webhook was not subscribed').waitFor()
    // The refusal is a 400, which a browser writes down.
    expect(complaints.splice(0)).toEqual([expect.stringContaining('400')])
  })

  it('keeps a spoiler veiled until the keyboard or a finger lifts the veil, and then lifted', async () => {
    sandbox.users.put({ username: 'anna' })
    sandbox.posts.create({ user: 'anna', text: 'The baker did it', spoilers: [{ offset: 4, length: 5 }] })
    await page.goto(`${sandbox.url}/feed/anna`)
    const box = page.getByLabel('Show the spoiler')
    expect(await box.isChecked()).toBe(false)
    await box.focus()
    await page.keyboard.press('Space')
    expect(await box.isChecked()).toBe(true)
    sandbox.posts.create({ user: 'anna', text: 'next' })
    await page.getByText('next', { exact: true }).waitFor()
    expect(await box.isChecked()).toBe(true)
  })

  it.each(['/', '/feed/anna', '/coverage'])(
    '%s has names for what can be used, and fits a phone',
    async (path) => {
      sandbox.users.put({ username: 'anna' })
      sandbox.posts.create({ user: 'anna', text: 'x'.repeat(300), media_type: 'CAROUSEL' })
      await page.setViewportSize({ width: 360, height: 740 })
      await page.goto(sandbox.url + path)
      await page.locator('h1').waitFor()
      const nameless = page.locator('button, a, select, input, iframe, [tabindex]').evaluateAll((found) =>
        found
          .filter((one) => {
            const words = [
              one.ariaLabel,
              one.textContent,
              one.getAttribute('title'),
              one.closest('label')?.textContent,
            ]
            return !words.some((text) => text?.trim())
          })
          .map((one) => one.outerHTML),
      )
      expect(await nameless).toEqual([])
      expect(await page.evaluate('document.documentElement.scrollWidth')).toBeLessThanOrEqual(360)
    },
  )
})
