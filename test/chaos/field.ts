/** Where a run takes place: Meta, a store, and programs over both. What runs on it does not know which it is. */
import { createSandbox, type Sandbox, type SandboxOptions } from '@everthread/sandbox'
import { createCluster } from '../support/cluster.ts'
import type { Everthread } from '../support/everthread.ts'
import type { RunningProcess } from '../support/running-process.ts'
import type { StorePlace } from '../support/store-place.ts'
import { createTestHome } from '../support/test-home.ts'

export interface Field extends AsyncDisposable {
  readonly sandbox: Sandbox
  readonly place: StorePlace
  /** A service. What is armed kills itself at that step. */
  startService(armedAt?: string): RunningProcess
  startCommand(args: readonly string[], armedAt?: string): RunningProcess
}

const SERVE = ['serve']

/** Services and commands on one data folder, with SQLite. */
export async function openFolder(everthread: Everthread, options: SandboxOptions): Promise<Field> {
  const sandbox = await createSandbox(options)
  const home = createTestHome(sandbox.url)
  return {
    sandbox,
    place: home,
    startService: (armedAt) =>
      everthread.start(home, SERVE, { env: { EVERTHREAD_PORT: '0', ...armed(armedAt) } }),
    startCommand: (args, armedAt) => everthread.start(home, args, { env: armed(armedAt) }),
    [Symbol.asyncDispose]: async () => {
      home[Symbol.dispose]()
      await sandbox.close()
    },
  }
}

/** Each program on a machine of its own, over one PostgreSQL. */
export async function openCluster(everthread: Everthread, options: SandboxOptions): Promise<Field> {
  const cluster = await createCluster({ everthread, sandbox: options })
  return {
    sandbox: cluster.sandbox,
    place: cluster.place,
    startService: (armedAt) => cluster.start(SERVE, { env: armed(armedAt) }),
    startCommand: (args, armedAt) => cluster.start(args, { env: armed(armedAt) }),
    [Symbol.asyncDispose]: () => cluster[Symbol.asyncDispose](),
  }
}

function armed(at: string | undefined): Readonly<Record<string, string>> {
  return at === undefined ? {} : { EVERTHREAD_CRASH_AT: at }
}
