/**
 * Collecting against a raw client that makes the same reads: of each of ten thousand accounts its posts, its followers, and
 * seven days; what the product does in an account's first turn.
 */
import { CONNECTIONS } from '../../packages/everthread/src/net/pooled-fetch.ts'
import { metaDays, shiftDay } from '../../packages/everthread/src/insights/meta-day.ts'
import { systemClock } from '../../packages/everthread/src/time/clock.ts'
import { SECOND } from '../../packages/everthread/src/time/duration.ts'
import { loadZones } from '../../packages/everthread/src/time/zones.ts'
import { buildEverthread } from '../built-everthread.ts'
import type { Figure } from '../figure.ts'
import type { BenchOptions } from '../main.ts'
import { startCrowd } from '../posts/crowd.ts'
import { type Race, runRace } from '../posts/race.ts'

const DAYS = 7
const FIELDS = 'id,media_type,text,timestamp,permalink,topic_tag,is_reply'
const METRICS = 'views,likes,replies,reposts,quotes,clicks'

export async function benchCollecting({ quick }: BenchOptions): Promise<Figure[]> {
  using everthread = await buildEverthread()
  const size = { count: quick ? 1_000 : 10_000, rounds: 1, atOnce: CONNECTIONS }
  await using crowd = await startCrowd({ count: size.count, dueTimes: 0 })
  return [await runRace(await firstTurns(size), { crowd, program: everthread.program })]
}

async function firstTurns(size: Pick<Race, 'count' | 'rounds' | 'atOnce'>): Promise<Race> {
  const ranges = await lastDays()
  return {
    ...size,
    engine: 'sqlite',
    what: `the first reading of ${size.count} accounts, nine calls each`,
    atLeast: 0.5,
    tokens: 'fresh',
    calls: 2 + DAYS,
    raw: async (raw, { token: access_token }) => {
      await raw.get('/v1.0/me/threads', { fields: FIELDS, limit: '100', access_token })
      const insights = (query: Readonly<Record<string, string>>) =>
        raw.get('/v1.0/me/threads_insights', { period: 'day', access_token, ...query })
      await insights({ metric: 'followers_count' })
      for (const range of ranges) await insights({ metric: METRICS, ...range })
    },
    account: (member, _, startAt) => ({ member, token: 'fresh', posts: [], numbersDueAt: startAt }),
    done: 'SELECT count(*) FROM insight_account',
    // Of each account the last day of its first turn; from then on the past is filled in.
    elapsedMs: async (place, startAt) => {
      const [last = Number.NaN] = await place.numbers(
        `SELECT max(at) FROM (SELECT at, row_number() OVER (PARTITION BY account_id ORDER BY at) AS place
          FROM insight_day) AS read WHERE place = ${DAYS}`,
      )
      return last - startAt
    },
  }
}

async function lastDays(): Promise<readonly Readonly<Record<'since' | 'until', string>>[]> {
  const days = metaDays(await loadZones())
  const today = days.of(systemClock.now())
  return Array.from({ length: DAYS }, (_, index) => {
    const day = shiftDay(today, -1 - index)
    const seconds = (at: number): string => String(Math.floor(at / SECOND))
    return { since: seconds(days.startOf(day)), until: seconds(days.endOf(day)) }
  })
}
