/**
 * A keeper with everything real but the places that it delivers to: a data folder with its SQLite file, key and journals, a
 * sandbox, and time that jumps from one due row to the next. For tests.
 */
import { randomUUID } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fingerprint, Secret } from '@everthread/client'
import type { SandboxOptions } from '@everthread/sandbox'
import { type Advance, advance, type AdvanceDeps } from './advance.ts'
import { assertLease } from './lease.ts'
import { tokenContext } from './gather.ts'
import { adoptToken } from './adopt-token.ts'
import { advanceDeps } from './advance-deps.ts'
import { type Installation, makeInstallation } from '../service/installation.ts'
import { noCrash } from '../keeper/crash-point.ts'
import type { Wish } from '../keeper/facts.ts'
import type { Reason } from '../keeper/reasons.ts'
import { createTestWorld, type TestWorld } from '../keeper/test-world.ts'
import { createKeeperApi } from '../keeper/threads-api.ts'
import type { SinkContent, TokenSink } from '../sinks/token-sink.ts'
import { type Claim, claimDue } from '../store/claims.ts'
import { getCurrentGeneration } from '../store/generations.ts'
import type { Engine } from '../store/store.ts'
import { createTestDatabase } from '../store/test-store.ts'
import { commitUnsynced } from '../store/unsynced.ts'
import { nextDueAt } from '../store/next-due.ts'
import { NEVER_DUE } from '../store/work.ts'

const CALL_LIMIT_MS = 5_000

/** A place that a token is delivered to, and that a test may write to, break and lock. */
export interface MemorySink extends TokenSink {
  content: SinkContent
  /** What `write` answers; absent: it writes. */
  failing?: { reason: Reason; detail: string }
  /** `locked`: somebody else is at work there. `broken`: it cannot even be locked. */
  lock: 'free' | 'locked' | 'broken'
  /** Runs when the lock has been got, before the work. */
  onLocked?: () => void
  writes: number
}

export function createMemorySink(token?: Secret): MemorySink {
  const sink: MemorySink = {
    content: token ? { kind: 'token', token } : { kind: 'missing' },
    lock: 'free',
    writes: 0,
    read: () => sink.content,
    write: (next) => {
      if (sink.failing) return { kind: 'failed', ...sink.failing }
      sink.writes += 1
      sink.content = { kind: 'token', token: next }
      return { kind: 'written' }
    },
    locked: async (work) => {
      if (sink.lock === 'locked') return { kind: 'locked' }
      if (sink.lock === 'broken') throw new Error('there is no such folder')
      sink.onLocked?.()
      return { kind: 'done', value: await work() }
    },
  }
  return sink
}

export interface TestAccount {
  readonly id: string
  readonly username: string
  readonly sink: MemorySink
}

export interface AdoptOrder {
  readonly user?: string
  readonly age?: string
  readonly kind?: 'long' | 'short'
  readonly jitter?: number
}

export interface TestKeeper extends AsyncDisposable {
  readonly world: TestWorld
  readonly installation: Installation
  readonly dataDir: string
  /** Adopts a token of that user, which lies in a sink of its own. */
  adopt(order?: {
    user?: string
    age?: string
    kind?: 'long' | 'short'
    jitter?: number
  }): Promise<TestAccount>
  deps(claim: Claim): AdvanceDeps
  claim(accountId: string, owner?: string): Promise<Claim>
  advance(accountId: string, wish?: Wish): Promise<Advance>
  /** Jumps to the next due row and advances what is due there. */
  step(): Promise<Advance[]>
  /** Steps until the condition holds. Rejects after more steps than any test needs. */
  stepUntil(done: (advance: Advance) => boolean): Promise<Advance>
  currentToken(accountId: string): Promise<Secret>
}

export interface TestKeeperOptions extends SandboxOptions {
  readonly change?: Partial<AdvanceDeps>
}

let engine: Engine = 'sqlite'

/** Of all keepers that this test file makes from here on. */
export function useEngine(wanted: Engine): void {
  engine = wanted
}

export async function createTestKeeper({ change, ...options }: TestKeeperOptions = {}): Promise<TestKeeper> {
  const world = await createTestWorld(options)
  const dataDir = mkdtempSync(join(tmpdir(), 'everthread-keeper-'))
  const database = engine === 'postgres' ? await createTestDatabase() : undefined
  const installation = await makeInstallation({
    config: { dataDir, dataDirNamed: true, ...(database && { databaseUrl: new Secret(database.url) }) },
    raw: database ? { EVERTHREAD_KEY: Buffer.alloc(32, 7).toString('base64') } : {},
    clock: world.host,
  })
  if (!database) await commitUnsynced(installation.store.db)
  const scene: Scene = { world, dataDir, installation, sinks: new Map(), change }
  const step = (): Promise<Advance[]> => stepIn(scene)
  return {
    world,
    dataDir,
    installation,
    adopt: (order = {}) => adoptIn(scene, order),
    deps: (claim) => depsIn(scene, claim),
    claim: (accountId, owner) => claimIn(scene, accountId, owner),
    advance: async (accountId, wish) => {
      const claim = await claimIn(scene, accountId)
      return advance(depsIn(scene, claim), claim, wish)
    },
    step,
    stepUntil: async (done) => {
      for (let steps = 0; steps < 500; steps += 1) {
        const found = (await step()).find(done)
        if (found) return found
      }
      throw new Error('it never came to that')
    },
    currentToken: async (accountId) => {
      const { sealedToken, number } = await getCurrentGeneration(installation.store.db, accountId)
      return installation.vault.open(sealedToken, tokenContext(accountId, number))
    },
    [Symbol.asyncDispose]: async () => {
      await installation[Symbol.asyncDispose]()
      await database?.[Symbol.asyncDispose]()
      rmSync(dataDir, { recursive: true, force: true })
      await world[Symbol.asyncDispose]()
    },
  }
}

interface Scene extends Pick<TestKeeper, 'world' | 'dataDir' | 'installation'> {
  /** By path. */
  readonly sinks: Map<string, MemorySink>
  readonly change: Partial<AdvanceDeps> | undefined
}

async function adoptIn({ world, installation, sinks }: Scene, order: AdoptOrder): Promise<TestAccount> {
  const { user = 'anna', jitter = 0, ...tokenOrder } = order
  const token = world.token({ user, ...tokenOrder })
  const sink = createMemorySink(token)
  const path = `/srv/${user}/.env`
  sinks.set(path, sink)
  const look = await world.api.look(token)
  if (look.kind !== 'ok') throw new Error(look.kind)
  const { accountId } = await adoptToken(installation, {
    token,
    ...look.value,
    source: 'adopted',
    now: world.clock.now(),
    sink: { path, key: 'THREADS_ACCESS_TOKEN', delivered: 'yes' },
    randomId: () => `${user}-${randomUUID()}`,
    random: () => jitter,
  })
  return { id: accountId, username: user, sink }
}

function depsIn({ world, dataDir, installation, sinks, change }: Scene, claim: Claim): AdvanceDeps {
  const { http, host, signal, sandbox } = world
  const beforeCall = (): Promise<void> => assertLease(installation.store, claim, CALL_LIMIT_MS)
  const transport = { fetch: http.fetch, baseUrl: sandbox.url, signal, timeoutMs: CALL_LIMIT_MS }
  const api = createKeeperApi({ transport, clock: world.clock, beforeCall })
  const config = { runtimeDir: dataDir, lockFolders: [], language: 'en' as const }
  return {
    ...advanceDeps({
      installation,
      claim,
      api,
      clock: host,
      config,
      crashPoint: noCrash,
      findAppSecret: noSecret,
      signal,
    }),
    openSink: ({ path }) => sinks.get(path) ?? createMemorySink(),
    ...change,
  }
}

const noSecret = async (): Promise<undefined> => undefined

async function claimIn({ world, installation }: Scene, accountId: string, owner = 'test'): Promise<Claim> {
  const query = { owner, now: world.clock.now(), ticks: installation.store.ticks(), accountId }
  const [claim] = await claimDue(installation.store.db, query)
  if (!claim) throw new Error(`${accountId} is held by somebody else`)
  return claim
}

async function stepIn(scene: Scene): Promise<Advance[]> {
  const { world, installation } = scene
  const { db } = installation.store
  const dueAt = await nextDueAt(db)
  if (dueAt === undefined || dueAt === NEVER_DUE) throw new Error('nothing will ever be due')
  if (dueAt > world.clock.now()) world.sandbox.clock.set(dueAt)
  const claims = await claimDue(db, {
    owner: 'test',
    now: world.clock.now(),
    ticks: installation.store.ticks(),
  })
  const done: Advance[] = []
  for (const claim of claims) done.push(await advance(depsIn(scene, claim), claim))
  return done
}

/** What happened, in one line for each, for tables. */
export function told({ happenings }: Advance): string[] {
  return happenings.map((one) => {
    switch (one.kind) {
      case 'attempted':
        return `attempted: ${one.outcome.kind}`
      case 'recovered':
        return `recovered: ${one.outcome?.kind ?? 'nothing'}`
      case 'looked':
        return `looked: ${one.refused ?? one.silent ?? 'fine'}`
      case 'overtaken':
        return one.kind
      case 'found':
        return `found: ${one.result}`
      case 'delivered':
        return `delivered: ${one.reason ?? 'yes'}`
      default:
        return one satisfies never
    }
  })
}

/** The fingerprint of what a sink holds. */
export function heldBy(sink: MemorySink): string | undefined {
  return sink.content.kind === 'token' ? fingerprint(sink.content.token) : undefined
}

/** As if a person had edited the file. */
export function putByHand(sink: MemorySink, token: Secret | string): void {
  sink.content = { kind: 'token', token: typeof token === 'string' ? new Secret(token) : token }
}
