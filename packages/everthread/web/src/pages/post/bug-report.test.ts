import { expect, it } from 'vitest'
import { bugReport } from './bug-report.ts'

const AT = '2026-11-23T10:00:00.000Z'

it('says what happened by ids and codes, and nothing by which its author is known', () => {
  const post = { id: 'p1', state: 'failed' as const, parts: [{ state: 'failed' as const }] }
  const refused = { code: 24, subcode: 4_279_009, permalink: 'https://www.threads.com/@anna/post/DA' }
  const receipts = [
    { number: 1, at: AT, kind: 'created' },
    { number: 2, at: AT, kind: 'publish-refused', position: 1, detail: refused },
  ]
  expect(bugReport(post, receipts)).toBe(
    [
      'post p1: failed',
      'parts: failed',
      `${AT}  created`,
      `${AT}  publish-refused  part 1  code=24  subcode=4279009`,
    ].join('\n'),
  )
})
