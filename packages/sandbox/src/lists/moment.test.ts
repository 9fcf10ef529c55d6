import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { parseMoment } from './moment.ts'

const NOW = 1_781_524_800_000 + 45_000
const at = (text: string) => {
  const moment = parseMoment(text, NOW)
  return moment === undefined ? undefined : moment - NOW
}
const iso = (text: string) => parseMoment(text, NOW)

test('seconds, days, instants and words are understood', () => {
  expect(iso('1700000000')).toBe(1_700_000_000_000)
  expect(iso('2023-10-15')).toBe(Date.UTC(2023, 9, 15))
  expect(iso('2023-10-15T10:20:30Z')).toBe(Date.UTC(2023, 9, 15, 10, 20, 30))
  expect(iso('2023-10-15T10:20:30+0200')).toBe(Date.UTC(2023, 9, 15, 8, 20, 30))
  expect(iso('2023-10-15 10:20')).toBe(Date.UTC(2023, 9, 15, 10, 20))
  expect(iso('2023-10-15 10:20 utc')).toBe(Date.UTC(2023, 9, 15, 10, 20))
  expect(at('now')).toBe(0)
  expect(at('-7 days')).toBe(-7 * 86_400_000)
  expect(at('+1 week')).toBe(7 * 86_400_000)
  expect(at('3 hours ago')).toBe(-3 * 3_600_000)
  expect(at('1 day')).toBe(86_400_000)
  expect(iso('today')).toBe(Math.floor(NOW / 86_400_000) * 86_400_000)
  expect(iso('yesterday')).toBe(Math.floor(NOW / 86_400_000) * 86_400_000 - 86_400_000)
  expect(iso('Tomorrow ')).toBe(Math.floor(NOW / 86_400_000) * 86_400_000 + 86_400_000)
})

test('what is no instant is told, and nothing makes it throw', () => {
  for (const text of ['', 'soon', '2023-13-01', '7 elephants', '12.5', '2023-10-15T', '99999999999999']) {
    expect(iso(text)).toBeUndefined()
  }
  fc.assert(
    fc.property(fc.string(), (text) => {
      expect(['number', 'undefined']).toContain(typeof iso(text))
    }),
  )
})
