/** `docs/configuration.md` holds the table that the code renders. `EVERTHREAD_UPDATE_DOCS=1` writes it anew. */
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { configTableMarkdown } from '../../packages/everthread/src/config/config-table.ts'
import { REPOSITORY } from '../support/repository.ts'

const FILE = join(REPOSITORY, 'docs/configuration.md')
const TABLE = /^\| Name \|.*\n(?:\|.*\n)+/m

test('the table of settings is the one that the code renders', () => {
  const page = readFileSync(FILE, 'utf8')
  if (process.env['EVERTHREAD_UPDATE_DOCS'] === '1') writeFileSync(FILE, withTable(page))
  expect(tableIn(readFileSync(FILE, 'utf8'))).toBe(configTableMarkdown())
})

test('control: a table that somebody has edited is another one', () => {
  const page = readFileSync(FILE, 'utf8')
  expect(tableIn(page.replace('`4280`', '`4281`'))).not.toBe(configTableMarkdown())
  expect(withTable(page.replace('`4280`', '`4281`'))).toBe(withTable(page))
})

function tableIn(page: string): string | undefined {
  return TABLE.exec(page)?.[0]
}

function withTable(page: string): string {
  return page.replace(TABLE, () => configTableMarkdown())
}
