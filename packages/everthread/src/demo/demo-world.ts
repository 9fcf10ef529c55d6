/** The demo's own machine: a sandbox, a folder that goes with it, a `.env`, and a context whose clock is the sandbox's. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createSandbox, type Sandbox } from '@everthread/sandbox'
import type { CommandContext } from '../cli/command-context.ts'
import { environmentOf } from '../config/env.ts'
import { withCalendar } from '../time/clock.ts'
import { createSkewedClock } from '../time/skew.ts'

export const DEMO_USER = 'anna'

export interface DemoWorld extends AsyncDisposable {
  readonly sandbox: Sandbox
  readonly context: CommandContext
  readonly envFile: string
  /** A token as if it had been issued so long ago. */
  newToken(age: string): string
  writeEnv(token: string): void
}

export async function createDemoWorld(real: CommandContext): Promise<DemoWorld> {
  const folder = mkdtempSync(join(tmpdir(), 'everthread-demo-'))
  const sandbox = await createSandbox({ clock: 'frozen' })
  sandbox.users.put({ username: DEMO_USER })
  const envFile = join(folder, '.env')
  const host = withCalendar(real.host, () => sandbox.clock.now())
  // Its accounts are nobody's: they must not come into a cluster's store.
  const { databaseUrl: _database, ...config } = real.config
  const context: CommandContext = {
    ...real,
    host,
    clock: createSkewedClock(host),
    cwd: folder,
    raw: {},
    environment: environmentOf(withoutOurs(real.environment.inherited)),
    config: {
      ...config,
      apiBaseUrl: sandbox.url,
      dataDir: join(folder, 'data'),
      dataDirNamed: true,
      runtimeDir: join(folder, 'run'),
      lockFolders: [],
    },
  }
  return {
    sandbox,
    context,
    envFile,
    newToken: (age) => sandbox.tokens.create({ user: DEMO_USER, kind: 'long', age }).access_token,
    writeEnv: (token) => writeFileSync(envFile, envText(token), { mode: 0o600 }),
    [Symbol.asyncDispose]: async () => {
      await sandbox.close()
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

function envText(token: string): string {
  return `# The settings of an application. Only the token's own characters will ever change.
GREETING="good morning"   # stays
export THREADS_ACCESS_TOKEN='${token}'   # stays too
LAST=1
`
}

/** A real token must not reach the demo's child. */
function withoutOurs(
  inherited: CommandContext['environment']['inherited'],
): Record<string, string | undefined> {
  return Object.fromEntries(
    Object.entries(inherited).filter(([name]) => !/^(THREADS_|EVERTHREAD_)/.test(name)),
  )
}
