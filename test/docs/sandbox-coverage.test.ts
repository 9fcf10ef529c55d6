/** Holds docs/sandbox-coverage.md to the matrix, which tests beside it hold to the code; `-u` writes the page anew. */
import { expect, test } from 'vitest'
import { coverageReport } from '../../packages/sandbox/src/coverage/report.ts'
import { rowsOf } from './markdown.ts'
import { renderCoverage } from './render-coverage.ts'

test('docs/sandbox-coverage.md is what the matrix says', async () => {
  await expect(renderCoverage(coverageReport())).toMatchFileSnapshot('../../docs/sandbox-coverage.md')
})

test('control: the page has a row for each endpoint, callback and error, and a change of status changes it', () => {
  const report = coverageReport()
  const page = renderCoverage(report)
  const { endpoints, callbacks, errors } = report
  expect(rowsOf(page)).toHaveLength(3 + endpoints.length + callbacks.length + errors.length)
  const [first, ...others] = endpoints
  if (!first) throw new Error('there are no endpoints')
  expect(renderCoverage({ ...report, endpoints: [{ ...first, status: 'not yet' }, ...others] })).not.toBe(
    page,
  )
})
