/** Holds the list of `docs/media.md` to what the code can find. */
import { expect, test } from 'vitest'
import { MEDIA_FINDINGS } from '../../packages/everthread/src/media/media-finding.ts'
import { readDoc, rowsOf, spansOf } from './markdown.ts'

test('docs/media.md has every finding once, with how grave it is', () => {
  const documented = rowsOf(readDoc('media.md'), 'Finding').map(([id = '', severity]) => [
    ...spansOf(id),
    severity,
  ])
  expect(documented.toSorted()).toEqual(Object.entries(MEDIA_FINDINGS).toSorted())
})
