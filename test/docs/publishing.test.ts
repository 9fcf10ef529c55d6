/** Holds the table of what is tried again to the page that operators read. */
import { expect, test } from 'vitest'
import { RETRIES } from '../../packages/everthread/src/publisher/retry-table.ts'
import { readDoc, rowsOf, sectionOf, spansOf } from './markdown.ts'

const TABLE = rowsOf(sectionOf(readDoc('publishing.md'), '## What is tried again'), 'Reason')

test('docs/publishing.md has every reason that is tried again, once', () => {
  const documented = TABLE.flatMap(([reasons = '']) => spansOf(reasons))
  expect(documented.toSorted()).toEqual(Object.keys(RETRIES).toSorted())
})

test('and how often', () => {
  const tries = new Map(
    TABLE.flatMap(([reasons = '', , often = '']) => spansOf(reasons).map((reason) => [reason, often])),
  )
  const expected = Object.entries(RETRIES).map(([reason, row]) => [
    reason,
    'tries' in row ? String(row.tries) : 'without end',
  ])
  expect(Object.fromEntries(tries)).toEqual(Object.fromEntries(expected))
})
