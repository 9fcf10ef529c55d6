/** Nodes of one cluster: real `serve` processes over a PostgreSQL of their own, with a sandbox for Meta. */
import { createSandbox, type Sandbox } from '@everthread/sandbox'
import { Pool } from 'pg'
import { adoptInto } from './adopt.ts'
import { everthreadFromSource } from './everthread.ts'
import { findPostgres, type PrivatePostgres, startPostgres } from './private-postgres.ts'
import type { RunningProcess } from './running-process.ts'
import { createTestHome, type TestHome } from './test-home.ts'

export interface Cluster extends AsyncDisposable {
  readonly sandbox: Sandbox
  readonly postgres: PrivatePostgres
  /** In the environment of every node. */
  readonly env: Readonly<Record<string, string>>
  /** Puts an account whose token is so old under the care of the cluster. Resolves with its user's name. */
  adopt(age: string): Promise<string>
  startNode(): Promise<Node>
  /** Rows of the store, as an administrator sees them. */
  rows<Row extends object>(statement: string): Promise<Row[]>
}

export interface Node {
  readonly process: RunningProcess
  /** The status of `/healthz`; 0 where nobody answers. */
  health(): Promise<number>
}

const KEY = Buffer.alloc(32, 7).toString('base64')

export async function createCluster(): Promise<Cluster> {
  const bin = findPostgres()
  if (bin === undefined) throw new Error('there is no PostgreSQL here')
  await using opened = new AsyncDisposableStack()
  const sandbox = opened.adopt(await createSandbox(), (one) => one.close())
  const postgres = opened.use(await startPostgres(bin, { durable: 'yes' }))
  const home = opened.adopt(createTestHome(sandbox.url), (one) => one[Symbol.dispose]())
  const url = `${postgres.url}/postgres`
  const pool = opened.adopt(new Pool({ connectionString: url }), (one) => one.end())
  // Of a server that is stopped on purpose.
  pool.on('error', () => undefined)
  const env = { EVERTHREAD_DATABASE_URL: url, EVERTHREAD_KEY: KEY, EVERTHREAD_PORT: '0' }
  const homes = opened.adopt<TestHome[]>([], (all) => all.forEach((one) => one[Symbol.dispose]()))
  const nodes = opened.adopt(new Set<RunningProcess>(), (all) => endAll(all))
  const adopted: string[] = []
  const resources = opened.move()
  return {
    sandbox,
    postgres,
    env,
    adopt: async (age) => {
      const user = `user${adopted.length}`
      adopted.push(user)
      await adoptUser({ sandbox, home, url }, user, age)
      return user
    },
    startNode: () => {
      // As on another machine: with nothing of its own that another node could see.
      const own = createTestHome(sandbox.url)
      homes.push(own)
      return startNode({ home: own, env, nodes })
    },
    rows: async (statement) => (await pool.query(statement)).rows,
    [Symbol.asyncDispose]: () => resources.disposeAsync(),
  }
}

interface Place {
  readonly sandbox: Sandbox
  readonly home: TestHome
  readonly url: string
}

async function adoptUser({ sandbox, home, url }: Place, user: string, age: string): Promise<void> {
  sandbox.users.put({ username: user })
  const { access_token: token } = sandbox.tokens.create({ user, age })
  const file = `${user}.env`
  home.write(file, `THREADS_ACCESS_TOKEN=${token}\n`)
  await adoptInto(home, { apiBaseUrl: sandbox.url, token, file, database: { url, key: KEY } })
}

interface NodePlace {
  readonly home: TestHome
  readonly env: Readonly<Record<string, string>>
  readonly nodes: Set<RunningProcess>
}

async function startNode({ home, env, nodes }: NodePlace): Promise<Node> {
  const process = everthreadFromSource().start(home, ['serve', '--json'], { env })
  nodes.add(process)
  await process.said(/healthz/)
  const address = /http:\/\/[\d.:]+\/healthz/.exec(process.stdout())?.[0] ?? ''
  return {
    process,
    health: () =>
      fetch(address).then(
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
