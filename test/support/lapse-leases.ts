/** What ten seconds do to the claims of a process that died: they end. Saves the tests the waiting. */
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { STORE_FILE } from '../../packages/everthread/src/service/installation.ts'
import type { TestHome } from './test-home.ts'

export function lapseLeases({ dataDir }: TestHome): void {
  const file = join(dataDir, STORE_FILE)
  if (!existsSync(file)) return
  const database = new DatabaseSync(file)
  database.exec('UPDATE account SET lease_until = 0 WHERE lease_until IS NOT NULL')
  database.close()
}
