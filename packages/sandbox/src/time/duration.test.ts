import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { DAY, formatDuration, HOUR, parseDuration, SECOND } from './duration.ts'

test('durations are read as people write them', () => {
  expect(parseDuration('90s')).toBe(90 * SECOND)
  expect(parseDuration('25h')).toBe(25 * HOUR)
  expect(parseDuration('39d')).toBe(39 * DAY)
  expect(parseDuration('1.5h')).toBe(1.5 * HOUR)
  expect(parseDuration(' 1d 12h ')).toBe(36 * HOUR)
  expect(parseDuration('250ms')).toBe(250)
  expect(parseDuration('2w')).toBe(14 * DAY)
})

test('everything else is none', () => {
  const wrong = ['', ' ', '5', 's', '-5s', '5 days', '1e3s', '5s!', 'Infinityd', '99999999999999999d']
  expect(wrong.filter((text) => parseDuration(text) !== undefined)).toEqual([])
})

test('what is formatted reads back to the same unit', () => {
  fc.assert(
    fc.property(fc.integer({ min: SECOND, max: 400 * DAY }), (ms) => {
      const back = parseDuration(formatDuration(ms)) ?? Number.NaN
      expect(Math.abs(back - ms)).toBeLessThanOrEqual(ms / 2)
    }),
  )
})
