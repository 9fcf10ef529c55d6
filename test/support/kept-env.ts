/** One token in one `.env`, forty-five days old and so due, with a sandbox of its own: what a kill or a race is about. */
import { linkSync, readdirSync } from 'node:fs'
import { createSandbox, type Sandbox } from '@everthread/sandbox'
import { adoptInto } from './adopt.ts'
import { ENV_TEXTS, type EnvText, envWith, tokenIn } from './env-text.ts'
import { createTestHome, type TestHome } from './test-home.ts'

export interface KeptEnv extends AsyncDisposable {
  readonly sandbox: Sandbox
  readonly home: TestHome
  /** The one that the file held at first. */
  readonly oldToken: string
  /** Of the file now; `undefined` when a byte around it has changed. */
  token(): string | undefined
  /** Adds a line at the end, as somebody else would. */
  append(line: string): void
  /** Files that an edit has left beside the `.env`. */
  leftovers(): readonly string[]
}

export interface KeptEnvOrder {
  readonly text?: EnvText
  readonly age?: string
  readonly revokeOld?: boolean
  readonly adopted?: boolean
  /** Gives the file a second name, so that it cannot be replaced by a rename. */
  readonly hasTwoNames?: boolean
}

export const ENV_FILE = '.env'

export async function keepEnv(order: KeptEnvOrder = {}): Promise<KeptEnv> {
  const { text = ENV_TEXTS[0], age = '45d', revokeOld = false, adopted = false, hasTwoNames = false } = order
  const sandbox = await createSandbox({ switches: { revokeOld } })
  sandbox.users.put({ username: 'anna' })
  const { access_token: oldToken } = sandbox.tokens.create({ user: 'anna', age })
  const home = createTestHome(sandbox.url)
  const file = home.write(ENV_FILE, envWith(text, oldToken))
  if (hasTwoNames) linkSync(file, home.path('second-name'))
  if (adopted) await adoptInto(home, { apiBaseUrl: sandbox.url, token: oldToken, file: ENV_FILE })
  sandbox.requests.clear()
  let current = text
  return {
    sandbox,
    home,
    oldToken,
    token: () => tokenIn(current, home.read(ENV_FILE)),
    append: (line) => {
      current = { ...current, after: `${current.after}\n${line}\n` }
      home.write(ENV_FILE, `${home.read(ENV_FILE)}\n${line}\n`)
    },
    leftovers: () => readdirSync(home.cwd).filter((name) => name.startsWith(`${ENV_FILE}.`)),
    [Symbol.asyncDispose]: async () => {
      home[Symbol.dispose]()
      await sandbox.close()
    },
  }
}
