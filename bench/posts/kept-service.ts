/** The product as it is published, at work on filled accounts; and what it has done, read from its store. */
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { setTimeout as sleep } from 'node:timers/promises'
import { Pool } from 'pg'
import { STORE_FILE } from '../../packages/everthread/src/service/installation.ts'
import { type FilledAccount, fillStore } from '../../test/support/filled-folder.ts'
import { findPostgres, startPostgres } from '../../test/support/private-postgres.ts'
import { type RunningProcess, startProcess } from '../../test/support/running-process.ts'
import type { DatabasePlace } from '../../test/support/store-place.ts'
import { createTestHome } from '../../test/support/test-home.ts'

const LOOK_EVERY_MS = 200
const LONGEST_MS = 300_000

export type Engine = 'sqlite' | 'postgres'

/** A place for accounts, and a service that keeps them. */
export interface KeptPlace extends AsyncDisposable {
  put(accounts: readonly FilledAccount[]): Promise<void>
  start(program: string): Promise<RunningProcess>
  /** The numbers in the first column of the answer. */
  numbers(question: string): Promise<number[]>
}

export async function createPlace(engine: Engine, apiBaseUrl: string): Promise<KeptPlace> {
  const home = createTestHome(apiBaseUrl)
  const kept = engine === 'postgres' ? await openDatabase() : undefined
  return {
    put: (accounts) =>
      fillStore({ dataDir: home.dataDir, ...(kept && { database: kept.database }) }, accounts),
    start: async (program) => {
      const service = startProcess({
        command: process.execPath,
        args: [program, 'serve'],
        cwd: home.cwd,
        env: { ...home.env, ...kept?.env, EVERTHREAD_PORT: '0' },
      })
      await service.said('/healthz')
      return service
    },
    numbers: kept?.numbers ?? (async (question) => numbersIn(join(home.dataDir, STORE_FILE), question)),
    [Symbol.asyncDispose]: async () => {
      await kept?.close()
      home[Symbol.dispose]()
    },
  }
}

interface KeptDatabase {
  readonly database: DatabasePlace
  readonly env: Readonly<Record<string, string>>
  numbers(question: string): Promise<number[]>
  close(): Promise<void>
}

/** A PostgreSQL of the bench's own, whose commits reach the disk. */
async function openDatabase(): Promise<KeptDatabase> {
  const bin = findPostgres()
  if (bin === undefined) throw new Error('there is no PostgreSQL here')
  const postgres = await startPostgres(bin, { durable: 'yes' })
  const database = { url: `${postgres.url}/postgres`, key: Buffer.alloc(32, 7).toString('base64') }
  const pool = new Pool({ connectionString: database.url, max: 1 })
  return {
    database,
    env: { EVERTHREAD_DATABASE_URL: database.url, EVERTHREAD_KEY: database.key },
    numbers: async (question) => (await pool.query<object>(question)).rows.map(firstNumber),
    close: async () => {
      await pool.end()
      await postgres[Symbol.asyncDispose]()
    },
  }
}

function numbersIn(file: string, question: string): number[] {
  using database = new DatabaseSync(file, { readOnly: true })
  return database.prepare(question).all().map(firstNumber)
}

function firstNumber(row: object): number {
  return Number(Object.values(row)[0])
}

/** Waits until the question, a count, is answered by that many. */
export async function untilCounted(place: KeptPlace, question: string, wanted: number): Promise<void> {
  const giveUpAt = performance.now() + LONGEST_MS
  for (;;) {
    const [counted = 0] = await place.numbers(question)
    if (counted >= wanted) return
    if (performance.now() > giveUpAt) throw new Error(`${counted} of ${wanted}: ${question}`)
    await sleep(LOOK_EVERY_MS)
  }
}
