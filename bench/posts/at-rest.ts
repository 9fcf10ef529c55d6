/**
 * A service with a million accounts that need nothing: what it costs to find that out, and what it costs to wait.
 */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { setTimeout as sleep } from 'node:timers/promises'
import { makeInstallation, STORE_FILE } from '../../packages/everthread/src/service/installation.ts'
import { claimDue } from '../../packages/everthread/src/store/claims.ts'
import { systemClock } from '../../packages/everthread/src/time/clock.ts'
import { DAY } from '../../packages/everthread/src/time/duration.ts'
import { startProcess } from '../../test/support/running-process.ts'
import { createTestHome, type TestHome } from '../../test/support/test-home.ts'
import { buildEverthread } from '../built-everthread.ts'
import type { Figure } from '../figure.ts'
import type { BenchOptions } from '../main.ts'
import { residentMegabytes } from '../resident-memory.ts'
import { median } from '../samples.ts'

/** The kernel counts processor time in these. */
const TICKS_PER_SECOND = 100
const READS = 1_000

export async function benchAtRest({ quick }: BenchOptions): Promise<Figure[]> {
  using everthread = await buildEverthread()
  const watch = { program: everthread.program, seconds: quick ? 5 : 60 }
  const few = await restWith(10_000, watch)
  const many = await restWith(quick ? 100_000 : 1_000_000, watch)
  const growth = (of: (rest: Rest) => number): string => (of(many) / of(few)).toFixed(2)
  const accounts = quick ? '100,000' : '1 M'
  return [
    {
      what: `${accounts} accounts at rest, the read of what is due`,
      value: many.readMs,
      unit: 'ms',
      atMost: 1,
      detail: `${growth((rest) => rest.readMs)} × that of 10,000`,
    },
    {
      what: `${accounts} accounts at rest, processor over ${watch.seconds} s`,
      value: many.cpuPercent,
      unit: '% of a core',
      atMost: 1,
      detail: `${few.cpuPercent.toFixed(2)} % with 10,000`,
    },
    {
      what: `${accounts} accounts at rest, memory`,
      value: many.megabytes,
      unit: 'MB',
      atMost: 150,
      detail: `${growth((rest) => rest.megabytes)} × that of 10,000`,
    },
  ]
}

interface Rest {
  readonly readMs: number
  readonly cpuPercent: number
  readonly megabytes: number
}

interface Watch {
  readonly program: string
  readonly seconds: number
}

async function restWith(accounts: number, { program, seconds }: Watch): Promise<Rest> {
  using home = createTestHome('http://127.0.0.1:1')
  await fillWithSleepers(home, accounts)
  const readMs = await timeOfRead(home)
  await using service = startProcess({
    command: process.execPath,
    args: [program, 'serve'],
    cwd: home.cwd,
    env: { ...home.env, EVERTHREAD_PORT: '0' },
  })
  await service.said('/healthz')
  // What a start costs is not what waiting costs.
  await sleep(3_000)
  const before = cpuSeconds(service.pid)
  await sleep(seconds * 1000)
  const cpuPercent = ((cpuSeconds(service.pid) - before) / seconds) * 100
  return { readMs, cpuPercent, megabytes: residentMegabytes(service.pid) }
}

/** Straight into the tables: a million adoptions would take an hour. Nothing in them is looked at before it is due. */
async function fillWithSleepers({ dataDir }: TestHome, accounts: number): Promise<void> {
  const config = { dataDir, dataDirNamed: true }
  await (await makeInstallation({ config, raw: {}, clock: systemClock }))[Symbol.asyncDispose]()
  using database = new DatabaseSync(join(dataDir, STORE_FILE))
  const now = systemClock.now()
  const numbers = `WITH RECURSIVE one (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM one WHERE n < ${accounts})`
  database.exec(`BEGIN;
    INSERT INTO account (id, user_id, username, created_at, jitter_ppm, last_look_at)
      ${numbers} SELECT 'a' || n, n, 'user' || n, ${now}, n % 1000000, ${now} FROM one;
    INSERT INTO generation (account_id, number, fingerprint, sealed_token, expiry, expires_at, obtained_at, source, state)
      ${numbers} SELECT 'a' || n, 1, 'f' || n, hex(randomblob(150)), 'at', ${now + 60 * DAY}, ${now}, 'adopted', 'current' FROM one;
    INSERT INTO work (account_id, kind, subject, due_at)
      ${numbers} SELECT 'a' || n, 'token', '', ${now + DAY} + n * 60 FROM one;
    COMMIT;`)
}

async function timeOfRead({ dataDir }: TestHome): Promise<number> {
  const config = { dataDir, dataDirNamed: true }
  await using installation = await makeInstallation({ config, raw: {}, clock: systemClock })
  const samples: number[] = []
  for (let read = 0; read < READS; read += 1) {
    const from = performance.now()
    const query = { owner: 'bench', now: systemClock.now(), ticks: systemClock.ticks() }
    const claims = await claimDue(installation.store.db, query)
    samples.push(performance.now() - from)
    if (claims.length > 0) throw new Error('somebody was due')
  }
  return median(samples)
}

/** Of user and system, all threads. */
function cpuSeconds(pid: number): number {
  const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1]?.split(' ') ?? []
  return (Number(fields[11]) + Number(fields[12])) / TICKS_PER_SECOND
}
