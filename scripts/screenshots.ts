/**
 * `npm run screenshots [-- --readme]`: every page of the web app, light, dark and on a phone, in both languages, into `screenshots/`, from a
 * demo that has lived for a day and then lost a token. With `--readme` also those few that the README shows, into `docs/images/`.
 */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Browser, BrowserContextOptions, Page } from 'playwright-core'
import { PAGES } from '../packages/everthread/src/server/routes/web-app.ts'
import { launchChromium } from '../test/support/chromium.ts'
import { REPOSITORY } from '../test/support/repository.ts'
import { type RunningProcess, startProcess } from '../test/support/running-process.ts'

const LANGUAGES = { en: 'en-GB', ru: 'ru-RU' } as const
type Language = keyof typeof LANGUAGES

const LOOKS = {
  light: { viewport: { width: 1280, height: 860 }, colorScheme: 'light' },
  dark: { viewport: { width: 1280, height: 860 }, colorScheme: 'dark' },
  phone: { viewport: { width: 390, height: 844 }, isMobile: true, hasTouch: true, colorScheme: 'light' },
} as const satisfies Record<string, BrowserContextOptions>

/** What the README shows, by the name of the file without language and look. */
const OF_README = [
  { name: 'home', look: 'light' },
  { name: 'sandbox', look: 'dark' },
] as const

const LINK = /(http:\/\/localhost:\d+)\/demo#[\w-]+/

const folder = join(REPOSITORY, 'screenshots')
const images = join(REPOSITORY, 'docs/images')
rmSync(folder, { recursive: true, force: true })
const browser = await launchChromium()
try {
  for (const language of Object.keys(LANGUAGES) as Language[]) await shootDemo(browser, language)
} finally {
  await browser.close()
}

async function shootDemo(browser: Browser, language: Language): Promise<void> {
  const home = mkdtempSync(join(tmpdir(), 'everthread-screenshots-'))
  await using demo = startDemo(home, language)
  try {
    await demo.said(LINK)
    const [link = '', origin = ''] = LINK.exec(demo.stderr()) ?? []
    const context = await browser.newContext({ locale: LANGUAGES[language] })
    const page = await context.newPage()
    await page.goto(link)
    await page.waitForURL(`${origin}/`)
    await turn(page, '1d')
    const addresses = await addressesIn(page, origin)
    const storageState = await context.storageState()
    for (const [look, options] of Object.entries(LOOKS)) {
      const as = await browser.newContext({ ...options, locale: LANGUAGES[language], storageState })
      await shootAll(await as.newPage(), addresses, { language, look })
      await as.close()
    }
    await loseToken(page)
    for (const [look, options] of Object.entries(LOOKS)) {
      const as = await browser.newContext({ ...options, locale: LANGUAGES[language], storageState })
      const lost = new Map([
        ['home-dead', `${origin}/`],
        ['queue-held', `${origin}/queue`],
      ])
      await shootAll(await as.newPage(), lost, { language, look })
      await as.close()
      const nobody = await browser.newContext({ ...options, locale: LANGUAGES[language] })
      await shootAll(await nobody.newPage(), new Map([['log-in', `${origin}/`]]), { language, look })
      await nobody.close()
    }
  } finally {
    rmSync(home, { recursive: true, force: true })
  }
}

function startDemo(home: string, language: Language): RunningProcess {
  return startProcess({
    command: process.execPath,
    args: [join(REPOSITORY, 'packages/everthread/bin/everthread.js'), 'serve', '--demo'],
    cwd: home,
    env: {
      PATH: process.env['PATH'] ?? '',
      HOME: home,
      TMPDIR: home,
      EVERTHREAD_PORT: '0',
      EVERTHREAD_LANG: language,
      CI: 'true',
    },
  })
}

/** One address for each page; what stands in it is the first of its kind. */
async function addressesIn(page: Page, origin: string): Promise<Map<string, string>> {
  const { accounts } = await ask<{ accounts: { account: { account_id: string } }[] }>(page, 'accounts')
  const { posts } = await ask<{ posts: { id: string; parts: { media_id?: string }[] }[] }>(page, 'posts')
  const account = accounts[0]?.account.account_id ?? ''
  const post = posts.find(({ parts }) => parts[0]?.media_id !== undefined)
  const filled = PAGES.map((path) =>
    path
      .replace(/^(\/accounts)\/:id/, `$1/${account}`)
      .replace(':account', account)
      .replace(':media', post?.parts[0]?.media_id ?? '')
      .replace(':id', post?.id ?? ''),
  )
  return new Map(PAGES.map((path, index) => [nameOf(path), `${origin}${filled[index]}`]))
}

function nameOf(path: string): string {
  const name = path
    .replaceAll(/\/:\w+/g, '')
    .replaceAll('/', '-')
    .slice(1)
  return (name === '' ? 'home' : name) + (/:\w+$/.test(path) ? '-one' : '')
}

interface Shot {
  readonly language: Language
  readonly look: string
}

async function shootAll(
  page: Page,
  addresses: ReadonlyMap<string, string>,
  { language, look }: Shot,
): Promise<void> {
  const into = join(folder, language)
  mkdirSync(into, { recursive: true })
  for (const [name, address] of addresses) {
    await page.goto(address)
    await page.getByRole('heading', { level: 1 }).waitFor()
    await page.waitForLoadState('networkidle').catch(() => undefined)
    await page.screenshot({ path: join(into, `${name}-${look}.png`), fullPage: true })
    const isOfReadme = OF_README.some((one) => one.name === name && one.look === look)
    if (isOfReadme && process.argv.includes('--readme'))
      await shootForReadme(page, `${name}-${language}.webp`)
  }
  console.log(`${language} ${look}: ${[...addresses.keys()].join(', ')}`)
}

/** Small enough to be committed: what fits on a screen, as WebP. */
async function shootForReadme(page: Page, name: string): Promise<void> {
  const debug = await page.context().newCDPSession(page)
  const { data } = await debug.send('Page.captureScreenshot', { format: 'webp', quality: 70 })
  mkdirSync(images, { recursive: true })
  writeFileSync(join(images, name), Buffer.from(data, 'base64'))
}

async function loseToken(page: Page): Promise<void> {
  await ask(page, 'sandbox/breakage', { what: 'revoked', user: 'anna' })
  await turn(page, '1d')
}

async function turn(page: Page, by: '1d'): Promise<void> {
  await ask(page, 'sandbox/clock', { by })
  while ((await ask<{ turning_until?: string }>(page, 'sandbox')).turning_until !== undefined)
    await page.waitForTimeout(200)
}

async function ask<T>(page: Page, path: string, order?: object): Promise<T> {
  const address = new URL(`/api/v1/${path}`, page.url()).href
  const answer = await (order ? page.request.put(address, { data: order }) : page.request.get(address))
  return (await answer.json()) as T
}
