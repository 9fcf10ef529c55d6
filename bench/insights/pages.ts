/**
 * Every page of insights over a million snapshots, on both engines: the queries and what is computed of them. Once with a
 * hundred accounts, once with all of it in one account, and against ten thousand.
 */
import { mkdtempSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { sql } from 'kysely'
import {
  type InsightReader,
  readDemographics,
  readFreshness,
  readGroups,
  readGrowth,
  readHours,
  readOverview,
  readRanking,
  readSeries,
} from '../../packages/everthread/src/insights/insight-reader.ts'
import {
  daysBetween,
  FIRST_DAY,
  metaDays,
  shiftDay,
} from '../../packages/everthread/src/insights/meta-day.ts'
import { migrations } from '../../packages/everthread/src/store/migrations/index.ts'
import { openPostgres } from '../../packages/everthread/src/store/open-postgres.ts'
import { openStore, type Store } from '../../packages/everthread/src/store/open-store.ts'
import type { Schema } from '../../packages/everthread/src/store/schema.ts'
import { systemClock } from '../../packages/everthread/src/time/clock.ts'
import { loadZones } from '../../packages/everthread/src/time/zones.ts'
import { findPostgres, startPostgres } from '../../test/support/private-postgres.ts'
import type { Figure } from '../figure.ts'
import type { BenchOptions } from '../main.ts'
import { median } from '../samples.ts'
import {
  type Crowd,
  fillAccounts,
  fillDays,
  fillSnapshots,
  MEASURED,
  SNAPSHOTS_EACH,
} from './filled-numbers.ts'

const ROUNDS = 15
const SLOWEST_MS = 50

export async function benchInsightPages({ quick }: BenchOptions): Promise<Figure[]> {
  const million = quick ? 100_000 : 1_000_000
  const bin = findPostgres()
  const places = [onSqlite, ...(bin === undefined ? [] : [onPostgres(bin)])]
  const figures: Figure[] = []
  for (const place of places) {
    const few = await measure(place, { accounts: 1, snapshots: 10_000 })
    const many = await measure(place, { accounts: 100, snapshots: million })
    const alone = await measure(place, { accounts: 1, snapshots: million })
    figures.push(...figuresOf({ few, many, alone }, million))
  }
  return figures
}

interface Measured {
  readonly engine: string
  readonly pages: ReadonlyMap<string, number>
  readonly bytesEach: number
}

function figuresOf(
  { few, many, alone }: Readonly<Record<'few' | 'many' | 'alone', Measured>>,
  million: number,
): Figure[] {
  const { engine } = many
  const slowest = (of: Measured): readonly [string, number] =>
    [...of.pages].toSorted(([, one], [, other]) => other - one)[0] ?? ['', 0]
  const list = (of: Measured): string =>
    [...of.pages].map(([name, ms]) => `${name} ${ms.toFixed(1)}`).join(', ')
  const worst = (of: Measured, who: string): Figure => ({
    what: `insights on ${engine}, ${million} snapshots ${who}, the slowest page`,
    value: slowest(of)[1],
    unit: 'ms',
    atMost: SLOWEST_MS,
    detail: `${slowest(of)[0]}; ${list(of)}`,
  })
  return [
    worst(many, 'of 100 accounts'),
    worst(alone, 'of one account'),
    {
      what: `insights on ${engine}, the same account among 10,000 snapshots and among ${million}`,
      value: slowest(many)[1] / slowest(few)[1],
      unit: '×',
      detail: `the slowest page; with 10,000: ${list(few)}`,
    },
    {
      what: `insights on ${engine}, storage per snapshot`,
      value: many.bytesEach,
      unit: 'bytes',
      detail: 'index and all',
    },
  ]
}

interface Place extends AsyncDisposable {
  readonly engine: string
  readonly store: Store<Schema>
  bytes(): Promise<number>
}

type OpenPlace = () => Promise<Place>

async function measure(
  open: OpenPlace,
  { accounts, snapshots }: { readonly accounts: number; readonly snapshots: number },
): Promise<Measured> {
  await using place = await open()
  const { db } = place.store
  const now = systemClock.now()
  const crowd: Crowd = { accounts, postsEach: snapshots / accounts / SNAPSHOTS_EACH, now }
  const zones = await loadZones()
  const today = metaDays(zones).of(now)
  await fillAccounts(db, crowd)
  await fillDays(db, daysBetween(FIRST_DAY, shiftDay(today, -1)).toReversed(), now)
  const before = await place.bytes()
  await fillSnapshots(db, crowd)
  const bytesEach = ((await place.bytes()) - before) / snapshots
  if (place.engine === 'PostgreSQL') await sql`ANALYZE`.execute(db)
  return { engine: place.engine, bytesEach, pages: await timePages({ db, zones, now }) }
}

async function timePages(reader: InsightReader): Promise<ReadonlyMap<string, number>> {
  const today = metaDays(reader.zones).of(reader.now)
  const month = { from: shiftDay(today, -28), to: shiftDay(today, -1) }
  const year = { from: shiftDay(today, -365), to: shiftDay(today, -1) }
  const { posts } = await readRanking(reader, MEASURED, month)
  const mediaId = posts[0]?.post.mediaId
  if (mediaId === undefined) throw new Error('the account has posts')
  const pages: Readonly<Record<string, () => Promise<unknown>>> = {
    overview: () => readOverview(reader, MEASURED, year),
    series: () => readSeries(reader, MEASURED, { ...year, metric: 'views' }),
    followers: () => readSeries(reader, MEASURED, { ...year, metric: 'followers_count' }),
    posts: () => readRanking(reader, MEASURED, year),
    growth: () => readGrowth(reader, MEASURED, { mediaId, metric: 'views' }),
    hours: () => readHours(reader, MEASURED, { ...year, measure: 'views' }),
    groups: () => readGroups(reader, MEASURED, { ...year, aspect: 'topic' }),
    demographics: () => readDemographics(reader, MEASURED),
    freshness: () => readFreshness(reader, MEASURED),
  }
  const times = new Map<string, number>()
  for (const [name, page] of Object.entries(pages)) times.set(name, await timeOf(page))
  return times
}

async function timeOf(page: () => Promise<unknown>): Promise<number> {
  const samples: number[] = []
  for (let round = 0; round < ROUNDS; round += 1) {
    const from = performance.now()
    await page()
    samples.push(performance.now() - from)
  }
  return median(samples)
}

async function onSqlite(): Promise<Place> {
  const folder = mkdtempSync(join(tmpdir(), 'everthread-insights-'))
  const file = join(folder, 'everthread.db')
  const store = await openStore<Schema>({ file, migrations, clock: systemClock, ifMissing: 'create' })
  return {
    engine: 'SQLite',
    store,
    bytes: async () => {
      await sql`PRAGMA wal_checkpoint(TRUNCATE)`.execute(store.db)
      return statSync(file).size
    },
    [Symbol.asyncDispose]: async () => {
      await store.close()
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

function onPostgres(bin: string): OpenPlace {
  return async () => {
    const server = await startPostgres(bin, { durable: 'no' })
    const url = `${server.url}/postgres`
    const store = await openPostgres<Schema>({ url, migrations, clock: systemClock, ifMissing: 'create' })
    return {
      engine: 'PostgreSQL',
      store,
      bytes: async () => {
        const { rows } = await sql<{
          size: number
        }>`SELECT pg_total_relation_size('insight_snapshot') AS size`.execute(store.db)
        return rows[0]?.size ?? 0
      },
      [Symbol.asyncDispose]: async () => {
        await store.close()
        await server[Symbol.asyncDispose]()
      },
    }
  }
}
