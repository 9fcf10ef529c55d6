/** The web app before a person: a sandbox as Meta, the service from source, a browser that notes every complaint. */
import { createSandbox, type Sandbox, type SandboxOptions } from '@everthread/sandbox'
import type { BrowserContextOptions, Page } from 'playwright-core'
import { makeInstallation } from '../../packages/everthread/src/service/installation.ts'
import { systemClock } from '../../packages/everthread/src/time/clock.ts'
import { adoptInto } from './adopt.ts'
import { launchChromium } from './chromium.ts'
import { everthreadFromSource } from './everthread.ts'
import { createTestHome, type TestHome } from './test-home.ts'

const LINK = /http:\/\/[\d.:]+\/setup#[\w-]+/
const LONGEST_WAIT_MS = 10_000

export const OWNER_PASSWORD = 'a long enough password'

export interface WebStage extends AsyncDisposable {
  readonly sandbox: Sandbox
  readonly home: TestHome
  readonly page: Page
  /** What a browser's console would show to whoever opens it. */
  readonly complaints: readonly string[]
  /** The one-time link, as the terminal shows it. */
  readonly link: string
  /** Through the page behind the link, in the language of the browser's choice: English. */
  becomeOwner(): Promise<void>
}

export interface WebStageOptions {
  /** `anna` in a `.env`, adopted: the age of her token. Without it the data folder is there, and empty. */
  readonly tokenAge?: string
  readonly sandbox?: SandboxOptions
  readonly browser?: BrowserContextOptions
}

export async function createWebStage({
  tokenAge,
  sandbox: sandboxOptions,
  browser: browserOptions,
}: WebStageOptions = {}): Promise<WebStage> {
  await using opened = new AsyncDisposableStack()
  const sandbox = await createSandbox(sandboxOptions)
  opened.defer(() => sandbox.close())
  const home = opened.use(createTestHome(sandbox.url))
  sandbox.users.put({ username: 'anna' })
  if (tokenAge === undefined) await makeDataFolder(home)
  else await adoptAnna({ sandbox, home, age: tokenAge })
  const env = { EVERTHREAD_PORT: '0' }
  const service = opened.use(everthreadFromSource().start(home, ['serve', '--notify', 'true'], { env }))
  await service.said('/setup#')
  const browser = await launchChromium()
  opened.defer(() => browser.close())
  const page = await browser.newPage({ locale: 'en-GB', ...browserOptions })
  page.setDefaultTimeout(LONGEST_WAIT_MS)
  const complaints: string[] = []
  page.on('pageerror', (error) => complaints.push(error.message))
  page.on('console', (message) => {
    if (message.type() === 'error') complaints.push(message.text())
  })
  const [link = ''] = LINK.exec(service.stderr() + service.stdout()) ?? []
  const owned = opened.move()
  return {
    sandbox,
    home,
    page,
    complaints,
    link,
    becomeOwner: async () => {
      await page.goto(link)
      await page.getByLabel('Name').fill('Anna')
      await page.getByLabel('Password').fill(OWNER_PASSWORD)
      await page.getByRole('button', { name: 'Become the owner' }).click()
      await page.getByRole('heading', { level: 1, name: 'Become the owner' }).waitFor({ state: 'detached' })
    },
    [Symbol.asyncDispose]: () => owned.disposeAsync(),
  }
}

async function makeDataFolder({ dataDir }: TestHome): Promise<void> {
  const config = { dataDir, dataDirNamed: true }
  const made = await makeInstallation({ config, raw: {}, clock: systemClock })
  await made[Symbol.asyncDispose]()
}

interface Anna {
  readonly sandbox: Sandbox
  readonly home: TestHome
  readonly age: string
}

async function adoptAnna({ sandbox, home, age }: Anna): Promise<void> {
  const { access_token: token } = sandbox.tokens.create({ user: 'anna', age })
  home.write('.env', `THREADS_ACCESS_TOKEN=${token}\n`)
  await adoptInto(home, { apiBaseUrl: sandbox.url, token, file: '.env' })
}
