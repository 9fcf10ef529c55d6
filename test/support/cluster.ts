/** Nodes of one cluster: real `serve` processes over a PostgreSQL of their own, with a sandbox for Meta. */
import { createSandbox, type Sandbox, type SandboxOptions } from '@everthread/sandbox'
import { Pool } from 'pg'
import { adoptInto } from './adopt.ts'
import { type Everthread, everthreadFromSource, type How } from './everthread.ts'
import { findPostgres, type PrivatePostgres, startPostgres } from './private-postgres.ts'
import type { RunningProcess } from './running-process.ts'
import type { DatabasePlace, StorePlace } from './store-place.ts'
import { createTestHome, type TestHome } from './test-home.ts'

export interface ClusterOrder {
  /** Default: straight from its source. */
  readonly everthread?: Everthread
  readonly sandbox?: SandboxOptions
}

export interface Cluster extends AsyncDisposable {
  readonly sandbox: Sandbox
  readonly postgres: PrivatePostgres
  readonly place: StorePlace
  /** Puts an account whose token is so old under the care of the cluster. Resolves with its user's name. */
  adopt(age: string): Promise<string>
  /** Resolves when it answers, and rejects when it ends before. */
  startNode(): Promise<Node>
  /** A program on a machine of its own: with nothing that another node could see. */
  start(args: readonly string[], how?: How): RunningProcess
  /** Rows of the store, as an administrator sees them. */
  rows<Row extends object>(statement: string): Promise<Row[]>
}

export interface Node {
  readonly process: RunningProcess
  /** The status of `/healthz`; 0 where nobody answers. */
  health(): Promise<number>
}

/** One that is paused answers nobody, and keeps the connection. */
const HEALTH_LIMIT_MS = 5_000

const KEY = Buffer.alloc(32, 7).toString('base64')

export async function createCluster(order: ClusterOrder = {}): Promise<Cluster> {
  const bin = findPostgres()
  if (bin === undefined) throw new Error('there is no PostgreSQL here')
  await using opened = new AsyncDisposableStack()
  const sandbox = opened.adopt(await createSandbox(order.sandbox), (one) => one.close())
  const postgres = opened.use(await startPostgres(bin, { durable: 'yes' }))
  const home = opened.adopt(createTestHome(sandbox.url), (one) => one[Symbol.dispose]())
  const database = { url: `${postgres.url}/postgres`, key: KEY }
  const pool = opened.adopt(new Pool({ connectionString: database.url }), (one) => one.end())
  // Of a server that is stopped on purpose.
  pool.on('error', () => undefined)
  const env = { EVERTHREAD_DATABASE_URL: database.url, EVERTHREAD_KEY: KEY, EVERTHREAD_PORT: '0' }
  const homes = opened.adopt<TestHome[]>([], (all) => all.forEach((one) => one[Symbol.dispose]()))
  const processes = opened.adopt(new Set<RunningProcess>(), (all) => endAll(all))
  const everthread = order.everthread ?? everthreadFromSource()
  const start: Cluster['start'] = (args, how) => {
    const own = createTestHome(sandbox.url)
    homes.push(own)
    const process = everthread.start(own, args, { ...how, env: { ...env, ...how?.env } })
    processes.add(process)
    return process
  }
  const adopted: string[] = []
  const resources = opened.move()
  return {
    sandbox,
    postgres,
    place: { dataDir: home.dataDir, database },
    adopt: async (age) => {
      const user = `user${adopted.length}`
      adopted.push(user)
      await adoptUser({ sandbox, home, database }, user, age)
      return user
    },
    start,
    startNode: () => nodeOf(start(['serve', '--json'])),
    rows: async (statement) => (await pool.query(statement)).rows,
    [Symbol.asyncDispose]: () => resources.disposeAsync(),
  }
}

interface Place {
  readonly sandbox: Sandbox
  readonly home: TestHome
  readonly database: DatabasePlace
}

async function adoptUser({ sandbox, home, database }: Place, user: string, age: string): Promise<void> {
  sandbox.users.put({ username: user })
  const { access_token: token } = sandbox.tokens.create({ user, age })
  const file = `${user}.env`
  home.write(file, `THREADS_ACCESS_TOKEN=${token}\n`)
  await adoptInto(home, { apiBaseUrl: sandbox.url, token, file, database })
}

async function nodeOf(process: RunningProcess): Promise<Node> {
  await process.said(/healthz/)
  const address = /http:\/\/[\d.:]+\/healthz/.exec(process.stdout())?.[0] ?? ''
  return {
    process,
    health: () =>
      fetch(address, { signal: AbortSignal.timeout(HEALTH_LIMIT_MS) }).then(
        ({ status }) => status,
        () => 0,
      ),
  }
}

/** A node that was stopped by a signal does not hear that it is to end. */
async function endAll(nodes: Iterable<RunningProcess>): Promise<void> {
  await Promise.all(
    Array.from(nodes, (node) => {
      node.kill('SIGCONT')
      return node[Symbol.asyncDispose]()
    }),
  )
}
