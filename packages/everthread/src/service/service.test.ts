/** The service over a real data folder, a real `.env` and a sandbox. Only its pauses are short. */
import { EventEmitter, once } from 'node:events'
import { mkdtempSync, realpathSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fingerprint, type Secret } from '@everthread/client'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { type Adoption, adoptToken } from '../account/adopt-token.ts'
import { parseConfig } from '../config/config.ts'
import { noCrash } from '../keeper/crash-point.ts'
import type { Round } from '../keeper/round.ts'
import { createTestWorld, type TestWorld } from '../keeper/test-world.ts'
import type { HttpFetch } from '../net/http-fetch.ts'
import type { PostHappening } from '../publisher/post-happening.ts'
import { post } from '../publisher/test-post.ts'
import { createEnvSink } from '../sinks/env-file-sink.ts'
import { getCurrentGeneration } from '../store/generations.ts'
import { savePost } from '../store/posts.ts'
import { scheduleWork } from '../store/work.ts'
import { findInstallation, type InstallationOptions, makeInstallation } from './installation.ts'
import { createService, type Service, type ServiceOptions } from './service.ts'

const KEY = 'THREADS_ACCESS_TOKEN'

let world: TestWorld
let folder: string
let envFile: string
let place: InstallationOptions
let heard: EventEmitter<{ round: [Round]; look: []; posts: [readonly PostHappening[]]; trouble: [unknown] }>
let rounds: Round[]
let troubles: unknown[]

beforeEach(async () => {
  world = await createTestWorld()
  folder = realpathSync(mkdtempSync(join(tmpdir(), 'everthread-service-')))
  envFile = join(folder, '.env')
  place = { config: { dataDir: join(folder, 'data'), dataDirNamed: true }, raw: {}, clock: world.host }
  heard = new EventEmitter()
  rounds = []
  troubles = []
  heard.on('round', (round) => rounds.push(round))
  heard.on('trouble', (error) => troubles.push(error))
})

afterEach(async () => {
  rmSync(folder, { recursive: true, force: true })
  await world[Symbol.asyncDispose]()
})

function start(more: Pick<ServiceOptions, 'measure'> = {}): Promise<Service> {
  const surroundings = { platform: 'linux', homeDir: folder, tempDir: folder } as const
  return createService({
    ...world,
    raw: {},
    config: { ...parseConfig({ THREADS_API_BASE_URL: world.sandbox.url }, surroundings), ...place.config },
    host: { ...world.host, sleep: (ms, signal) => world.host.sleep(Math.min(ms, 5), signal) },
    callLimitMs: 5_000,
    crashPoint: noCrash,
    pid: process.pid,
    randomId: () => 'node',
    envFile: { path: envFile, key: KEY, holdsToken: held(KEY) !== undefined },
    findAppSecret: async () => held('THREADS_APP_SECRET'),
    notices: {
      afterRound: async () => undefined,
      blocked: async () => undefined,
      afterPosts: async (happenings) => void heard.emit('posts', happenings),
      consumer: async () => undefined,
      beat: async () => void heard.emit('look'),
    },
    onRound: (round) => heard.emit('round', round),
    onTrouble: (error) => heard.emit('trouble', error),
    ...more,
  })
}

function held(key: string): Secret | undefined {
  const sink = createEnvSink({ path: envFile, key, runtimeDir: folder, clock: world.host })
  const content = sink.read()
  return content.kind === 'token' ? content.token : undefined
}

function writeEnv(lines: Readonly<Record<string, string>>): void {
  const text = Object.entries(lines).map(([key, value]) => `${key}=${value}\n`)
  writeFileSync(envFile, text.join(''))
}

/** As `adopt` does, from the file that holds it. */
async function adopt(token: Secret): Promise<string> {
  writeEnv({ [KEY]: token.reveal() })
  return keep(token, { sink: { path: envFile, key: KEY, delivered: 'yes' } })
}

async function keep(
  token: Secret,
  { id = 'anna', ...sink }: { readonly id?: string } & Pick<Adoption, 'sink'> = {},
): Promise<string> {
  await using installation = await makeInstallation(place)
  const look = await world.api.look(token)
  if (look.kind !== 'ok') throw new Error(look.kind)
  const { accountId } = await adoptToken(installation, {
    token,
    ...look.value,
    source: 'adopted',
    now: world.clock.now(),
    ...sink,
    randomId: () => id,
    random: () => 0,
  })
  return accountId
}

async function schedule(accountId: string): Promise<void> {
  await using installation = await findInstallation(place)
  const now = world.clock.now()
  const plan = { at: now, wall: '2026-06-15T12:00', zone: 'UTC' }
  await installation?.store.transaction(async (trx) => {
    await savePost(trx, { ...post(), state: 'scheduled', accountId, plan, createdAt: now, updatedAt: now })
    await scheduleWork(trx, accountId, { kind: 'post', subject: 'post-1', dueAt: now })
  })
}

/** One life of the service in which everything that was due is done. */
async function settle(): Promise<void> {
  await using service = await start()
  await service.firstRound
}

async function roundAfter(change: () => void): Promise<Round> {
  const next = once(heard, 'round')
  change()
  const [round] = (await next) as [Round]
  return round
}

async function looks(count: number): Promise<void> {
  for (let seen = 0; seen < count; seen += 1) await once(heard, 'look')
}

async function currentFingerprint(accountId: string): Promise<string> {
  await using installation = await findInstallation(place)
  if (!installation) throw new Error('the data folder is gone')
  return (await getCurrentGeneration(installation.store.db, accountId)).facts.fingerprint
}

describe('a service with accounts', () => {
  it('tells once that Meta restricts an account, and what became of its post', async () => {
    const accountId = await adopt(world.token({ age: '10d' }))
    world.sandbox.faults.add({ endpoint: 'create_container', fault: { kind: 'error', code: 368 } })
    await schedule(accountId)
    const told = once(heard, 'posts')
    await using service = await start()
    await service.firstRound
    expect(await told).toMatchObject([
      [
        { kind: 'paused', pause: { reason: 'restricted' } },
        { kind: 'stopped', post: { state: 'held' } },
      ],
    ])
  })

  it('takes at its start what was put into a file while none ran', async () => {
    const id = await adopt(world.token({ age: '10d' }))
    await settle()
    const put = world.token({ age: '1d' })
    writeEnv({ [KEY]: put.reveal() })
    await settle()
    expect(await currentFingerprint(id)).toBe(fingerprint(put))
  })

  it('asks nobody at its start when nothing has changed and nothing is due', async () => {
    await adopt(world.token({ age: '10d' }))
    await settle()
    const calls = world.calls('me')
    await settle()
    expect([rounds.length, world.calls('me') - calls]).toEqual([2, 0])
  })

  it('exchanges a short-lived token as soon as the app secret stands in the .env', async () => {
    const token = world.token({ kind: 'short' })
    await adopt(token)
    await using service = await start()
    await service.firstRound
    expect(rounds.at(-1)).toMatchObject({ outcome: 'needs_person', reason: 'short-lived-no-secret' })
    const round = await roundAfter(() =>
      writeEnv({ [KEY]: token.reveal(), THREADS_APP_SECRET: world.sandbox.appSecret }),
    )
    expect(round).toMatchObject({ outcome: 'exchanged' })
    expect(held(KEY)?.reveal()).not.toBe(token.reveal())
  })

  it('exchanges it at its start when the secret was put there before', async () => {
    const token = world.token({ kind: 'short' })
    await adopt(token)
    await settle()
    writeEnv({ [KEY]: token.reveal(), THREADS_APP_SECRET: world.sandbox.appSecret })
    await settle()
    expect(rounds.map(({ outcome }) => outcome)).toEqual(['needs_person', 'exchanged'])
  })

  it('tells once of a file that cannot be looked at any more', async () => {
    await adopt(world.token({ age: '10d' }))
    await using service = await start()
    await service.firstRound
    rmSync(envFile)
    await roundAfter(() => symlinkSync('.env', envFile))
    await looks(20)
    expect([rounds.length, troubles]).toEqual([2, []])
  })

  it('leaves an account alone for a minute when its turn failed in a way that nobody foresaw', async () => {
    const id = await adopt(world.token({ age: '10d' }))
    await using installation = await makeInstallation(place)
    await installation.store.db.deleteFrom('generation').where('account_id', '=', id).execute()
    await using service = await start()
    await looks(20)
    expect(troubles).toHaveLength(1)
    expect(service.kept).toBe(1)
  })

  it('has every call measured once, also when there are so many that they go another way', async () => {
    const ids = Array.from({ length: 12 }, (_, index) => `user${index}`)
    for (const id of ids) await keep(world.token({ user: id, age: '45d' }), { id })
    const before = world.sandbox.requests.list().length
    const measured: string[] = []
    const measure = (http: HttpFetch): HttpFetch => ({
      ...http,
      fetch: (url, init) => {
        const { pathname } = new URL(url)
        // What asks a sandbox for its time is none of Meta's calls, and not in its log.
        if (pathname !== '/') measured.push(pathname)
        return http.fetch(url, init)
      },
    })
    await using service = await start({ measure })
    await expect.poll(() => rounds.length, { timeout: 10_000 }).toBe(12)
    expect(service.kept).toBe(12)
    // Numbers are read after the tokens, and may still be on their way.
    const ofTokens = (paths: readonly string[]) =>
      paths.filter((path) => !path.includes('threads')).toSorted()
    const called = world.sandbox.requests.list().slice(before)
    expect(ofTokens(measured)).toEqual(ofTokens(called.map(({ path }) => path)))
    expect(measured.filter((path) => path.endsWith('/refresh_access_token'))).toHaveLength(12)
  })

  it('is well while it looks, and counts who needs a person', async () => {
    await adopt(world.token({ kind: 'short' }))
    await using service = await start()
    await service.firstRound
    expect(await service.health()).toMatchObject({ ok: true, accounts: 1, needs_person: 1 })
  })
})

describe('a service without a data folder', () => {
  it('keeps the .env alone, and tells when it has written to it', async () => {
    writeEnv({ [KEY]: world.token({ age: '45d' }).reveal() })
    await using service = await start()
    await Promise.all([service.firstRound, service.nextWrite()])
    expect(rounds).toMatchObject([{ outcome: 'renewed', written: [{ path: envFile }] }])
    expect(await service.health()).toMatchObject({ ok: true, accounts: 1, needs_person: 0 })
  })

  it('exchanges a short-lived token as soon as the app secret stands beside it', async () => {
    const token = world.token({ kind: 'short' })
    writeEnv({ [KEY]: token.reveal() })
    await using service = await start()
    await service.firstRound
    const round = await roundAfter(() =>
      writeEnv({ [KEY]: token.reveal(), THREADS_APP_SECRET: world.sandbox.appSecret }),
    )
    expect(round).toMatchObject({ outcome: 'exchanged' })
  })

  it('keeps nothing where there is no token, and ends all the same', async () => {
    writeEnv({ OTHER: '1' })
    await using service = await start()
    expect([service.kept, (await service.health()).ok]).toEqual([0, false])
    service.stop()
    expect(service.signal.aborted).toBe(true)
  })
})
