/** The demo of the built product in a Chromium, with somebody let in: what the benches of the web app look at. */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import type { Browser, BrowserContext, BrowserContextOptions } from 'playwright-core'
import { launchChromium } from '../../test/support/chromium.ts'
import { startProcess } from '../../test/support/running-process.ts'
import { buildEverthread } from '../built-everthread.ts'

export interface OpenDemo extends AsyncDisposable {
  readonly origin: string
  /** `dist/web/assets`. */
  readonly assets: string
  readonly browser: Browser
  /** Nothing is in its cache, and the owner is logged in. */
  visitor(options?: BrowserContextOptions): Promise<BrowserContext>
}

const LINK = /(http:\/\/localhost:\d+)\/demo#[\w-]+/

export async function openDemo(): Promise<OpenDemo> {
  await using opened = new AsyncDisposableStack()
  const built = opened.use(await buildEverthread())
  const home = opened.adopt(mkdtempSync(join(tmpdir(), 'everthread-bench-')), (folder) =>
    rmSync(folder, { recursive: true, force: true }),
  )
  const env = { PATH: process.env['PATH'] ?? '', HOME: home, TMPDIR: home, EVERTHREAD_PORT: '0', CI: 'true' }
  const args = [built.program, 'serve', '--demo']
  const demo = opened.use(startProcess({ command: process.execPath, args, cwd: home, env }))
  await demo.said(LINK)
  const [link = '', origin = ''] = LINK.exec(demo.stderr()) ?? []
  const browser = opened.adopt(await launchChromium(), (one) => one.close())
  const first = await browser.newContext()
  const page = await first.newPage()
  await page.goto(link)
  await page.waitForURL(`${origin}/`)
  const storageState = await first.storageState()
  await first.close()
  const owned = opened.move()
  return {
    origin,
    assets: join(dirname(dirname(built.program)), 'dist/web/assets'),
    browser,
    visitor: (options) => browser.newContext({ ...options, storageState }),
    [Symbol.asyncDispose]: () => owned.disposeAsync(),
  }
}
