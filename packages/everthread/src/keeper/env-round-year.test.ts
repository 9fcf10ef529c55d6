/**
 * `renew` in an hourly cron for a year, where Meta tells less than it might: never two renewals within 24 hours, never a
 * dead token. CI runs the first 90 days; `EVERTHREAD_TEST_LONG=1` the whole year.
 */
import type { FetchResponse, Transport } from '@everthread/client'
import { type Fault, fault, type SandboxOptions } from '@everthread/sandbox'
import { describe, expect, it } from 'vitest'
import { DAY, HOUR } from '../time/duration.ts'
import type { KeeperApi } from './api.ts'
import { createMemoryEnv, type MemoryEnv, run } from './test-env.ts'
import { createTestWorld, type TestWorld } from './test-world.ts'
import { createKeeperApi } from './threads-api.ts'

const DAYS = process.env['EVERTHREAD_TEST_LONG'] === '1' ? 365 : 90

interface Case extends SandboxOptions {
  readonly isTester?: boolean
  readonly apiOf?: (world: TestWorld) => KeeperApi
  readonly days?: number
  /** Before each run: what else happens to the machine or to Meta. */
  readonly hourly?: (world: TestWorld, env: MemoryEnv, hour: number) => void
}

interface Year {
  /** The instants at which Meta renewed. */
  readonly renewedAt: readonly number[]
  /** The hours after which the file held a token that Meta refuses. */
  readonly deadAfter: readonly number[]
}

async function live(given: Case): Promise<Year> {
  const { isTester = true, apiOf = ({ api }) => api, days = DAYS, hourly, ...options } = given
  await using world = await createTestWorld(options)
  world.sandbox.users.put({ username: 'anna', tester: isTester })
  const env = createMemoryEnv({ kind: 'token', token: world.token({ age: '30h' }) })
  const api = apiOf(world)
  const renewedAt: number[] = []
  const deadAfter: number[] = []
  let newest = newestOf(world)
  for (let hour = 1; hour <= days * 24; hour += 1) {
    hourly?.(world, env, hour)
    await run(world, env, { api })
    world.sandbox.faults.clear()
    const made = newestOf(world)
    if (made !== newest) renewedAt.push(Date.parse(made))
    newest = made
    if (env.content.kind !== 'token' || world.verdict(env.content.token) !== 'alive') deadAfter.push(hour)
    world.sandbox.clock.advance(HOUR)
  }
  return { renewedAt, deadAfter }
}

/** When Meta last gave a token, be it the same string. */
function newestOf({ sandbox }: TestWorld): string {
  return sandbox.tokens
    .list()
    .map((one) => one.created_at)
    .reduce((a, b) => (a > b ? a : b))
}

function shortestGap({ renewedAt }: Year): number {
  return Math.min(...renewedAt.slice(1).map((at, index) => at - (renewedAt[index] ?? 0)))
}

/** The sandbox's renewals, without the lifetime that Meta documents. */
function withoutLifetimes({ http, sandbox, signal, clock }: TestWorld): KeeperApi {
  const fetch: Transport['fetch'] = async (url, init) => {
    const response = await http.fetch(url, init)
    return url.includes('/refresh_access_token') ? stripped(response) : response
  }
  return createKeeperApi({ transport: { fetch, baseUrl: sandbox.url, signal, timeoutMs: 5_000 }, clock })
}

async function stripped(response: Awaited<ReturnType<TestWorld['http']['fetch']>>): Promise<FetchResponse> {
  const chunks: Uint8Array[] = []
  for await (const chunk of response.body ?? []) chunks.push(chunk)
  const { expires_in: _, ...rest } = JSON.parse(Buffer.concat(chunks).toString('utf8')) as Record<
    string,
    unknown
  >
  const body = (async function* (): AsyncGenerator<Uint8Array> {
    yield Buffer.from(JSON.stringify(rest))
  })()
  return { ...response, body }
}

/** A third of all hours, always the same ones. */
function isBadHour(hour: number): boolean {
  return (hour * 2_654_435_761) % 4_294_967_296 < 4_294_967_296 / 3
}

function debugAnswer(world: TestWorld): Fault {
  const data = { is_valid: true, type: 'USER', user_id: world.userId(), scopes: ['threads_basic'] }
  return { kind: 'body', status: 200, type: 'application/json', body: JSON.stringify({ data }) }
}

const REFUSED: Fault = { kind: 'error', code: 100, error_subcode: 10 }

const CASES: readonly [string, Case][] = [
  ['everything is told', {}],
  ['issued_at stays at the login', { switches: { issuedAtAfterRefresh: 'login' } }],
  ['debug_token is refused to people who are no testers', { apps: [{ live: true }], isTester: false }],
  [
    'debug_token is refused, and Meta renews tokens of any age',
    { apps: [{ live: true }], isTester: false, switches: { refreshBefore24h: 'allow' } },
  ],
  [
    'debug_token tells no expires_at',
    { hourly: (world) => world.sandbox.faults.add({ endpoint: 'debug_token', fault: debugAnswer(world) }) },
  ],
  ['a renewal tells no expires_in', { apiOf: withoutLifetimes }],
  [
    'nothing is told at all: no debug_token, no expires_in, and issued_at would not move',
    {
      apps: [{ live: true }],
      isTester: false,
      switches: { issuedAtAfterRefresh: 'login' },
      apiOf: withoutLifetimes,
    },
  ],
  [
    'debug_token fails every third hour',
    {
      hourly: (world, _, hour) => {
        if (isBadHour(hour)) world.sandbox.faults.add({ endpoint: 'debug_token', fault: fault.unavailable() })
      },
    },
  ],
  [
    'debug_token is refused, and the machine forgets its notes every nine days',
    {
      apps: [{ live: true }],
      isTester: false,
      hourly: (_, env, hour) => {
        if (hour % (9 * 24) === 0) env.note = undefined
      },
    },
  ],
  [
    'everything fails every third hour, in its own way',
    {
      hourly: (world, _, hour) => {
        if (!isBadHour(hour)) return
        const ways = [fault.unavailable(), fault.html(), fault.rateLimit(), fault.unreachable(), REFUSED]
        for (const endpoint of ['me', 'debug_token', 'refresh_access_token'] as const) {
          const way = ways[(hour + endpoint.length) % ways.length]
          if (way && (endpoint !== 'me' || way !== REFUSED))
            world.sandbox.faults.add({ endpoint, fault: way })
        }
      },
    },
  ],
  ['tokens live almost a day less than 60', { switches: { expiresInShortBy: '81000s' } }],
  ['a renewal kills the old token', { switches: { revokeOld: true } }],
  ['a renewal answers with the same string', { switches: { refreshReturns: 'same-token' } }],
]

describe(`hourly runs for ${DAYS} days, where`, () => {
  for (const [name, given] of CASES) {
    it(`${name}: no two renewals within a day, and never a dead token`, async () => {
      const year = await live(given)
      expect(year.deadAfter).toEqual([])
      expect(year.renewedAt.length).toBeGreaterThanOrEqual(2)
      expect(shortestGap(year)).toBeGreaterThanOrEqual(DAY)
    })
  }

  it('what Meta does not tell is not even remembered: these tests see that it goes wrong', async () => {
    const year = await live({
      apps: [{ live: true }],
      isTester: false,
      switches: { refreshBefore24h: 'allow' },
      days: 2,
      hourly: (_, env) => {
        env.note = undefined
      },
    })
    expect(shortestGap(year)).toBeLessThan(DAY)
  })
})
