/** The web app as people open it: from the link on the terminal to a dead token, in both languages, by eye and by screen reader. */
import { createSandbox, type Sandbox } from '@everthread/sandbox'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { adoptInto } from '../support/adopt.ts'
import { launchChromium, mayRunInChromium } from '../support/chromium.ts'
import { everthreadFromSource } from '../support/everthread.ts'
import { expectAccessible } from '../support/expect-accessible.ts'
import type { RunningProcess } from '../support/running-process.ts'
import { createTestHome, type TestHome } from '../support/test-home.ts'

const DAY_MS = 86_400_000
const LINK = /http:\/\/[\d.:]+\/setup#[\w-]+/

describe.runIf(mayRunInChromium())('the web app', () => {
  let sandbox: Sandbox
  let home: TestHome
  let service: RunningProcess
  let browser: Browser
  let page: Page
  /** What a browser's console would show to whoever opens it. */
  const complaints: string[] = []

  beforeAll(async () => {
    sandbox = await createSandbox()
    sandbox.users.put({ username: 'anna' })
    const { access_token: token } = sandbox.tokens.create({ user: 'anna', age: '45d' })
    home = createTestHome(sandbox.url)
    home.write('.env', `THREADS_ACCESS_TOKEN=${token}\n`)
    await adoptInto(home, { apiBaseUrl: sandbox.url, token, file: '.env' })
    service = everthreadFromSource().start(home, ['serve'], { env: { EVERTHREAD_PORT: '0' } })
    await service.said('/setup#')
    browser = await launchChromium()
    page = await browser.newPage({ locale: 'en-GB' })
    page.on('pageerror', (error) => complaints.push(error.message))
    page.on('console', (message) => {
      if (message.type() === 'error') complaints.push(message.text())
    })
  }, 60_000)

  afterAll(async () => {
    await browser.close()
    await service[Symbol.asyncDispose]()
    await sandbox.close()
    home[Symbol.dispose]()
  })

  const heading = (name: string) => page.getByRole('heading', { level: 1, name }).waitFor()
  const press = (name: string) => page.getByRole('button', { name }).click()

  /** By the page's own session, as the composer will. */
  const write = async ({ text, when }: { readonly text: string; readonly when?: object }): Promise<void> => {
    const base = new URL('/api/v1/', page.url()).href
    const { accounts } = await (await page.request.get(`${base}accounts`)).json()
    const [{ account }] = accounts
    const order = { account_id: account.account_id, parts: [{ content: { text } }], ...(when && { when }) }
    const answer = await page.request.post(`${base}posts`, { data: order })
    expect([answer.status(), await answer.text()]).toEqual([201, expect.any(String)])
  }

  it('makes whoever has the link its owner, and shows at once how long the token lives', async () => {
    const [link] = LINK.exec(service.stderr() + service.stdout()) ?? []
    await page.goto(link ?? '')
    await page.getByLabel('Name').fill('Anna')
    await page.getByLabel('Password').fill('a long enough password')
    await press('Become the owner')
    await heading('Your connection is alive.')
    await page
      .getByRole('article', { name: '@anna' })
      .getByText(/\d+ days left/)
      .first()
      .waitFor()
    await expectAccessible(page)
  })

  it('renews before one’s eyes', async () => {
    sandbox.clock.advance('2d')
    await press('Renew now')
    await page.getByText(/^59 days left$/).waitFor()
    await page.getByRole('link', { name: 'Activity' }).click()
    await heading('Activity')
    expect(await page.evaluate('document.activeElement.tagName')).toBe('H1')
    await page.getByRole('listitem').first().waitFor()
    await expectAccessible(page)
  })

  it('shows what waits by its day, hostile words as words, and takes one back', async () => {
    const hostile = '<img src=x onerror=alert(1)> & <b>bold</b>'
    await write({
      text: hostile,
      when: { kind: 'at', at: new Date(sandbox.clock.now() + 9 * DAY_MS).toISOString() },
    })
    await write({ text: 'Not yet finished' })
    await page.getByRole('link', { name: 'Queue' }).click()
    await heading('Queue')
    const later = page.getByRole('region', { name: 'Later' })
    await later.getByText(hostile).waitFor()
    await page.getByRole('region', { name: 'Drafts' }).getByText('Not yet finished').waitFor()
    expect(await page.locator('main img').count()).toBe(0)
    await expectAccessible(page)
    await later.getByRole('link', { name: hostile }).click()
    await heading('Post')
    await page.getByText(hostile).waitFor()
    await page.getByRole('region', { name: 'What happened' }).getByRole('listitem').first().waitFor()
    expect(await page.locator('main img').count()).toBe(0)
    await expectAccessible(page)
    await page.getByRole('link', { name: 'Queue' }).click()
    await later.getByRole('button', { name: 'Do not publish it' }).click()
    await later.waitFor({ state: 'detached' })
    await page.getByRole('link', { name: 'Activity' }).click()
    await heading('Activity')
  })

  it('speaks Russian where it is asked to, and is as accessible', async () => {
    await press('Русский')
    await heading('События')
    await page.getByRole('link', { name: 'Главная' }).click()
    await heading('Подключение живо.')
    expect(await page.evaluate('document.documentElement.lang')).toBe('ru')
    await expectAccessible(page)
  })

  it('fits on a small phone without scrolling sideways', async () => {
    await page.setViewportSize({ width: 360, height: 740 })
    expect(await page.evaluate('document.documentElement.scrollWidth')).toBeLessThanOrEqual(360)
    await expectAccessible(page)
  })

  it('says what a dead token needs, with the ways out, only after Meta refused it twice', async () => {
    await sandbox.revoke({ user: 'anna', subcode: 460 })
    await press('Проверить сейчас')
    await heading('Одно подключение под вопросом.')
    sandbox.clock.advance('15m')
    await press('Проверить сейчас')
    await heading('1 подключение ждёт вас.')
    await page.getByText('Токен мёртв', { exact: true }).waitFor()
    await page.getByRole('button', { name: 'Войти через Threads' }).waitFor()
    await expectAccessible(page)
    const { access_token: token } = sandbox.tokens.create({ user: 'anna' })
    await page.getByLabel('Токен', { exact: true }).fill(token)
    await press('Взять на сопровождение')
    await heading('Подключение живо.')
  })

  it('says that the service is gone, keeps what it showed, and is back when the service is', async () => {
    const { port } = new URL(page.url())
    await service[Symbol.asyncDispose]()
    await page.getByText('Нет связи с Everthread').waitFor()
    await page.getByRole('article', { name: '@anna' }).waitFor()
    service = everthreadFromSource().start(home, ['serve'], { env: { EVERTHREAD_PORT: port } })
    await page.getByText('Нет связи с Everthread').waitFor({ state: 'detached' })
    expect(
      complaints.filter((line) => !/ERR_(?:CONNECTION_REFUSED|INCOMPLETE_CHUNKED_ENCODING)/.test(line)),
    ).toEqual([])
  })
})
