/** The numbers as people look at them: as they came from Meta, by eye, by keyboard and as a table, in both languages. */
import { readFileSync } from 'node:fs'
import { createSandbox, type Sandbox } from '@everthread/sandbox'
import axe from 'axe-core'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { adoptInto } from '../support/adopt.ts'
import { launchChromium, mayRunInChromium } from '../support/chromium.ts'
import { everthreadFromSource } from '../support/everthread.ts'
import type { RunningProcess } from '../support/running-process.ts'
import { createTestHome, type TestHome } from '../support/test-home.ts'

const LINK = /http:\/\/[\d.:]+\/setup#[\w-]+/
const HOSTILE = '<b onclick=alert(1)>Tea & patience</b>'

describe.runIf(mayRunInChromium())('the pages of numbers', () => {
  let sandbox: Sandbox
  let home: TestHome
  let service: RunningProcess
  let browser: Browser
  let page: Page
  const complaints: string[] = []

  beforeAll(async () => {
    sandbox = await createSandbox()
    sandbox.users.put({ username: 'anna', followers: 250 })
    for (const [index, age] of ['25d', '18d', '11d', '9d', '4d'].entries())
      sandbox.posts.create({ user: 'anna', text: index === 0 ? HOSTILE : `Post ${index}`, age })
    const { access_token: token } = sandbox.tokens.create({ user: 'anna', age: '30d' })
    home = createTestHome(sandbox.url)
    home.write('.env', `THREADS_ACCESS_TOKEN=${token}\n`)
    await adoptInto(home, { apiBaseUrl: sandbox.url, token, file: '.env' })
    service = everthreadFromSource().start(home, ['serve'], { env: { EVERTHREAD_PORT: '0' } })
    await service.said('/setup#')
    browser = await launchChromium()
    page = await browser.newPage({ locale: 'en-GB', viewport: { width: 1280, height: 900 } })
    page.on('pageerror', (error) => complaints.push(error.message))
    page.on('console', (message) => {
      if (message.type() === 'error') complaints.push(message.text())
    })
    const [link] = LINK.exec(service.stderr() + service.stdout()) ?? []
    await page.goto(link ?? '')
    await page.getByLabel('Name').fill('Anna')
    await page.getByLabel('Password').fill('a long enough password')
    await page.getByRole('button', { name: 'Become the owner' }).click()
    await page.getByRole('link', { name: 'Insights' }).click()
  }, 60_000)

  afterAll(async () => {
    await browser.close()
    await service[Symbol.asyncDispose]()
    await sandbox.close()
    home[Symbol.dispose]()
  })

  const region = (name: string) => page.getByRole('region', { name, exact: true })

  const expectAccessible = async (): Promise<void> => {
    for (const colorScheme of ['light', 'dark'] as const) {
      await page.emulateMedia({ colorScheme })
      await page.evaluate(axe.source)
      const { violations } = await page.evaluate(() =>
        (globalThis as unknown as { axe: typeof axe }).axe.run(),
      )
      expect(violations.map(({ id, nodes }) => [id, nodes.map(({ html }) => html)])).toEqual([])
    }
  }

  /** What the service itself answers to the page's session. */
  const ask = async (path: string) => {
    const base = new URL('/api/v1/', page.url()).href
    const { accounts } = await (await page.request.get(`${base}accounts`)).json()
    return (
      await page.request.get(`${base}accounts/${accounts[0].account.account_id}/insights/${path}`)
    ).json()
  }

  it('shows what was read, and says what is not there yet', async () => {
    await page.getByRole('heading', { level: 1, name: 'Insights' }).waitFor()
    await expect
      .poll(async () => (await ask('overview')).figures.views.now.kind, { timeout: 20_000, interval: 200 })
      .not.toBe('missing')
    await expect.poll(async () => (await ask('posts')).posts.length, { timeout: 20_000 }).toBeGreaterThan(3)
    await page.reload()
    const { figures } = await ask('overview')
    const tile = page.locator('dl > div').filter({ hasText: 'Views of the profile' })
    await tile
      .getByText(new Intl.NumberFormat('en').format(figures.views.now.value), { exact: true })
      .waitFor()
    await region('Posts by engagement').first().getByText(HOSTILE).waitFor()
    await expectAccessible()
  })

  it('is read point by point with the keyboard, and as a table', async () => {
    const { points } = await ask('series?metric=views')
    const chart = page.getByRole('img', { name: /^Views of the profile,/ })
    await chart.focus()
    await page.keyboard.press('End')
    const { value } = points.at(-1).reading
    await page.locator('figcaption strong', { hasText: new Intl.NumberFormat('en').format(value) }).waitFor()
    await page.keyboard.press('ArrowLeft')
    const before = new Intl.NumberFormat('en').format(points.at(-2).reading.value)
    await page.locator('figcaption strong', { hasText: before }).waitFor()
    await page.getByText('As a table').click()
    expect(await region('Over time').getByRole('row').count()).toBe(points.length + 1)
  })

  it('says for a number without a past why it has none', async () => {
    await page.getByLabel('Number').selectOption('followers_count')
    await region('Over time').getByText('before the first reading').first().waitFor()
  })

  it('is had as a picture and as a file', async () => {
    const [picture] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('button', { name: 'Save as a picture' }).click(),
    ])
    const bytes = readFileSync((await picture.path()) ?? '')
    expect(bytes.subarray(1, 4).toString()).toBe('PNG')
    expect(bytes.length).toBeGreaterThan(2_000)
    const [file] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('link', { name: 'CSV' }).first().click(),
    ])
    expect(readFileSync((await file.path()) ?? '', 'utf8')).toMatch(/^day,views,/)
  })

  it('shows how a post grew, in Russian as well', async () => {
    await page.getByRole('link', { name: HOSTILE }).click()
    await page.getByRole('heading', { level: 1, name: 'How it grew' }).waitFor()
    await page.getByRole('button', { name: 'Русский' }).click()
    await page.getByRole('heading', { level: 1, name: 'Как он рос' }).waitFor()
    await expectAccessible()
    await page.getByRole('link', { name: 'Все числа' }).click()
    await page.getByRole('heading', { level: 1, name: 'Аналитика' }).waitFor()
    await region('Посты по вовлечённости').first().getByText(HOSTILE).waitFor()
    await expectAccessible()
  })

  it('fits on a small phone', async () => {
    await page.setViewportSize({ width: 360, height: 740 })
    expect(await page.evaluate('document.documentElement.scrollWidth')).toBeLessThanOrEqual(360)
  })

  it('never complained', () => expect(complaints).toEqual([]))
})
