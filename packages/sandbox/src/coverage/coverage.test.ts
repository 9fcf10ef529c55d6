import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'
import { withApi } from '../../test-support/api.ts'
import { META_ERRORS } from '../errors/catalogue.ts'
import { routedEndpoints } from '../routes/routes.ts'
import { CALLBACKS } from './callbacks.ts'
import type { EndpointRow } from './endpoint-row.ts'
import { ENDPOINTS } from './endpoints.ts'
import { ERROR_COVERAGE } from './errors.ts'
import type { Proof, Support } from './proof.ts'

interface Claim {
  readonly status: Support
  readonly tests: readonly Proof[]
}

/** What in a matrix is not so: a claim without a test, a test that is not there, a test for what is not claimed. */
function lies(claims: Readonly<Record<string, Claim>>): readonly string[] {
  return Object.entries(claims).flatMap(([id, { status, tests }]) => {
    if (status === 'not yet') return tests.length > 0 ? [`${id}: not yet, but tested`] : []
    if (tests.length === 0) return [`${id}: ${status}, but no test`]
    return tests
      .filter((one) => !exists(one))
      .map(({ file, test: name }) => `${id}: no test "${name}" in ${file}`)
  })
}

function exists({ file, test: name }: Proof): boolean {
  try {
    const source = readFileSync(fileURLToPath(new URL(`../${file}`, import.meta.url)), 'utf8')
    return source.includes(`\ntest('${name}', `)
  } catch {
    return false
  }
}

const endpoints: readonly [string, EndpointRow][] = Object.entries(ENDPOINTS)

test('every endpoint, callback and error that is claimed names tests that exist', () => {
  expect(lies(ENDPOINTS)).toEqual([])
  expect(lies(CALLBACKS)).toEqual([])
  expect(lies(ERROR_COVERAGE)).toEqual([])
})

test('a matrix that lies is found out', () => {
  const there = { file: 'coverage/coverage.test.ts', test: 'a matrix that lies is found out' }
  expect(
    lies({
      honest: { status: 'supported', tests: [there] },
      planned: { status: 'not yet', tests: [] },
      untested: { status: 'supported', tests: [] },
      renamed: { status: 'partial', tests: [{ ...there, test: 'a matrix that lies' }] },
      moved: { status: 'supported', tests: [there, { ...there, file: 'coverage/nowhere.test.ts' }] },
      ahead: { status: 'not yet', tests: [there] },
    }),
  ).toEqual([
    'untested: supported, but no test',
    'renamed: no test "a matrix that lies" in coverage/coverage.test.ts',
    'moved: no test "a matrix that lies is found out" in coverage/nowhere.test.ts',
    'ahead: not yet, but tested',
  ])
})

test('what is routed is what the matrix says, method for method', () => {
  const routed = routedEndpoints()
  const claimed = endpoints.filter(
    ([id, { status }]) => status !== 'not yet' || routed.has(id as keyof typeof ENDPOINTS),
  )
  const methods = (list: readonly string[]) => [...list].toSorted()
  expect(Object.fromEntries([...routed].map(([id, list]) => [id, methods(list)]))).toEqual(
    Object.fromEntries(claimed.map(([id, row]) => [id, methods(row.methods)])),
  )
})

test('a call is served by its own endpoint', async () => {
  await withApi(async ({ sandbox, token, send }) => {
    const bearer = { authorization: `Bearer ${token()}` }
    // These two share their path with `media`, and no id is one of theirs yet.
    const shared = ['container', 'location']
    for (const [id, row] of endpoints.filter(([name]) => !shared.includes(name))) {
      const path = row.path.replace('{user}', 'me').replace(/\{\w+\}/, '17889615691921648')
      const query = id === 'oauth_client_credentials' ? '?grant_type=client_credentials' : ''
      for (const method of row.methods) {
        sandbox.requests.clear()
        await send(path + query, { method, headers: bearer })
        expect([method, id, sandbox.requests.list()[0]?.endpoint]).toEqual([method, id, id])
      }
    }
  })
})

test('the matrix has every error of the catalogue, and says so over HTTP', async () => {
  expect(Object.keys(ERROR_COVERAGE).toSorted()).toEqual(Object.keys(META_ERRORS).toSorted())
  await withApi(async ({ control, sandbox }) => {
    const report = (await control('coverage')).json
    expect(report).toEqual(JSON.parse(JSON.stringify(sandbox.coverage())))
    expect(report.totals.endpoints).toEqual({ supported: 31, partial: 0, 'not yet': 0 })
    expect(report.totals.errors['not yet']).toBe(0)
    for (const row of report.errors.filter((one: { status: string }) => one.status === 'partial')) {
      expect([row.id, row.note]).toEqual([row.id, expect.stringContaining('only by ')])
    }
    expect(report.errors.find((row: { id: string }) => row.id === 'session_expired')).toMatchObject({
      status: 'supported',
      http_status: 400,
      code: 190,
      subcode: 463,
    })
  })
})
