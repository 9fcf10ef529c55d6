/** The demo's own machine: a sandbox, a folder, and a context whose calendar is the sandbox's. */
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createSandbox } from '@everthread/sandbox'
import type { CommandContext } from '../cli/command-context.ts'
import { isLoopbackApi } from '../config/config.ts'
import { environmentOf, type RawEnv } from '../config/env.ts'
import { withCalendar } from '../time/clock.ts'
import { findFreePort } from './free-port.ts'
import { reachSandbox, type SandboxControl } from './sandbox-control.ts'

export interface DemoWorld extends AsyncDisposable {
  readonly context: CommandContext
  readonly control: SandboxControl
}

/** Only this machine reaches the demo, whatever is set: its owner's door stands open to whoever has the link. */
const HOST = '127.0.0.1'
/** Meta sends the browser back to a name; a sandbox that is told so takes this one. */
const NAME = 'localhost'

/**
 * A sandbox that was named (`--api-url`) is used, and with it the data folder that was named: both are there when the demo
 * is started again. Else the demo brings its own, and nothing of it stays.
 */
export async function openDemoWorld(real: CommandContext): Promise<DemoWorld> {
  await using opened = new AsyncDisposableStack()
  const isNamed = isLoopbackApi(real.config)
  const url = isNamed ? real.config.apiBaseUrl : opened.use(await createSandbox()).url
  const folder = isNamed && real.config.dataDirNamed ? real.config.dataDir : opened.adopt(newFolder(), remove)
  const { host, http, signal } = real
  const control = await reachSandbox({ url, http, host, signal })
  const port = await findFreePort(HOST, real.config.port)
  const { app_id: appId = '', app_secret: appSecret = '' } = (await control.state()).apps[0] ?? {}
  await control.setSwitches({ localhostRedirect: 'any' })
  await control.putApp({ app_id: appId, redirect_uris: [`http://${NAME}:${port}/oauth/callback`] })
  const context = contextFor(real, {
    control,
    folder,
    port,
    raw: { THREADS_APP_ID: appId, THREADS_APP_SECRET: appSecret },
  })
  mkdirSync(context.cwd, { recursive: true, mode: 0o700 })
  const owned = opened.move()
  return { context, control, [Symbol.asyncDispose]: () => owned.disposeAsync() }
}

interface Place {
  readonly control: SandboxControl
  readonly folder: string
  readonly port: number
  readonly raw: RawEnv
}

function contextFor(real: CommandContext, { control, folder, port, raw }: Place): CommandContext {
  // Its accounts are nobody's: they must not come into a cluster's store.
  const { databaseUrl: _database, ...config } = real.config
  return {
    ...real,
    // Known exactly, so that there is nothing to learn from answers.
    clock: {
      ...withCalendar(real.host, () => control.now()),
      learn: () => undefined,
      skewMs: () => 0,
      isSkewed: () => false,
    },
    cwd: join(folder, 'application'),
    raw,
    environment: environmentOf(withoutOurs(real.environment.inherited)),
    config: {
      ...config,
      host: HOST,
      port,
      publicUrl: `http://${NAME}:${port}`,
      apiBaseUrl: control.url,
      authorizeUrl: `${control.url}/oauth/authorize`,
      dataDir: join(folder, 'data'),
      dataDirNamed: true,
      runtimeDir: join(folder, 'run'),
      lockFolders: [],
    },
  }
}

function newFolder(): string {
  return mkdtempSync(join(tmpdir(), 'everthread-demo-'))
}

function remove(folder: string): void {
  rmSync(folder, { recursive: true, force: true })
}

/** A real token must not reach the demo. */
function withoutOurs(
  inherited: CommandContext['environment']['inherited'],
): Record<string, string | undefined> {
  return Object.fromEntries(
    Object.entries(inherited).filter(([name]) => !/^(?:THREADS_|EVERTHREAD_|GEMINI_)/.test(name)),
  )
}
