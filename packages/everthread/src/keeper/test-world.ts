/**
 * The keeper's calls against a sandbox of this process, for tests: real HTTP on loopback, and a calendar that stands still
 * until the test moves it. Disposing fails the test when a fault was set and never played.
 */
import { Secret } from '@everthread/client'
import { createSandbox, type Sandbox, type SandboxOptions, type TokenOrder } from '@everthread/sandbox'
import { createHttpFetch, type HttpFetch } from '../net/http-fetch.ts'
import { type Clock, systemClock, withCalendar } from '../time/clock.ts'
import { createSkewedClock, type SkewedClock } from '../time/skew.ts'
import type { KeeperApi } from './api.ts'
import type { AttemptJournal, JournalState } from './attempt.ts'
import type { Minted } from './api.ts'
import type { CrashPoint } from './crash-point.ts'
import { createKeeperApi } from './threads-api.ts'

export interface TestWorld extends AsyncDisposable {
  readonly sandbox: Sandbox
  readonly http: HttpFetch
  /** Its calendar is the sandbox's; its ticks are real. */
  readonly host: Clock
  readonly clock: SkewedClock
  readonly api: KeeperApi
  readonly signal: AbortSignal
  /** A token of a user who comes to be with it. */
  token(order?: Partial<TokenOrder>): Secret
  userId(username?: string): string
  /** How often an endpoint was called since the start, by the last segment of its path. */
  calls(path: string): number
  /** What the sandbox itself says of a token: `alive`, or how it refuses it. */
  verdict(token: Secret): string
}

/** 2026-06-15T12:00:00Z. */
export const START = 1_781_524_800_000

export async function createTestWorld(options: SandboxOptions = {}): Promise<TestWorld> {
  const sandbox = await createSandbox({ clock: 'frozen', seed: 'keeper', now: START, ...options })
  const counts = new Map<string, number>()
  const http = counting(createHttpFetch({ keepAlive: true }), counts)
  const host = withCalendar(systemClock, () => sandbox.clock.now())
  const clock = createSkewedClock(host)
  const { signal } = new AbortController()
  const transport = { fetch: http.fetch, baseUrl: sandbox.url, signal, timeoutMs: 5_000 }
  return {
    sandbox,
    http,
    host,
    clock,
    signal,
    api: createKeeperApi({ transport, clock }),
    token: (order = {}) => {
      sandbox.users.put({ username: order.user ?? 'anna' })
      return new Secret(sandbox.tokens.create({ user: 'anna', ...order }).access_token)
    },
    userId: (username = 'anna') => sandbox.users.put({ username }).id,
    calls: (path) => counts.get(path) ?? 0,
    verdict: (token) =>
      sandbox.tokens.list().find((one) => one.access_token === token.reveal())?.verdict ?? 'never was',
    [Symbol.asyncDispose]: async () => {
      http.close()
      await sandbox.close()
      const unplayed = sandbox.faults.unplayed()
      if (unplayed.length > 0) throw new Error(`unplayed faults: ${JSON.stringify(unplayed)}`)
    },
  }
}

function counting(http: HttpFetch, counts: Map<string, number>): HttpFetch {
  return {
    ...http,
    fetch: (url, init) => {
      const path = new URL(url).pathname.split('/').at(-1) ?? ''
      counts.set(path, (counts.get(path) ?? 0) + 1)
      return http.fetch(url, init)
    },
  }
}

export interface MemoryJournal extends AttemptJournal {
  state: () => JournalState
  /** What the next call of a method throws; `recordTwice`: and the one after that. */
  readonly failing: { prepare?: Error; record?: Error; recordTwice?: Error }
}

/** What a disk would hold, in memory: it outlives a cut, and is as strict about a second `prepare` as the real one. */
export function createMemoryJournal(start: JournalState = { kind: 'none' }): MemoryJournal {
  let state = start
  const failing: MemoryJournal['failing'] = {}
  const failOnce = (method: keyof MemoryJournal['failing']): void => {
    const error = failing[method]
    delete failing[method]
    if (error) throw error
  }
  return {
    failing,
    state: () => state,
    prepare: () => {
      failOnce('prepare')
      if (state.kind !== 'none') throw new Error('an attempt is under way')
      state = { kind: 'intent' }
    },
    record: (minted: Minted) => {
      failOnce('record')
      if (failing.recordTwice) failing.record = failing.recordTwice
      failOnce('recordTwice')
      state = { kind: 'recorded', minted }
    },
    discard: () => {
      state = { kind: 'none' }
    },
  }
}

export class Cut extends Error {
  override readonly name = 'Cut'
}

/** Ends the work at a named point as a kill would, as far as what was written is concerned. */
export function cutAt(name: string): CrashPoint {
  return (reached) => {
    if (reached === name) throw new Cut(name)
  }
}

/** Meta's refusal of a dead token, for one call. */
export const DEAD = { kind: 'error', code: 190, error_subcode: 467 } as const

/** As `node:fs` would throw it. */
export function diskError(code: 'ENOSPC' | 'EIO'): Error {
  return Object.assign(new Error(`${code}: the disk says no`), { code, syscall: 'write', errno: -28 })
}
