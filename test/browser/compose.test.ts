/** Writing as people do it: parts, pictures, a poll, what is kept when something breaks, and when it goes out. */
import { createSandbox, type Sandbox } from '@everthread/sandbox'
import axe from 'axe-core'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { adoptInto } from '../support/adopt.ts'
import { launchChromium, mayRunInChromium } from '../support/chromium.ts'
import { everthreadFromSource } from '../support/everthread.ts'
import { type ModelServer, startModelServer } from '../support/model-server.ts'
import type { RunningProcess } from '../support/running-process.ts'
import { createTestHome, type TestHome } from '../support/test-home.ts'

const LINK = /http:\/\/[\d.:]+\/setup#[\w-]+/
const HOSTILE = '<img src=x onerror=alert(1)> #tea @anna https://tea.example'

/** A picture of one colour, as small as Meta takes it. */
function picture(page: Page): Promise<string> {
  return page.evaluate(`(() => {
    const canvas = Object.assign(document.createElement('canvas'), { width: 400, height: 400 })
    canvas.getContext('2d').fillRect(0, 0, 400, 400)
    return canvas.toDataURL('image/png').split(',')[1]
  })()`)
}

describe.runIf(mayRunInChromium())('writing', () => {
  let sandbox: Sandbox
  let home: TestHome
  let service: RunningProcess
  let browser: Browser
  let page: Page
  let port: string
  let model: ModelServer
  const complaints: string[] = []

  const serve = (at: string): RunningProcess =>
    everthreadFromSource().start(home, ['serve'], {
      env: { EVERTHREAD_PORT: at, EVERTHREAD_AI_URL: model.openAiUrl, EVERTHREAD_AI_MODEL: 'local' },
    })

  beforeAll(async () => {
    sandbox = await createSandbox()
    model = await startModelServer()
    sandbox.users.put({ username: 'anna' })
    const { access_token: token } = sandbox.tokens.create({ user: 'anna', age: '2d' })
    home = createTestHome(sandbox.url)
    home.write('.env', `THREADS_ACCESS_TOKEN=${token}\n`)
    await adoptInto(home, { apiBaseUrl: sandbox.url, token, file: '.env' })
    service = serve('0')
    await service.said('/setup#')
    browser = await launchChromium()
    page = await browser.newPage({ locale: 'en-GB', viewport: { width: 1280, height: 900 } })
    page.on('pageerror', (error) => complaints.push(error.message))
    page.on('console', (message) => {
      if (message.type() === 'error') complaints.push(message.text())
    })
    const [link = ''] = LINK.exec(service.stderr() + service.stdout()) ?? []
    port = new URL(link).port
    await page.goto(link)
    await page.getByLabel('Name').fill('Anna')
    await page.getByLabel('Password').fill('a long enough password')
    await page.getByRole('button', { name: 'Become the owner' }).click()
    await page.getByRole('link', { name: 'Write', exact: true }).click()
    await page.getByRole('heading', { level: 1, name: 'Write' }).waitFor()
  }, 60_000)

  afterAll(async () => {
    await browser.close()
    await service[Symbol.asyncDispose]()
    await sandbox.close()
    await model[Symbol.asyncDispose]()
    home[Symbol.dispose]()
  })

  const posts = async () => {
    const base = new URL('/api/v1/', page.url()).href
    const { posts: found } = await (await page.request.get(`${base}posts?limit=50`)).json()
    return found as { id: string; state: string; version: number; parts: { content: { text?: string } }[] }[]
  }
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

  it('keeps what is written while it is written, hostile words as words', async () => {
    await page.getByLabel('Your words').fill(HOSTILE)
    await page.getByText(/^Saved /).waitFor()
    await page.getByRole('region', { name: 'As Threads shows it' }).getByText('<img src=x').waitFor()
    expect(await page.locator('main img').count()).toBe(0)
    expect((await posts()).map(({ state, parts }) => [state, parts[0]?.content.text])).toEqual([
      ['draft', HOSTILE],
    ])
    await expectAccessible()
  })

  it('splits what is too long, moves parts by keyboard, and takes nothing away for good', async () => {
    await page.getByLabel('Your words').fill('Tea is patience. '.repeat(50))
    await page.getByText('too much').waitFor()
    await page.getByRole('button', { name: 'Split into parts' }).click()
    await page.getByLabel('Part 2 of 2').waitFor()
    await page.getByLabel('Part 2 of 2').fill('The end.')
    await page.getByLabel('Part 2 of 2').press('Alt+ArrowUp')
    await expect.poll(() => page.getByLabel('Part 1 of 2').inputValue()).toBe('The end.')
    await page.getByRole('button', { name: 'Remove part 1' }).click()
    await page.getByRole('button', { name: 'Undo' }).click()
    await expect.poll(() => page.getByLabel('Part 1 of 2').inputValue()).toBe('The end.')
    await page.getByRole('button', { name: 'Make one part of it' }).click()
    await page.getByLabel('Your words').waitFor()
  })

  it('takes a picture with its description, a poll and a topic, and says what does not go together', async () => {
    await page.getByLabel('Your words').fill('Which tea?')
    const buffer = Buffer.from(await picture(page), 'base64')
    await page
      .getByLabel('Add a picture or a video')
      .setInputFiles({ name: 'tea.png', mimeType: 'image/png', buffer })
    await page.getByLabel('What it shows').fill('A cup of tea')
    await page.getByText('Topic, poll, link and more').click()
    await page.getByLabel('Topic').fill('tea')
    await page.getByLabel('Option 1').fill('Green')
    await page.getByLabel('Option 2').fill('Black')
    await page.getByRole('region', { name: 'What is not right yet' }).getByText(/poll/i).first().waitFor()
    await expectAccessible()
    await page.getByRole('button', { name: 'Take it out' }).click()
    await page.getByRole('region', { name: 'As Threads shows it' }).getByText('Green').waitFor()
  })

  it('loses nothing when the service is away and the page is closed', async () => {
    await service[Symbol.asyncDispose]()
    await page.getByLabel('Your words').fill('Which tea, then?')
    await page.getByText('Kept in this browser until Everthread answers again.').waitFor()
    service = serve(port)
    await service.said('/healthz')
    await page.reload()
    await page.getByText('Brought back what was not saved.').waitFor()
    expect(await page.getByLabel('Your words').inputValue()).toBe('Which tea, then?')
    complaints.length = 0 // What a browser says of a service that is away.
  })

  it('sends it by the keyboard, and it is out', async () => {
    await page.getByLabel('When').selectOption('now')
    await page.getByLabel('Your words').press('Control+Enter')
    await page.getByText('On its way to Threads.').waitFor()
    await expect
      .poll(async () => (await posts()).filter(({ state }) => state === 'published').length, {
        timeout: 20_000,
        interval: 200,
      })
      .toBe(1)
  })

  it('is edited where it waits, also in Russian, and another window is no loss', async () => {
    await page.getByRole('button', { name: 'Write another one' }).click()
    await page.getByLabel('Your words').fill('For later')
    await page.getByText(/^Saved /).waitFor()
    const draft = (await posts()).find(({ parts }) => parts[0]?.content.text === 'For later')
    await page.goto(new URL(`/posts/${draft?.id}/edit`, page.url()).href)
    await page.getByRole('button', { name: 'Русский' }).click()
    await page.getByRole('heading', { level: 1, name: 'Изменить' }).waitFor()
    await page.request.patch(new URL(`/api/v1/posts/${draft?.id}`, page.url()).href, {
      data: { parts: [{ content: { text: 'From the other window' } }] },
    })
    await page.getByLabel('Ваш текст').fill('From this window')
    await page.getByText('Этот пост изменили в другом окне.').waitFor()
    await expectAccessible()
    await page.getByRole('button', { name: 'Взять другое' }).click()
    await expect.poll(() => page.getByLabel('Ваш текст').inputValue()).toBe('From the other window')
    complaints.splice(0, complaints.length, ...complaints.filter((one) => !one.includes('409')))
  })

  it('changes what is in the queue only when it is told to', async () => {
    await page.getByRole('button', { name: 'English' }).click()
    const base = new URL('/api/v1/', page.url()).href
    const { accounts } = await (await page.request.get(`${base}accounts`)).json()
    const order = {
      account_id: accounts[0].account.account_id,
      parts: [{ content: { text: 'At ten' } }],
      when: { kind: 'at', at: new Date(sandbox.clock.now() + 86_400_000).toISOString() },
    }
    const { post } = await (await page.request.post(`${base}posts`, { data: order })).json()
    const kept = async () => (await posts()).find(({ id }) => id === post.id)
    await page.goto(new URL(`/posts/${post.id}/edit`, page.url()).href)
    await page.getByLabel('Your words').fill('At eleven')
    await page.reload()
    await page.getByText('Brought back what was not saved.').waitFor()
    expect(await kept()).toMatchObject({ version: 1, parts: [{ content: { text: 'At ten' } }] })
    await page.getByRole('button', { name: 'Save', exact: true }).click()
    await page.getByText(/^Goes out /).waitFor()
    expect(await kept()).toMatchObject({ state: 'scheduled', parts: [{ content: { text: 'At eleven' } }] })
  })

  it('has texts proposed, takes one, and can have back what stood there', async () => {
    await page.goto(new URL('/compose', page.url()).href)
    await page.getByLabel('Your words').fill('My own words')
    const variants = [{ parts: ['Tea is patience.'], why: 'Short.' }, { parts: ['Boil.'] }]
    model.script({ kind: 'text', text: JSON.stringify({ variants }), pieces: 9 })
    await page.getByText('Have a text proposed').click()
    await page.getByLabel('What is it about?').fill('tea')
    await page.getByRole('button', { name: 'Propose texts' }).click()
    await page.getByText('local: 120 tokens read, 80 written.').waitFor()
    await page.getByRole('button', { name: 'Take this one' }).first().click()
    expect(await page.getByLabel('Your words').inputValue()).toBe('Tea is patience.')
    await page.getByRole('button', { name: 'Undo' }).click()
    expect(await page.getByLabel('Your words').inputValue()).toBe('My own words')
    model.script({ kind: 'status', status: 429 })
    await page.getByRole('button', { name: 'Propose texts' }).click()
    await page.getByText('The quota of the key is used up.').waitFor()
    await expectAccessible()
  })

  it('fits on a small phone', async () => {
    await page.setViewportSize({ width: 360, height: 740 })
    expect(await page.evaluate('document.documentElement.scrollWidth')).toBeLessThanOrEqual(360)
  })

  it('never complained', () => expect(complaints).toEqual([]))
})
