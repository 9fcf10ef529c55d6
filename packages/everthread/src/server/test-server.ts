/** The service in a test: a real store, a real vault, a clock that the test turns. No socket. For tests only. */
import { createHash, randomBytes } from 'node:crypto'
import { createJsonLog } from '../observability/json-log.ts'
import { createMetrics } from '../observability/metrics.ts'
import { createTestStore } from '../store/test-store.ts'
import type { Store } from '../store/open-store.ts'
import type { Schema } from '../store/schema.ts'
import { createTestClock, type TestClock } from '../time/test-clock.ts'
import { createVault } from '../vault/vault.ts'
import { createApp } from './app.ts'
import { createBearer } from './auth/bearer.ts'
import { createOwnerLink } from './auth/ownership.ts'
import { beginSession } from './auth/sessions.ts'
import type { Scope } from './auth/scopes.ts'
import { insertApiKey } from '../store/api-keys.ts'
import type { ServerDeps } from './server-deps.ts'

export const PASSWORD = 'a good long password'

export const TEST_CONFIG: ServerDeps['config'] = {
  host: '127.0.0.1',
  language: 'en',
  apiBaseUrl: 'https://graph.threads.net',
  authorizeUrl: 'https://www.threads.com/oauth/authorize',
}

const unused = (): never => {
  throw new Error('this test brings no accounts to life')
}
const NO_ACCOUNTS: ServerDeps['accounts'] = {
  keep: unused,
  rollBack: unused,
  adopt: unused,
  connect: unused,
  remove: unused,
  findApp: async () => ({}),
}

export interface Ask {
  readonly method?: string
  readonly json?: unknown
  readonly headers?: Readonly<Record<string, string>>
  readonly body?: NonNullable<RequestInit['body']>
}

export interface TestServer extends AsyncDisposable {
  readonly app: ReturnType<typeof createApp>
  readonly deps: ServerDeps
  readonly clock: TestClock
  readonly store: Store<Schema>
  /** With what a browser or a program adds: the host, the cookie of the last login. */
  ask(path: string, ask?: Ask): Promise<Response>
  /** Makes the owner, and remembers the cookie. */
  becomeOwner(): Promise<void>
  /** Another session, without a login and its limits. */
  beginSession(): Promise<void>
  /** Forgets the cookie. */
  leave(): void
  cookie(): string | undefined
  /** Everything that was logged so far. */
  logged(): string
  makeKey(scopes: readonly Scope[]): Promise<string>
}

export async function createTestServer(overrides: Partial<ServerDeps> = {}): Promise<TestServer> {
  const clock = createTestClock()
  const own = overrides.installation ? undefined : await createTestStore(clock)
  const store = overrides.installation?.store ?? own
  if (!store) throw new Error('no store')
  const vault = createVault([randomBytes(32)])
  const defects: unknown[] = []
  const lines: string[] = []
  const deps: ServerDeps = {
    installation: { store, vault },
    config: TEST_CONFIG,
    accounts: NO_ACCOUNTS,
    host: clock,
    now: () => clock.now(),
    randomBytes,
    randomId: numberedIds(),
    health: async () => ({ ok: true, accounts: 0, needs_person: 0 }),
    signal: new AbortController().signal,
    nudge: () => undefined,
    log: createJsonLog({ clock, write: (line) => lines.push(line) }),
    metrics: createMetrics(),
    onDefect: (error) => {
      defects.push(error)
    },
    ...overrides,
  }
  const app = createApp(deps)
  let cookie: string | undefined
  const ask = async (path: string, { method = 'GET', json, headers, body }: Ask = {}): Promise<Response> => {
    const init = {
      method,
      headers: {
        host: '127.0.0.1:4280',
        ...(cookie !== undefined && { cookie }),
        ...(json !== undefined && { 'content-type': 'application/json' }),
        ...headers,
      },
      ...(json !== undefined && { body: JSON.stringify(json) }),
      ...(body !== undefined && { body }),
    }
    const response = await app.request(path, init, {})
    const set = response.headers.get('set-cookie')
    if (set !== null) cookie = set.split(';')[0]
    return response
  }
  return {
    app,
    deps,
    clock,
    store,
    ask,
    becomeOwner: async () => {
      const link = await createOwnerLink({ ...deps, store })
      await ask('/api/v1/owner', { method: 'POST', json: { link, name: 'anna', password: PASSWORD } })
    },
    beginSession: async () => {
      const { text } = await beginSession({ ...deps, store }, undefined)
      cookie = `everthread_session=${text}`
    },
    leave: () => {
      cookie = undefined
    },
    cookie: () => cookie,
    logged: () => lines.join(''),
    makeKey: async (scopes) => {
      const { text, hash } = createBearer(randomBytes, 'evt_')
      await insertApiKey(
        store.db,
        { id: deps.randomId(), name: 'test', scopes, createdAt: clock.now() },
        hash,
      )
      return text
    },
    [Symbol.asyncDispose]: async () => {
      await own?.[Symbol.asyncDispose]()
      if (defects.length > 0) throw new AggregateError(defects, 'the service met defects')
    },
  }
}

/** Like random ones, and the same in every run. */
function numberedIds(): () => string {
  let made = 0
  return () => {
    made += 1
    return createHash('sha256').update(String(made)).digest('hex').slice(0, 24)
  }
}
