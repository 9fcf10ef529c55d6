/**
 * The whole story, as its issue tells it: a newcomer opens the demo, sees a token renewed, publishes, loses the token, publishes by
 * hand from a phone, logs in again, and what waited goes out. In both languages, with the service killed in the middle.
 */
import { createSandbox, type Sandbox } from '@everthread/sandbox'
import type { Browser, BrowserContext, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { en } from '../../packages/everthread/web/src/words/en.ts'
import { ru } from '../../packages/everthread/web/src/words/ru.ts'
import { launchChromium, mayRunInChromium } from '../support/chromium.ts'
import { everthreadFromSource } from '../support/everthread.ts'
import type { RunningProcess } from '../support/running-process.ts'
import { createTestHome, type TestHome } from '../support/test-home.ts'
import { pngOf } from '../support/picture-server.ts'

const HOUR_MS = 3_600_000
const LINK = /http:\/\/localhost:\d+\/demo#[\w-]+/
const PHONE = { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true }

/** What is pressed and looked for, beside the frame's own words. */
const TONGUES = [
  {
    locale: 'en-GB',
    words: en,
    turn: { day: '1 day', month: '39 days', arrived: 'It goes on at its own pace.' },
    renewed: 'The token of @anna is renewed',
    revoke: 'Revoke the token',
    attention: 'Waits for you',
    logIn: 'Log in with Threads',
    publishedByHand: 'I published it',
    allOut: 'All of it is published',
    publishNow: 'Publish it now',
    compose: { account: 'Account', words: 'Your words', when: 'When', sent: 'On its way to Threads.' },
  },
  {
    locale: 'ru-RU',
    words: ru,
    turn: { day: '1 день', month: '39 дней', arrived: 'Дальше идут сами, как обычно.' },
    renewed: 'Токен @anna продлён',
    revoke: 'Отозвать токен',
    attention: 'Ждут вас',
    logIn: 'Войти через Threads',
    publishedByHand: 'Опубликовано',
    allOut: 'Всё опубликовано',
    publishNow: 'Опубликовать сейчас',
    compose: { account: 'Аккаунт', words: 'Ваш текст', when: 'Когда', sent: 'Отправляется в Threads.' },
  },
] as const

describe.runIf(mayRunInChromium()).each(TONGUES)('the whole story in $locale', (tongue) => {
  const { words } = tongue
  let sandbox: Sandbox
  let home: TestHome
  let service: RunningProcess
  let browser: Browser
  let context: BrowserContext
  let page: Page
  let origin: string
  const complaints: string[] = []

  const serve = (port: string): RunningProcess =>
    everthreadFromSource().start(home, ['serve', '--demo'], {
      env: { EVERTHREAD_PORT: port, EVERTHREAD_LANG: tongue.locale.slice(0, 2), CI: 'true' },
    })

  beforeAll(async () => {
    sandbox = await createSandbox()
    home = createTestHome(sandbox.url)
    service = serve('0')
    browser = await launchChromium()
    context = await browser.newContext({ locale: tongue.locale })
    page = watched(await context.newPage(), complaints)
    await service.said(LINK)
  })
  afterAll(async () => {
    await browser.close()
    await service[Symbol.asyncDispose]()
    await sandbox.close()
    home[Symbol.dispose]()
  })

  const heading = (name: string) => page.getByRole('heading', { level: 1, name }).waitFor()
  const goTo = async (name: string): Promise<void> => {
    await page.getByRole('navigation').getByRole('link', { name, exact: true }).click()
    await heading(name)
  }
  const press = (name: string) => page.getByRole('button', { name, exact: true }).click()
  const turn = async (by: 'day' | 'month'): Promise<void> => {
    await goTo(words.nav.sandbox)
    await press(tongue.turn[by])
    await page.getByText(tongue.turn.arrived).waitFor({ state: 'detached' })
    await page.getByText(tongue.turn.arrived).waitFor({ timeout: 50_000 })
  }
  /** What stands on Threads, whoever put it there. */
  const published = async (): Promise<(string | undefined)[]> => {
    const answer = await fetch(`${sandbox.url}/__sandbox/posts?user=anna`)
    const { posts } = (await answer.json()) as { posts: { text?: string }[] }
    return posts.map(({ text }) => text)
  }

  const ask = async <T>(method: 'get' | 'post', path: string, data?: unknown): Promise<T> => {
    const answer = await page.request[method](`${origin}/api/v1/${path}`, { data })
    expect([path, answer.ok(), await answer.text()]).toEqual([path, true, expect.any(String)])
    return (await answer.json()) as T
  }
  const accountId = async (): Promise<string> => {
    const { accounts } = await ask<Accounts>('get', 'accounts')
    return accounts.find(({ account }) => account.username === 'anna')?.account.account_id ?? ''
  }
  const write = async (parts: readonly object[], when: object): Promise<string> => {
    const order = { account_id: await accountId(), parts: parts.map((content) => ({ content })), when }
    return (await ask<{ post: { id: string } }>('post', 'posts', order)).post.id
  }

  it('lets a newcomer in by the link, without a password', async () => {
    const [link = ''] = LINK.exec(service.stderr()) ?? []
    origin = new URL(link).origin
    await page.goto(link)
    await heading(words.home.alive(2))
    expect(page.url()).toBe(`${origin}/`)
  })

  it('renews the token before one’s eyes, when the clock is turned', async () => {
    const [before] = sandbox.tokens.list()
    await turn('month')
    await page.getByRole('log').getByText(tongue.renewed).waitFor()
    expect(sandbox.tokens.list().filter(({ user }) => user === before?.user).length).toBeGreaterThan(1)
    await page.getByRole('link', { name: words.nav.home, exact: true }).click()
    await heading(words.home.alive(2))
  })

  it('publishes a post, a chain, a poll and a picture', async () => {
    const { id: media } = await ask<{ id: string }>(
      'post',
      'media?name=look.png',
      pngOf({ width: 640, height: 480 }),
    )
    const now = { kind: 'now' }
    await goTo(words.nav.write)
    await page.getByLabel(tongue.compose.account).selectOption({ label: '@anna' })
    await page.getByLabel(tongue.compose.words).fill('A post')
    await page.getByLabel(tongue.compose.when).selectOption('now')
    await page.getByLabel(tongue.compose.words).press('Control+Enter')
    await page.getByText(tongue.compose.sent).waitFor()
    await write([{ text: 'A chain' }, { text: 'and its end' }], now)
    await write([{ text: 'A poll', poll_attachment: ['Tea', 'Coffee'] }], now)
    await write([{ text: 'A picture', media: [{ kind: 'stored', media_id: media, alt_text: 'White' }] }], now)
    await turn('day')
    await page.getByRole('log').getByText('A picture').waitFor()
    expect(await published()).toEqual(
      expect.arrayContaining(['A post', 'A chain', 'and its end', 'A poll', 'A picture']),
    )
  })

  it('holds what is due while the token is dead, and says so after it was killed and started again', async () => {
    const at = new Date(sandbox.clock.now() + 2 * HOUR_MS).toISOString()
    for (const text of ['By hand', 'After the login']) await write([{ text }], { kind: 'at', at })
    await goTo(words.nav.sandbox)
    await press(tongue.revoke)
    await turn('day')
    service.kill('SIGKILL')
    await page.getByText(words.state.offline.slice(0, 20)).waitFor()
    await service[Symbol.asyncDispose]()
    service = serve(new URL(origin).port)
    await page.getByText(words.state.offline.slice(0, 20)).waitFor({ state: 'detached' })
    await page.goto(`${origin}/`)
    await heading(words.home.needsYou(1))
    await goTo(words.nav.queue)
    const held = page.getByRole('region', { name: tongue.attention })
    await held.getByText('By hand', { exact: true }).waitFor()
    expect(await published()).not.toContain('By hand')
  })

  it('hands one over to a phone, which needs no login', async () => {
    const { posts } = await ask<Posts>('get', 'posts?state=held')
    const byHand = posts.find(({ parts }) => parts[0]?.content.text === 'By hand')
    const { url } = await ask<{ url: string }>('post', `posts/${byHand?.id}/hand-off`, {})
    const phone = await browser.newContext({ ...PHONE, locale: tongue.locale })
    const small = watched(await phone.newPage(), complaints)
    await small.goto(url)
    expect(await small.evaluate('document.documentElement.scrollWidth')).toBeLessThanOrEqual(390)
    await small.getByRole('button', { name: tongue.publishedByHand }).tap()
    await small.getByText(tongue.allOut).waitFor()
    await phone.close()
  })

  it('logs in again, and lets the rest go out', async () => {
    await page.getByRole('link', { name: words.nav.home, exact: true }).click()
    await press(tongue.logIn)
    await page.getByRole('radio', { name: 'anna' }).check()
    await press('Allow')
    await page.waitForURL(/oauth\/callback/)
    await page.goto(`${origin}/`)
    await heading(words.home.alive(2))
    await goTo(words.nav.queue)
    await page
      .getByRole('listitem')
      .filter({ hasText: 'After the login' })
      .getByRole('button', { name: tongue.publishNow })
      .click()
    await turn('day')
    expect(await published()).toContain('After the login')
  })

  it('logs out, and finds nothing at an address that nothing is at, without a word in the console', async () => {
    await page.goto(`${origin}/no-such-page`)
    await heading(words.missing.title)
    await press(words.nav.logOut)
    await page.getByRole('navigation').waitFor({ state: 'detached' })
    const gone = /ERR_(?:CONNECTION_REFUSED|CONNECTION_RESET|INCOMPLETE_CHUNKED_ENCODING|EMPTY_RESPONSE)/
    expect(complaints.filter((line) => !gone.test(line))).toEqual([])
  })
})

interface Accounts {
  readonly accounts: readonly {
    readonly account: { readonly account_id: string; readonly username?: string }
  }[]
}

interface Posts {
  readonly posts: readonly {
    readonly id: string
    readonly parts: readonly { readonly content: { readonly text?: string } }[]
  }[]
}

/** What a browser's console would show to whoever opens it. */
function watched(page: Page, complaints: string[]): Page {
  page.on('pageerror', (error) => complaints.push(error.message))
  page.on('console', (message) => {
    if (message.type() === 'error') complaints.push(`${message.text()} ${message.location().url}`)
  })
  return page
}
