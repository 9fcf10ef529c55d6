import { expect, test } from 'vitest'
import { dayAfter, weekdayOf } from './calendar-day.ts'

test.each([
  ['2026-03-29', 1, '2026-03-30'],
  ['2026-12-31', 1, '2027-01-01'],
  ['2028-02-28', 1, '2028-02-29'],
  ['2026-03-01', -1, '2026-02-28'],
  ['2026-03-29', 0, '2026-03-29'],
])('%s and %i days is %s', (day, days, other) => {
  expect(dayAfter(day, days)).toBe(other)
})

test.each([
  ['2026-11-23', 1],
  ['2026-11-29', 7],
  ['1969-12-31', 3],
])('%s is day %i of the week', (day, weekday) => {
  expect(weekdayOf(day)).toBe(weekday)
})

test.each(['2026-02-31', '2026-2-3', 'today', ''])('%j is no day', (day) => {
  expect(dayAfter(day, 1)).toBeUndefined()
  expect(weekdayOf(day)).toBeUndefined()
})
