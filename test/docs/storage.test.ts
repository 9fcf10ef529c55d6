/** `docs/storage.md` has every table of the store with every column, and no other. */
import { mkdtempSync, rmSync } from 'node:fs'
import { DatabaseSync } from 'node:sqlite'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { makeInstallation, STORE_FILE } from '../../packages/everthread/src/service/installation.ts'
import { systemClock } from '../../packages/everthread/src/time/clock.ts'
import { namesIn, readDoc, sectionOf, spansOf } from './markdown.ts'

const TABLES = sectionOf(readDoc('storage.md'), '## Tables')

/** Of a store that was just made: `account.id` and so on. */
async function columnsOfStore(): Promise<string[]> {
  const dataDir = mkdtempSync(join(tmpdir(), 'everthread-docs-'))
  try {
    const config = { dataDir, dataDirNamed: true }
    const installation = await makeInstallation({ config, raw: {}, clock: systemClock })
    await installation[Symbol.asyncDispose]()
    using database = new DatabaseSync(join(dataDir, STORE_FILE))
    const query = `SELECT t.name || '.' || c.name AS path FROM sqlite_schema t, pragma_table_info(t.name) c
      WHERE t.type = 'table'`
    return database
      .prepare(query)
      .all()
      .map(({ path }) => String(path))
  } finally {
    rmSync(dataDir, { recursive: true, force: true })
  }
}

/** Columns stand in the first column of a table with that head; where a table is small, in its first sentence. */
function columnsIn(tables: string): string[] {
  return [...tables.matchAll(/^### `(\w+)`$/gm)].flatMap(([heading, table]) => {
    const section = sectionOf(tables, heading)
    const listed = namesIn(section, 'Column')
    const names = listed.length > 0 ? listed : spansOf(section.trim().split('\n\n')[0] ?? '')
    return names.map((name) => `${table}.${name}`)
  })
}

test('every table and column is there, and no other', async () => {
  expect(columnsIn(TABLES).toSorted()).toEqual((await columnsOfStore()).toSorted())
})

test('control: a column that is not documented is missed', async () => {
  const documented = columnsIn(TABLES.replace('| `fence` |', '| fence |'))
  expect((await columnsOfStore()).filter((path) => !documented.includes(path))).toEqual(['account.fence'])
})
