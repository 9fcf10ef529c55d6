/** A `.env` in memory, under a lock that is always ours: what outlives a kill outlives a `Cut` here. For tests. */
import { fingerprint, Secret } from '@everthread/client'
import { type Fault, fault } from '@everthread/sandbox'
import { explainFileFailure } from '../sinks/explain-file-failure.ts'
import type { SinkContent } from '../sinks/token-sink.ts'
import type { JournalState } from './attempt.ts'
import { noCrash } from './crash-point.ts'
import { type EnvNote, parseEnvNote } from './env-note.ts'
import { type EnvRound, type EnvRoundContext, type LockedEnv, runEnvRound } from './env-round.ts'
import { DEFAULT_RENEW_BEFORE } from './policy.ts'
import { createMemoryJournal, type MemoryJournal, type TestWorld } from './test-world.ts'

export interface MemoryEnv extends LockedEnv {
  content: SinkContent
  note: string | undefined
  readonly journal: MemoryJournal
  /** What the next `commit` or `writeNote` fails with. */
  failing: { commit?: string; note?: Error }
  commits: number
}

export function createMemoryEnv(content: SinkContent): MemoryEnv {
  const env: MemoryEnv = {
    path: '/srv/.env',
    key: 'THREADS_ACCESS_TOKEN',
    content,
    note: undefined,
    journal: createMemoryJournal(),
    failing: {},
    commits: 0,
    read: () => env.content,
    leftover: () => asTheFileTells(env.journal.state()),
    commit: () => {
      const { commit: detail } = env.failing
      const state = env.journal.state()
      if (detail !== undefined || state.kind !== 'recorded')
        return { kind: 'failed', reason: 'file-not-writable', detail: detail ?? 'nothing was recorded' }
      env.content = { kind: 'token', token: state.minted.token }
      env.commits += 1
      void env.journal.discard()
      return { kind: 'written' }
    },
    readNote: () => parseEnvNote(env.note ?? ''),
    writeNote: (note: EnvNote) => {
      if (env.failing.note) throw env.failing.note
      env.note = JSON.stringify(note)
    },
  }
  return env
}

/** The new file beside the real one holds the token's string, and nothing of what was known about it. */
function asTheFileTells(state: JournalState): JournalState {
  if (state.kind !== 'recorded') return state
  const token = new Secret(state.minted.token.reveal())
  return {
    kind: 'recorded',
    minted: { token, facts: { fingerprint: fingerprint(token), expiry: { kind: 'unknown' } } },
  }
}

/** One round against the sandbox. */
export function run(
  world: TestWorld,
  env: MemoryEnv,
  change: Partial<EnvRoundContext> = {},
): Promise<EnvRound> {
  return runEnvRound({
    env,
    api: world.api,
    crashPoint: noCrash,
    renewBefore: DEFAULT_RENEW_BEFORE,
    explainLocal: explainFileFailure,
    ...change,
  })
}

export function envWith(world: TestWorld, order: Parameters<TestWorld['token']>[0] = {}): MemoryEnv {
  return createMemoryEnv({ kind: 'token', token: world.token(order) })
}

/** So many calls of everything that a round asks with. */
export function outage(world: TestWorld, times: number, played: Fault = fault.unavailable()): void {
  for (const endpoint of ['me', 'debug_token', 'refresh_access_token'] as const)
    world.sandbox.faults.add({ endpoint, times, fault: played })
}
