import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { parseLosslessJson } from './json.ts'

test('an id above 2^53 keeps every digit', () => {
  expect(parseLosslessJson('{"user_id": 17841405793187218}')).toEqual({ user_id: '17841405793187218' })
})

test('the control: JSON.parse alone rounds it to another id', () => {
  const { user_id: id } = JSON.parse('{"user_id": 17841405793187219}') as { user_id: number }
  expect(String(id)).not.toBe('17841405793187219')
})

test.each([
  ['a number that is exact', '9007199254740991', Number.MAX_SAFE_INTEGER],
  ['the first that is not', '9007199254740992', '9007199254740992'],
  ['a negative one', '-9007199254740993', '-9007199254740993'],
  ['a fraction', '1234567890.1234567890123456', 1_234_567_890.123_456_7],
  ['an exponent', '1234567890123456789e3', 1.234_567_890_123_456_8e21],
  ['digits in a string', '"id 17841405793187218, twice"', 'id 17841405793187218, twice'],
  ['an escaped quote', String.raw`"\"17841405793187218"`, '"17841405793187218'],
  ['a backslash at the end', String.raw`["\\",17841405793187218]`, ['\\', '17841405793187218']],
])('%s', (_, text, value) => {
  expect(parseLosslessJson(text)).toEqual(value)
})

test('what is not JSON stays none, although quoting a number could make it some', () => {
  expect(() => parseLosslessJson('{17841405793187218: 1}')).toThrow(SyntaxError)
  expect(() => parseLosslessJson('{"a": "17841405793187218')).toThrow(SyntaxError)
  expect(() => parseLosslessJson('[017841405793187218]')).toThrow(SyntaxError)
})

test('any document keeps its strings, and every integer keeps its digits', () => {
  const { document } = fc.letrec<{ document: Document }>((tie) => ({
    document: fc.oneof(
      { maxDepth: 4 },
      fc.bigInt({ min: -(10n ** 30n), max: 10n ** 30n }),
      fc.string({ unit: fc.constantFrom('"', '\\', '1', '9', '{', ':', ' ', 'é', '\n') }),
      fc.stringMatching(/^\d{15,20}$/),
      fc.constantFrom(null, true, false),
      fc.array(tie('document'), { maxLength: 4 }),
      fc.dictionary(fc.stringMatching(/^[a-z"\\0-9]{0,20}$/), tie('document'), { maxKeys: 4 }),
    ),
  }))
  fc.assert(
    fc.property(document, (value) => {
      expect(parseLosslessJson(written(value))).toStrictEqual(expected(value))
    }),
    { seed: 3, numRuns: 1000 },
  )
})

type Document = bigint | string | null | boolean | Document[] | { [key: string]: Document }

function written(value: Document): string {
  if (typeof value === 'bigint') return value.toString()
  if (Array.isArray(value)) return `[${value.map(written).join(', ')}]`
  if (typeof value !== 'object' || value === null) return JSON.stringify(value)
  return `{${Object.entries(value)
    .map(([key, item]) => `${JSON.stringify(key)}: ${written(item)}`)
    .join(',')}}`
}

function expected(value: Document): unknown {
  if (typeof value === 'bigint') {
    return value >= -(2n ** 53n) + 1n && value <= 2n ** 53n - 1n ? Number(value) : value.toString()
  }
  if (Array.isArray(value)) return value.map(expected)
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, expected(item)]))
}

test('a megabyte of quotes, backslashes or digits takes no time to speak of', () => {
  const escapes = '\\"'.repeat(300_000)
  expect(parseLosslessJson(`["${escapes}", 17841405793187218]`)).toHaveLength(2)
  expect(parseLosslessJson(`[${'1'.repeat(1_000_000)}]`)).toHaveLength(1)
})
