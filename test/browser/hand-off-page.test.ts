/** The page of a handed-off post in a real browser: with a script and without one, and with a post that means harm. */
import { Buffer } from 'node:buffer'
import type { Browser, BrowserContext, Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { answerHandOff } from '../../packages/everthread/src/publisher/hand-off/hand-off-request.ts'
import {
  createHandOffStage,
  type HandOffStage,
} from '../../packages/everthread/src/publisher/hand-off/test-hand-off.ts'
import { launchChromium, mayRunInChromium } from '../support/chromium.ts'
import { type LoopbackServer, serveOnLoopback } from '../support/loopback-server.ts'

const PHONE = { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true }
const HOSTILE = [
  '</textarea><script>document.title = "owned"</script>',
  '"><img src="https://evil.example/x.png" onerror="document.title = 1">',
  "' autofocus onfocus=alert(1) x='",
  '\nПривет 👋🏽 \u202Etxt.exe',
].join('\n')

describe.runIf(mayRunInChromium())('the page of a handed-off post in Chromium', () => {
  let stage: HandOffStage
  let server: LoopbackServer
  let browser: Browser
  let context: BrowserContext
  let complaints: string[]
  let asked: string[]

  beforeAll(async () => {
    browser = await launchChromium()
  })
  beforeEach(async () => {
    stage = await createHandOffStage()
    server = await serveHandOff(stage)
    complaints = []
    asked = []
  })
  afterEach(async () => {
    await context.close()
    await server[Symbol.asyncDispose]()
    await stage[Symbol.asyncDispose]()
    const elsewhere = asked.filter((url) => !url.startsWith(server.url))
    const wrong = [...complaints, ...elsewhere]
    if (wrong.length > 0) throw new Error(`the page complained, or asked elsewhere: ${wrong.join('; ')}`)
  })
  afterAll(() => browser.close())

  async function open(token: string, options: { readonly javaScriptEnabled?: boolean } = {}): Promise<Page> {
    context = await browser.newContext({ ...PHONE, ...options })
    const page = await context.newPage()
    page.on('console', (message) => complaints.push(message.text()))
    page.on('pageerror', (error) => complaints.push(error.message))
    page.on('dialog', (dialog) => complaints.push(dialog.message()))
    page.on('request', (request) => asked.push(request.url()))
    await page.goto(`${server.url}/h/${token}`)
    return page
  }

  it('copies, is said to be out with a link, and is undone, all by touch', async () => {
    const { token } = await stage.handedOff([{ text: 'Hello there' }, { text: 'and more' }])
    const page = await open(token)
    await context.grantPermissions(['clipboard-read', 'clipboard-write'])
    await page.getByRole('button', { name: 'Copy' }).first().tap()
    await page.getByRole('button', { name: 'Copied' }).waitFor()
    expect(await page.evaluate('navigator.clipboard.readText()')).toBe('Hello there')
    await page.getByLabel('Link to the post').first().fill('https://www.threads.com/@anna/post/DA?xmt=1')
    await page.getByRole('button', { name: 'I published it' }).first().tap()
    await page.getByText('Published by hand').waitFor()
    expect(await stage.find('p')).toMatchObject({
      state: 'handed_off',
      parts: [{ permalink: 'https://www.threads.com/@anna/post/DA' }, { state: 'pending' }],
    })
    await page.getByRole('button', { name: 'not published after all' }).tap()
    await page.getByRole('button', { name: 'I published it' }).nth(1).waitFor()
    expect((await stage.find('p')).parts.map(({ state }) => state)).toEqual(['pending', 'pending'])
  })

  it('does all that matters without a script', async () => {
    const { token } = await stage.handedOff([{ text: 'Hello there' }])
    const page = await open(token, { javaScriptEnabled: false })
    expect(await page.getByRole('button', { name: 'Copy' }).isVisible()).toBe(false)
    expect(await page.getByLabel('Text', { exact: true }).inputValue()).toBe('Hello there')
    await page.getByRole('button', { name: 'I published it' }).tap()
    await page.getByText('All of it is published').waitFor()
    expect((await stage.find('p')).state).toBe('published')
  })

  it('shows a hostile text as a text, whole, and hands it over as it is', async () => {
    const { token } = await stage.handedOff([
      { text: HOSTILE, topicTag: HOSTILE, pollAttachment: [HOSTILE, 'b'] },
    ])
    const page = await open(token)
    expect(await page.title()).toBe('Publish by hand')
    expect(await page.getByLabel('Text', { exact: true }).inputValue()).toBe(HOSTILE)
    expect(await page.locator('img, script:not([src]), [onfocus], [onerror]').count()).toBe(0)
    const href = (await page.getByRole('link', { name: 'Open Threads' }).getAttribute('href')) ?? ''
    expect(new URL(href).origin).toBe('https://www.threads.com')
    expect(new URL(href).searchParams.get('text')).toBe(HOSTILE)
  })

  it('is as wide as the phone, with buttons that a thumb finds, and its style is let in', async () => {
    const { token } = await stage.handedOff([{ text: 'W'.repeat(400) }])
    const page = await open(token)
    expect(await page.evaluate('document.documentElement.scrollWidth <= innerWidth')).toBe(true)
    for (const name of ['Copy', 'I published it']) {
      const box = await page.getByRole('button', { name }).boundingBox()
      expect(box?.height).toBeGreaterThanOrEqual(44)
    }
  })

  it('takes nothing from another page', async () => {
    const { token } = await stage.handedOff([{ text: 'Hello there' }])
    await using evil = await serveOnLoopback((_, response) => {
      response.setHeader('content-type', 'text/html')
      response.end(
        `<form method="post" action="${server.url}/h/${token}/published"><input name="part" value="1"><button>go</button></form>`,
      )
    })
    const page = await open(token)
    // Another port of this machine is another origin.
    await page.goto(evil.url.replace('127.0.0.1', 'localhost'))
    const answered = page.waitForResponse((response) => response.url().includes('/published'))
    // The refusal is a 403, which a browser writes down.
    const written = page.waitForEvent('console')
    await page.getByRole('button', { name: 'go' }).tap()
    expect((await answered).status()).toBe(403)
    await written
    expect((await stage.find('p')).state).toBe('handed_off')
    asked = []
    complaints = []
  })
})

async function serveHandOff(stage: HandOffStage): Promise<LoopbackServer> {
  return serveOnLoopback((request, response) => {
    const answer = async (): Promise<void> => {
      const chunks: Buffer[] = []
      for await (const chunk of request) chunks.push(Buffer.from(chunk))
      const method = request.method ?? 'GET'
      const asked = new Request(`http://${request.headers.host}${request.url}`, {
        method,
        headers: Object.entries(request.headers).flatMap(([name, value]): [string, string][] =>
          typeof value === 'string' ? [[name, value]] : [],
        ),
        ...(method === 'POST' && { body: Buffer.concat(chunks) }),
      })
      const given = await answerHandOff(stage.serving, asked, { address: 'phone', language: 'en' })
      response.writeHead(given?.status ?? 204, Object.fromEntries(given?.headers ?? []))
      response.end(Buffer.from((await given?.arrayBuffer()) ?? new ArrayBuffer(0)))
    }
    answer().catch((error: unknown) => response.destroy(error instanceof Error ? error : undefined))
  })
}
