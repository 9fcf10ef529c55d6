/** The product as it is published, at work on a filled data folder; and what it has done, read from its store. */
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { setTimeout as sleep } from 'node:timers/promises'
import { STORE_FILE } from '../../packages/everthread/src/service/installation.ts'
import { type RunningProcess, startProcess } from '../../test/support/running-process.ts'
import type { TestHome } from '../../test/support/test-home.ts'

const LOOK_EVERY_MS = 200
const LONGEST_MS = 300_000

export async function startService(program: string, home: TestHome): Promise<RunningProcess> {
  const service = startProcess({
    command: process.execPath,
    args: [program, 'serve'],
    cwd: home.cwd,
    env: { ...home.env, EVERTHREAD_PORT: '0' },
  })
  await service.said('/healthz')
  return service
}

/** Waits until the question, a count, is answered by that many. */
export async function untilCounted(home: TestHome, question: string, wanted: number): Promise<void> {
  using database = new DatabaseSync(join(home.dataDir, STORE_FILE), { readOnly: true })
  const statement = database.prepare(question)
  const giveUpAt = performance.now() + LONGEST_MS
  for (;;) {
    const counted = Number(Object.values(statement.get() ?? {})[0])
    if (counted >= wanted) return
    if (performance.now() > giveUpAt) throw new Error(`${counted} of ${wanted}: ${question}`)
    await sleep(LOOK_EVERY_MS)
  }
}

/** The numbers in the first column of the answer. */
export function readNumbers(home: TestHome, question: string): number[] {
  using database = new DatabaseSync(join(home.dataDir, STORE_FILE), { readOnly: true })
  return database
    .prepare(question)
    .all()
    .map((row) => Number(Object.values(row)[0]))
}
