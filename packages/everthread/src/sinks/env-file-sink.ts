import {
  chmodSync,
  closeSync,
  existsSync,
  fsyncSync,
  mkdirSync,
  openSync,
  readFileSync,
  realpathSync,
  renameSync,
  rmSync,
  statSync,
  writeSync,
  ftruncateSync,
} from 'node:fs'
import { createHash } from 'node:crypto'
import { dirname, join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { fingerprint, Secret } from '@everthread/client'
import { readEnvValue, setEnvValue } from '../env-file/env-document.ts'
import type { JournalState } from '../keeper/attempt.ts'
import { parseEnvNote } from '../keeper/env-note.ts'
import type { LockedEnv } from '../keeper/env-round.ts'
import type { Clock } from '../time/clock.ts'
import type { Locked, SinkContent, SinkWrite, TokenSink } from './token-sink.ts'

// TEMPORARY stand-in until env-file/ has its file half.
export function envFileExists(path: string): boolean {
  return existsSync(path)
}

export function readEnvText({ path, key }: { path: string; key: string }): SinkContent {
  const reading = readEnvValue(readFileSync(path), key)
  return reading.kind === 'found'
    ? { kind: 'token', token: new Secret(reading.value) }
    : { kind: reading.kind }
}

export interface EnvSinkOptions {
  readonly path: string
  readonly key: string
  readonly runtimeDir: string
  readonly clock: Clock
  readonly signal?: AbortSignal
}

export function realEnvPath(path: string): string {
  return realpathSync(path)
}

async function withLock<T>(
  options: EnvSinkOptions,
  work: (db: DatabaseSync) => Promise<T>,
): Promise<Locked<T>> {
  mkdirSync(options.runtimeDir, { recursive: true, mode: 0o700 })
  const name = createHash('sha256').update(realpathSync(options.path)).digest('hex').slice(0, 32)
  const db = new DatabaseSync(join(options.runtimeDir, `${name}.lock`))
  const until = options.clock.ticks() + 60_000
  try {
    for (;;) {
      try {
        db.exec('BEGIN EXCLUSIVE')
        break
      } catch (error) {
        if (options.clock.ticks() > until) return { kind: 'locked' }
        void error
        await options.clock.sleep(50)
      }
    }
    db.exec('CREATE TABLE IF NOT EXISTS note (text TEXT)')
    const value = await work(db)
    db.exec('COMMIT')
    return { kind: 'done', value }
  } finally {
    db.close()
  }
}

export function createEnvSink(options: EnvSinkOptions): TokenSink {
  return {
    read: () => {
      try {
        return readEnvText(options)
      } catch (error) {
        return { kind: 'unreadable', reason: 'file-not-writable', detail: String(error) }
      }
    },
    write: (token) => {
      const bytes = readFileSync(options.path)
      const { change, bytes: next } = setEnvValue(bytes, options.key, token.reveal())
      if (change === 'unchanged') return { kind: 'unchanged' }
      const temp = `${realpathSync(options.path)}.everthread-new`
      const fd = openSync(temp, 'w', 0o600)
      writeSync(fd, next)
      fsyncSync(fd)
      closeSync(fd)
      chmodSync(temp, statSync(options.path).mode & 0o777)
      renameSync(temp, realpathSync(options.path))
      return { kind: 'written' }
    },
    locked: (work) => withLock(options, work),
  }
}

export function withLockedEnv<T>(
  options: EnvSinkOptions,
  work: (env: LockedEnv) => Promise<T>,
): Promise<Locked<T>> {
  return withLock(options, (db) => {
    const real = realpathSync(options.path)
    const temp = `${real}.everthread-new`
    let recorded: Uint8Array | undefined
    const env: LockedEnv = {
      path: real,
      key: options.key,
      read: () => createEnvSink(options).read(),
      leftover: (): JournalState => {
        if (!existsSync(temp)) return { kind: 'none' }
        const bytes = readFileSync(temp)
        const reading = readEnvValue(bytes, options.key)
        if (reading.kind !== 'found') return { kind: 'intent' }
        const token = new Secret(reading.value)
        recorded = bytes
        return {
          kind: 'recorded',
          minted: { token, facts: { fingerprint: fingerprint(token), expiry: { kind: 'unknown' } } },
        }
      },
      journal: {
        prepare: () => {
          const fd = openSync(temp, 'w', 0o600)
          writeSync(fd, Buffer.alloc(statSync(real).size + 4096))
          fsyncSync(fd)
          closeSync(fd)
        },
        record: (minted) => {
          recorded = setEnvValue(readFileSync(real), options.key, minted.token.reveal()).bytes
          const fd = openSync(temp, 'r+')
          writeSync(fd, recorded, 0, recorded.length, 0)
          ftruncateSync(fd, recorded.length)
          fsyncSync(fd)
          closeSync(fd)
        },
        discard: () => rmSync(temp, { force: true }),
      },
      commit: (): SinkWrite => {
        if (!recorded) throw new Error('nothing recorded')
        chmodSync(temp, statSync(real).mode & 0o777)
        renameSync(temp, real)
        return { kind: 'written' }
      },
      readNote: () => {
        const row = db.prepare('SELECT text FROM note').get()
        return row ? parseEnvNote(String(row['text'])) : undefined
      },
      writeNote: (note) => {
        db.exec('DELETE FROM note')
        db.prepare('INSERT INTO note VALUES (?)').run(JSON.stringify(note))
      },
    }
    return work(env)
  })
}
export { dirname }
