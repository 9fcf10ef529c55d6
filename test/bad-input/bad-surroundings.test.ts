/** As `bad-file.test.ts`, for what is wrong around the program: the network, the key, the database, the token's owner. */
import { rmSync, writeFileSync } from 'node:fs'
import { createServer as createTlsServer } from 'node:https'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { fault } from '@everthread/sandbox'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createLoopbackCertificate } from '../../packages/everthread/src/connect/loopback-certificate.ts'
import { bundleEverthread, type Everthread } from '../support/everthread.ts'
import { type KeptEnv, keepEnv } from '../support/kept-env.ts'
import { expectSentence } from './expect-sentence.ts'
import { treeOf } from './tree.ts'

let everthread: Everthread

beforeAll(async () => {
  everthread = await bundleEverthread()
})

afterAll(() => everthread[Symbol.dispose]())

interface BadWorld {
  readonly is: string
  readonly adopted?: boolean
  /** Makes it bad. The result is what the command's environment needs besides. */
  readonly make: (env: KeptEnv) => BadWorldMade | Promise<BadWorldMade>
  readonly code: number
  readonly says: RegExp
}

interface BadWorldMade {
  readonly env?: Readonly<Record<string, string>>
  readonly end?: () => void
}

/** Discard: nobody listens there, and nobody may. */
const CLOSED = 'http://127.0.0.1:9'

const BAD_WORLDS: readonly BadWorld[] = [
  {
    is: 'Meta cannot be reached',
    make: () => ({ env: { THREADS_API_BASE_URL: CLOSED } }),
    code: 4,
    says: /gave no answer.*ECONNREFUSED/s,
  },
  {
    is: 'the proxy refuses',
    make: () => ({ env: { THREADS_API_BASE_URL: 'https://api.invalid', HTTPS_PROXY: CLOSED } }),
    code: 4,
    says: /the proxy http:\/\/127\.0\.0\.1:9 \(HTTPS_PROXY\) cannot be reached: ECONNREFUSED/,
  },
  { is: 'nobody vouches for the certificate', make: withUntrustedServer, code: 4, says: /\(tls, / },
  {
    is: 'something on the way answers with a page',
    make: ({ sandbox }) => {
      for (const endpoint of ['me', 'debug_token', 'refresh_access_token'] as const)
        sandbox.faults.add({ endpoint, times: 9, fault: fault.html() })
      return {}
    },
    code: 4,
    says: /not the API’s|is not Meta’s|portal|proxy/i,
  },
  {
    is: 'the encryption key is another',
    adopted: true,
    make: () => ({ env: { EVERTHREAD_KEY: Buffer.alloc(32, 7).toString('base64') } }),
    code: 1,
    says: /encrypted with the key .*\nBring back EVERTHREAD_KEY or the key file/,
  },
  {
    is: 'the encryption key is no key',
    adopted: true,
    make: () => ({ env: { EVERTHREAD_KEY: 'hunter2' } }),
    code: 1,
    says: /EVERTHREAD_KEY must hold 32 bytes in base64/,
  },
  {
    is: 'the encryption key is gone',
    adopted: true,
    make: ({ home }) => {
      rmSync(join(home.dataDir, 'key'))
      return {}
    },
    code: 1,
    says: /there is no key/,
  },
  {
    is: 'the database is damaged',
    adopted: true,
    make: ({ home }) => {
      writeFileSync(join(home.dataDir, 'everthread.db'), 'no database '.repeat(1000))
      return {}
    },
    code: 1,
    says: /everthread\.db is damaged/,
  },
  {
    is: 'the database is of a newer version',
    adopted: true,
    make: ({ home }) => {
      const database = new DatabaseSync(join(home.dataDir, 'everthread.db'))
      database.exec(`INSERT INTO schema_migration (id, name, applied_at) VALUES (999, 'of tomorrow', 0)`)
      database.close()
      return {}
    },
    code: 1,
    says: /written by a newer version.*\(schema 999 > \d+\)/,
  },
]

async function withUntrustedServer(): Promise<BadWorldMade> {
  const server = createTlsServer(await createLoopbackCertificate(), (_, answer) => void answer.end('{}'))
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve)
  })
  const { port } = server.address() as AddressInfo
  return { env: { THREADS_API_BASE_URL: `https://127.0.0.1:${port}` }, end: () => server.close() }
}

/** What is of no concern to a command is not asked of it: `check` looks at a file, `status` at the data folder. */
const CASES = BAD_WORLDS.flatMap((world) =>
  (world.adopted
    ? [['renew', '--env', '.env'], ['status']]
    : ['check', 'renew'].map((one) => [one, '--env', '.env'])
  ).map((args) => ({ ...world, args, command: args[0] })),
)

describe('what is wrong around it', () => {
  it.each(CASES)(
    'is told by $command where $is, and nothing changes',
    async ({ adopted, make, args, ...expected }) => {
      await using env = await keepEnv({ adopted: adopted ?? false })
      const { env: extra = {}, end } = await make(env)
      const before = [treeOf(env.home.cwd), treeOf(env.home.dataDir)]
      const ended = await everthread.run(env.home, args, { env: extra })
      end?.()
      expectSentence(ended, expected.says)
      expect(ended.code).toBe(expected.code)
      expect([treeOf(env.home.cwd), treeOf(env.home.dataDir)]).toEqual(before)
      expect(env.token()).toBe(env.oldToken)
      // A trouble of this machine's is not carried to Meta.
      if (expected.code === 1) expect(env.sandbox.requests.list()).toEqual([])
    },
  )
})

it('a token of another user than before is a question to a person, and stays where it is', async () => {
  await using env = await keepEnv({ adopted: true, age: '2d' })
  env.sandbox.users.put({ username: 'boris' })
  const { access_token } = env.sandbox.tokens.create({ user: 'boris', age: '45d' })
  env.home.write('.env', `THREADS_ACCESS_TOKEN=${access_token}\n`)
  const ended = await everthread.run(env.home, ['renew', '--env', '.env'])
  expectSentence(ended, /another account’s, not @anna’s/)
  expect(ended.code).toBe(3)
  expect(env.token()).toBe(access_token)
})
