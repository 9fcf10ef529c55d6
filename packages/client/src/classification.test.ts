import { readFileSync } from 'node:fs'
import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { classify } from './classification.ts'
import type { EndpointId } from './endpoint.ts'
import {
  PROTOCOL_CODE,
  ThreadsApiError,
  ThreadsProtocolError,
  ThreadsTransportError,
  TRANSPORT_CODE,
  type ApiRefusal,
} from './errors.ts'

const table = tableIn(readFileSync(new URL('classification.ts', import.meta.url), 'utf8'), ' * ')

interface Row {
  readonly which: string
  readonly at: string
  readonly kind: string
  readonly reason: string
}

function tableIn(text: string, prefix: string): readonly Row[] {
  const lines = text.split('\n').filter((line) => line.startsWith(`${prefix}| `))
  const cells = lines.map((line) => line.split('|').map((cell) => cell.trim()))
  return cells
    .slice(2)
    .map(([, which = '', at = '', kind = '', reason = '']) => ({ which, at, kind, reason }))
}

/** The refusals that a row speaks of: one, or the first and the last of a range. */
function refusalsOf({ which, at }: Row): readonly ApiRefusal[] {
  const endpoint = (at || 'me') as EndpointId
  if (/^[A-Z_]+$/.test(which)) return [{ endpoint, code: 100, apiName: `THREADS_API__${which}` }]
  const [codes = '', subcode = ''] = which.split('/')
  return codes.split('…').map((code) => ({
    endpoint,
    code: code === 'any' ? 99_999 : Number(code),
    ...(subcode !== 'any' && { subcode: Number(subcode) }),
  }))
}

/** The table's own rule: the first row that fits wins. */
function firstFit({ code, subcode, endpoint, apiName }: ApiRefusal): Row | undefined {
  const counted = code === 102 ? 190 : code
  return table.find(({ which, at }) => {
    if (at !== '' && at !== endpoint) return false
    if (/^[A-Z_]+$/.test(which)) return apiName === `THREADS_API__${which}`
    const [codes = '', sub] = which.split('/')
    const [first, last = first] = codes.split('…')
    const codeFits = codes === 'any' || (counted >= Number(first) && counted <= Number(last))
    return codeFits && (sub === 'any' || Number(sub) === subcode)
  })
}

describe('the table', () => {
  test('is there, and knows every code of the reference', () => {
    expect(table).toHaveLength(53)
  })

  test.each(table)('$which $at is $kind, $reason', (row) => {
    for (const refusal of refusalsOf(row)) {
      for (const status of [200, 400, 401, 500]) {
        const meaning = classify(new ThreadsApiError({ ...refusal, status }))
        expect(meaning).toMatchObject({ kind: row.kind, reason: row.reason })
        expect(meaning.retryable).toBe(['transient', 'rate_limited', 'not_yet'].includes(row.kind))
      }
    }
  })

  test('decides every refusal as its first row that fits does', () => {
    const codes = table.flatMap(({ which }) => which.split(/[/…]/).map(Number)).filter(Number.isInteger)
    const code = fc.oneof(fc.constantFrom(102, ...codes), fc.integer())
    const endpoint = fc.constantFrom<EndpointId>('me', 'authorize', 'oauth_access_token', 'create_container')
    const subcode = fc.option(fc.constantFrom(0, ...codes), { nil: undefined })
    fc.assert(
      fc.property(code, subcode, endpoint, (code, subcode, endpoint) => {
        const refusal = { code, endpoint, ...(subcode !== undefined && { subcode }) }
        const row = firstFit(refusal) ?? { kind: 'unknown', reason: 'unrecognised' }
        expect(classify(new ThreadsApiError(refusal))).toMatchObject({ kind: row.kind, reason: row.reason })
      }),
      { seed: 4, numRuns: 2000 },
    )
  })

  test('stands in the README, row by row', () => {
    const readme = readFileSync(new URL('../README.md', import.meta.url), 'utf8')
    const shown = readme.slice(readme.indexOf('code/subcode, or name') - 2)
    expect(tableIn(shown.slice(0, shown.indexOf('\n\n')), '')).toEqual(table)
  })
})

describe('below the table', () => {
  const refusal = { endpoint: 'me', code: 99_999 } as const

  test.each([
    [{ status: 400 }, 'unknown', 'unrecognised'],
    [{ status: 200 }, 'unknown', 'unrecognised'],
    [{ status: 400, isTransient: true }, 'transient', 'server-error'],
    [{ status: 400, isTransient: false }, 'unknown', 'unrecognised'],
    [{ status: 500 }, 'transient', 'server-error'],
    [{ status: 503, isTransient: false }, 'transient', 'server-error'],
    [{ status: 429 }, 'rate_limited', 'rate-limited'],
  ])('an unknown code with %j is %s', (rest, kind, reason) => {
    expect(classify(new ThreadsApiError({ ...refusal, ...rest }))).toMatchObject({ kind, reason })
  })

  test('a known code says more than is_transient or a status of 500', () => {
    const expired = { endpoint: 'me', code: 190, subcode: 463, isTransient: true, status: 500 } as const
    expect(classify(new ThreadsApiError(expired))).toMatchObject({ kind: 'token', reason: 'expired' })
  })

  test('code 102 counts as 190, with its subcodes', () => {
    const session = { endpoint: 'me', code: 102 } as const
    expect(classify(new ThreadsApiError(session)).reason).toBe('token-invalid')
    expect(classify(new ThreadsApiError({ ...session, subcode: 460 })).reason).toBe('password-changed')
  })
})

describe('no usable answer', () => {
  test.each(Object.values(TRANSPORT_CODE))('%s: by what stood in the way', (code) => {
    const meaning = classify(new ThreadsTransportError({ endpoint: 'me', code, outcome: 'unknown' }))
    expect(meaning).toEqual(
      code === 'aborted'
        ? { kind: 'caller', reason: code, retryable: false }
        : { kind: 'transient', reason: code, retryable: true },
    )
  })

  test.each(Object.values(PROTOCOL_CODE))('%s is transient', (code) => {
    expect(classify(new ThreadsProtocolError({ endpoint: 'me', code, status: 200 }))).toMatchObject({
      kind: 'transient',
      reason: ['field', 'shape', 'status'].includes(code) ? 'answer-unusable' : 'not-json',
    })
  })

  test('a page of a server in trouble is a server error, and 429 is a limit', () => {
    const page = { endpoint: 'me', code: 'content_type' } as const
    expect(classify(new ThreadsProtocolError({ ...page, status: 502 })).reason).toBe('server-error')
    expect(classify(new ThreadsProtocolError({ ...page, status: 429 })).kind).toBe('rate_limited')
  })
})

describe('at publish', () => {
  const endpoint = 'publish'
  const doubtful = { kind: 'unknown', reason: 'outcome-unknown', retryable: false }

  test.each([
    ['code 10 with 500', new ThreadsApiError({ endpoint, code: 10, status: 500 })],
    ['code 2', new ThreadsApiError({ endpoint, code: 2, status: 503 })],
    ['a page of 502', new ThreadsProtocolError({ endpoint, code: 'content_type', status: 502 })],
    ['a timeout', new ThreadsTransportError({ endpoint, code: 'timeout', outcome: 'unknown' })],
    ['an abort on the way', new ThreadsTransportError({ endpoint, code: 'aborted', outcome: 'unknown' })],
  ])('%s may have published', (_, error) => {
    expect(classify(error)).toEqual(doubtful)
  })

  test('what was not sent did not publish', () => {
    const error = new ThreadsTransportError({ endpoint, code: 'dns', outcome: 'not_sent' })
    expect(classify(error)).toEqual({ kind: 'transient', reason: 'dns', retryable: true })
  })

  test.each([
    [24, 4279009, 'not_yet'],
    [613, 4279002, 'rate_limited'],
    [190, 463, 'token'],
    [10, 4279067, 'permission'],
    [1, 2207051, 'blocked'],
    [1, 2207052, 'rejected'],
    [-1, 4279047, 'rejected'],
    [100, 4279004, 'rejected'],
    [100, 4279071, 'rejected'],
    [1, 4279013, 'blocked'],
    [368, 0, 'blocked'],
  ])('%i/%i keeps its meaning: %s', (code, subcode, kind) => {
    expect(publishKind(code, subcode)).toBe(kind)
  })
})

test('a TypeError is the caller’s mistake, and anything else is not recognised', () => {
  expect(classify(new TypeError('token must be a Secret'))).toMatchObject({
    kind: 'caller',
    reason: 'invalid-argument',
  })
  fc.assert(
    fc.property(fc.anything(), (thrown) => {
      expect(classify(thrown)).toMatchObject({ kind: 'unknown', reason: 'unrecognised' })
    }),
    { seed: 5 },
  )
})

function publishKind(code: number, subcode: number): string {
  return classify(new ThreadsApiError({ endpoint: 'publish', code, subcode, status: 400 })).kind
}
