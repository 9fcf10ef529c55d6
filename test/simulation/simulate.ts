/**
 * Accounts × years on the virtual clock: the product's own `advanceOne` over a real store, against a sandbox of this process,
 * in the given weather. Time jumps to the next due row; nothing sleeps.
 */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createSandbox, type EndpointId, type Sandbox } from '@everthread/sandbox'
import { Secret } from '@everthread/client'
import { assertLease } from '../../packages/everthread/src/account/lease.ts'
import { type Batches, createBatches } from '../../packages/everthread/src/account/post-lane-deps.ts'
import { tokenContext } from '../../packages/everthread/src/account/gather.ts'
import { adoptToken } from '../../packages/everthread/src/account/adopt-token.ts'
import { createNotices, type Notices } from '../../packages/everthread/src/alerts/notices.ts'
import type { EventName, EverthreadEvent } from '../../packages/everthread/src/alerts/event.ts'
import { type Installation, makeInstallation } from '../../packages/everthread/src/service/installation.ts'
import { advanceOne } from '../../packages/everthread/src/service/keep-accounts.ts'
import { noCrash } from '../../packages/everthread/src/keeper/crash-point.ts'
import { createKeeperApi } from '../../packages/everthread/src/keeper/threads-api.ts'
import { createHttpFetch, type HttpFetch } from '../../packages/everthread/src/net/http-fetch.ts'
import { type Claim, ClaimLostError, claimDue } from '../../packages/everthread/src/store/claims.ts'
import { getCurrentGeneration } from '../../packages/everthread/src/store/generations.ts'
import { commitUnsynced } from '../../packages/everthread/src/store/unsynced.ts'
import { nextDueAt } from '../../packages/everthread/src/store/next-due.ts'
import { type Clock, systemClock, withCalendar } from '../../packages/everthread/src/time/clock.ts'
import { DAY } from '../../packages/everthread/src/time/duration.ts'
import { createSkewedClock, type SkewedClock } from '../../packages/everthread/src/time/skew.ts'
import { createFormat } from '../../packages/everthread/src/words/format.ts'
import { seededRandom } from './seeded-random.ts'
import { type Climate, createWeather, lateBy, losesAnswer, type Weather } from './weather.ts'

/** 2026-06-15T12:00:00Z. */
const START = 1_781_524_800_000
const CALL_LIMIT_MS = 8_000
const AT_ONCE = 8

export interface SimulationOrder {
  readonly seed: number
  /** Of a run that is split over several processes: which accounts are this one's. */
  readonly firstAccount: number
  readonly accounts: number
  readonly years: number
  readonly climate: Omit<Climate, 'from' | 'to'>
  /** Due rows are taken together that fall due within the same piece of time: 1 is every one by itself. */
  readonly stepMs: number
}

export interface Told {
  readonly at: number
  readonly event: EventName
  readonly reason: EverthreadEvent['reason']
}

/** What became of one account. Instants are epoch milliseconds. */
export interface Life {
  readonly user: string
  /** When a round ended as renewed. */
  readonly renewedAt: readonly number[]
  /** When Meta gave a token, the adopted one included. */
  readonly mintedAt: readonly number[]
  /** When a renewal took effect whose answer never came. */
  readonly lostAt: readonly number[]
  readonly told: readonly Told[]
  readonly isAlive: boolean
  /** Of the current token. */
  readonly expiresAt: number
  readonly outages: Weather['outages']
}

export interface Simulation {
  readonly lives: readonly Life[]
  readonly calls: number
  readonly rounds: number
  readonly endedAt: number
}

export async function simulate(order: SimulationOrder): Promise<Simulation> {
  const sandbox = await createSandbox({ clock: 'frozen', now: START, seed: `simulation ${order.seed}` })
  const folder = mkdtempSync(join(tmpdir(), 'everthread-simulation-'))
  const host = withCalendar(systemClock, () => sandbox.clock.now())
  const place = { config: { dataDir: folder, dataDirNamed: true }, raw: {}, clock: host }
  const installation = await makeInstallation(place)
  const http = createHttpFetch({ keepAlive: true })
  try {
    await commitUnsynced(installation.store.db)
    const clock = createSkewedClock(host)
    const world: World = {
      sandbox,
      installation,
      http,
      host,
      clock,
      batches: createBatches({ installation, clock: host, now: () => clock.now(), atWork: () => 1 }),
      counts: { calls: 0, rounds: 0 },
      late: [],
    }
    const endedAt = START + order.years * 365 * DAY
    const accounts = await settle(world, order, endedAt)
    await live(world, { accounts, endedAt, stepMs: order.stepMs })
    return { lives: await livesOf(world, accounts), ...world.counts, endedAt }
  } finally {
    http.close()
    await installation[Symbol.asyncDispose]()
    await sandbox.close()
    rmSync(folder, { recursive: true, force: true })
  }
}

interface World {
  readonly sandbox: Sandbox
  readonly installation: Installation
  readonly http: HttpFetch
  readonly host: Clock
  readonly clock: SkewedClock
  readonly batches: Batches
  readonly counts: { calls: number; rounds: number }
  /** When the effects come of calls that were dropped: time stops there as well. */
  readonly late: number[]
}

interface SimulatedAccount {
  readonly id: string
  readonly user: string
  readonly weather: Weather
  readonly http: HttpFetch
  readonly notices: Notices
  readonly renewedAt: number[]
  readonly lostAt: number[]
  readonly told: Told[]
}

type Accounts = ReadonlyMap<string, SimulatedAccount>

/** Everybody moves in with a token of some age, on the same day. */
async function settle(world: World, order: SimulationOrder, endedAt: number): Promise<Accounts> {
  const accounts = new Map<string, SimulatedAccount>()
  for (let index = order.firstAccount; index < order.firstAccount + order.accounts; index += 1) {
    const random = seededRandom(order.seed + index * 7919)
    const user = `user${index}`
    const weather = createWeather({ ...order.climate, from: START, to: endedAt }, random)
    const told: Told[] = []
    const lostAt: number[] = []
    const http = weathered(world, { user, weather, lostAt })
    const notices = createNotices({
      ...noticesOptions(world, http),
      onEvent: ({ event, reason }) => told.push({ at: world.clock.now(), event, reason }),
    })
    const id = `account-${index}`
    accounts.set(id, { id, user, weather, http, notices, renewedAt: [], lostAt, told })
    world.sandbox.users.put({ username: user })
    const { access_token } = world.sandbox.tokens.create({ user, age: random.between(2 * DAY, 39 * DAY) })
    await adopt(world, { id, token: new Secret(access_token), jitter: random.next() })
  }
  return accounts
}

async function adopt(
  { sandbox, installation, http, clock }: World,
  { id, token, jitter }: { id: string; token: Secret; jitter: number },
): Promise<void> {
  const transport = { fetch: http.fetch, baseUrl: sandbox.url, timeoutMs: CALL_LIMIT_MS }
  const look = await createKeeperApi({ transport, clock }).look(token)
  if (look.kind !== 'ok') throw new Error(`the sandbox answered ${look.kind}`)
  const now = clock.now()
  const given = {
    token,
    ...look.value,
    source: 'adopted',
    now,
    randomId: () => id,
    random: () => jitter,
  } as const
  await adoptToken(installation, given)
}

function noticesOptions({ clock, host }: World, http: HttpFetch): Parameters<typeof createNotices>[0] {
  return {
    now: () => clock.now(),
    skewMs: () => 0,
    host,
    language: 'en',
    format: createFormat('en', 'UTC'),
    fetch: http.fetch,
    spawn: () => {
      throw new Error('there is no hook')
    },
    environment: {},
    randomId: () => 'id',
    blockedNote: { read: async () => [], write: async () => undefined },
    say: () => undefined,
  }
}

const ENDPOINTS: Readonly<Record<string, EndpointId>> = {
  me: 'me',
  debug_token: 'debug_token',
  refresh_access_token: 'refresh_access_token',
}

interface Exposure {
  readonly user: string
  readonly weather: Weather
  readonly lostAt: number[]
}

/** The way to the sandbox, through the weather. */
function weathered({ sandbox, http, counts, late }: World, { user, weather, lostAt }: Exposure): HttpFetch {
  return {
    ...http,
    fetch: (url, init) => {
      counts.calls += 1
      const path = new URL(url).pathname.split('/').at(-1) ?? ''
      const endpoint = ENDPOINTS[path]
      if (!endpoint) throw new Error(`the keeper called ${path}`)
      const now = sandbox.clock.now()
      const hit = weather.hit(now)
      if (hit.kind === 'refused')
        return Promise.reject(Object.assign(new Error('refused'), { code: 'ECONNREFUSED' }))
      if (hit.kind === 'spoiled') {
        sandbox.faults.add({ endpoint, user, fault: hit.fault })
        const effectAt = now + lateBy(hit.fault)
        if (effectAt > now) late.push(effectAt)
        if (endpoint === 'refresh_access_token' && losesAnswer(hit.fault)) lostAt.push(effectAt)
      }
      return http.fetch(url, init)
    },
  }
}

interface Course {
  readonly accounts: Accounts
  readonly endedAt: number
  readonly stepMs: number
}

async function live(world: World, { accounts, endedAt, stepMs }: Course): Promise<void> {
  const { sandbox, installation, clock } = world
  const { db } = installation.store
  for (;;) {
    const dueAt = (await nextDueAt(db)) ?? endedAt
    const at = Math.ceil(Math.max(dueAt, sandbox.clock.now()) / stepMs) * stepMs
    if (at >= endedAt) return
    for (const effectAt of world.late.splice(0).toSorted((a, b) => a - b)) {
      if (effectAt <= at) sandbox.clock.set(Math.max(effectAt, sandbox.clock.now()))
      else world.late.push(effectAt)
    }
    sandbox.clock.set(at)
    const claims = await claimDue(db, {
      owner: 'simulation',
      now: clock.now(),
      ticks: installation.store.ticks(),
      limit: AT_ONCE,
    })
    await Promise.all(claims.map((claim) => advanceIn(world, accounts, claim)))
  }
}

async function advanceIn(world: World, accounts: Accounts, claim: Claim): Promise<void> {
  const { sandbox, installation, host, clock, counts } = world
  const account = accounts.get(claim.accountId)
  if (!account) throw new Error(`who is ${claim.accountId}?`)
  counts.rounds += 1
  const { signal } = NEVER
  const advanced = advanceOne(
    {
      installation,
      config: {
        apiBaseUrl: sandbox.url,
        runtimeDir: installation.dataDir,
        lockFolders: [],
        language: 'en',
      },
      host,
      clock,
      http: account.http,
      callLimitMs: CALL_LIMIT_MS,
      crashPoint: noCrash,
      findAppSecret: async () => undefined,
      notices: account.notices,
      signal,
      onRound: () => undefined,
    },
    claim,
    {
      batches: world.batches,
      assertClaim: () => assertLease(installation.store, claim, CALL_LIMIT_MS),
    },
  )
  const round = await advanced.catch(unlessLost)
  if (round?.outcome === 'renewed') account.renewedAt.push(clock.now())
}

/** Leases are of real time: a machine that is busy elsewhere lets one lapse, and the account has its turn again. */
function unlessLost(error: unknown): undefined {
  if (!(error instanceof ClaimLostError)) throw error
}

const NEVER = new AbortController()

async function livesOf({ sandbox, installation }: World, accounts: Accounts): Promise<Life[]> {
  const minted = Map.groupBy(sandbox.tokens.list(), (token) => token.user)
  const { db } = installation.store
  const lives: Life[] = []
  for (const { id, user, renewedAt, lostAt, told, weather } of accounts.values()) {
    const { facts, sealedToken, number } = await getCurrentGeneration(db, id)
    const token = installation.vault.open(sealedToken, tokenContext(id, number)).reveal()
    const tokens = minted.get(user) ?? []
    const current = tokens.find(({ access_token }) => access_token === token)
    lives.push({
      user,
      renewedAt,
      lostAt,
      told,
      outages: weather.outages,
      mintedAt: tokens.map((token) => Date.parse(token.created_at)),
      isAlive: current?.verdict === 'alive',
      expiresAt: facts.expiry.kind === 'at' ? facts.expiry.at : Number.NaN,
    })
  }
  return lives
}
