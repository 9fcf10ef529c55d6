/** A `.env` in memory, under a lock that is always ours: what outlives a kill outlives a `Cut` here. For tests. */
import { fingerprint, Secret } from '@everthread/client'
import type { SinkContent } from '../sinks/token-sink.ts'
import type { JournalState } from './attempt.ts'
import { type EnvNote, parseEnvNote } from './env-note.ts'
import type { LockedEnv } from './env-round.ts'
import { createMemoryJournal, type MemoryJournal } from './test-world.ts'

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
      env.journal.discard()
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
