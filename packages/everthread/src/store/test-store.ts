/** A real store for tests, in a folder of its own that goes with it. */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Clock } from '../time/clock.ts'
import { migrations } from './migrations/index.ts'
import { openStore, type Store } from './open-store.ts'
import type { Schema } from './schema.ts'

export async function createTestStore(clock: Clock): Promise<Store<Schema>> {
  const folder = mkdtempSync(join(tmpdir(), 'everthread-store-'))
  const file = join(folder, 'everthread.db')
  const store = await openStore<Schema>({ file, migrations, clock, ifMissing: 'create' })
  return {
    ...store,
    [Symbol.asyncDispose]: async () => {
      await store[Symbol.asyncDispose]()
      rmSync(folder, { recursive: true, force: true })
    },
  }
}
