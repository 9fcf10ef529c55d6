import { expect, test } from 'vitest'
import { instantFrom } from './clock.ts'
import { startOfPacificDay, toPacific } from './pacific.ts'

test('instants are written as in Meta’s messages, in Pacific time', () => {
  expect(toPacific(instantFrom('2025-11-01T07:00:00Z'))).toBe('Saturday, 01-Nov-25 00:00:00 PDT')
  expect(toPacific(instantFrom('2026-05-21T11:00:00Z'))).toBe('Thursday, 21-May-26 04:00:00 PDT')
  expect(toPacific(instantFrom('2026-05-22T08:39:32Z'))).toBe('Friday, 22-May-26 01:39:32 PDT')
  expect(toPacific(instantFrom('2026-01-02T03:04:05Z'))).toBe('Thursday, 01-Jan-26 19:04:05 PST')
})

test('the zone’s name changes with the season, at the instant of the change', () => {
  expect(toPacific(instantFrom('2025-11-02T08:59:59Z'))).toBe('Sunday, 02-Nov-25 01:59:59 PDT')
  expect(toPacific(instantFrom('2025-11-02T09:00:00Z'))).toBe('Sunday, 02-Nov-25 01:00:00 PST')
  expect(toPacific(instantFrom('2026-03-08T09:59:59Z'))).toBe('Sunday, 08-Mar-26 01:59:59 PST')
  expect(toPacific(instantFrom('2026-03-08T10:00:00Z'))).toBe('Sunday, 08-Mar-26 03:00:00 PDT')
})

test('a Pacific day begins at 07:00 or 08:00 UTC, also on the days when the clock is changed', () => {
  const startOf = (text: string) => new Date(startOfPacificDay(Date.parse(text))).toISOString()
  expect(startOf('2024-09-16T12:00:00Z')).toBe('2024-09-16T07:00:00.000Z')
  expect(startOf('2024-09-16T07:00:00Z')).toBe('2024-09-16T07:00:00.000Z')
  expect(startOf('2024-09-16T06:59:59Z')).toBe('2024-09-15T07:00:00.000Z')
  expect(startOf('2024-12-01T12:00:00Z')).toBe('2024-12-01T08:00:00.000Z')
  // 10 March 2024 has 23 hours, 3 November 25.
  expect(startOf('2024-03-11T06:30:00Z')).toBe('2024-03-10T08:00:00.000Z')
  expect(startOf('2024-03-11T07:30:00Z')).toBe('2024-03-11T07:00:00.000Z')
  expect(startOf('2024-11-04T07:30:00Z')).toBe('2024-11-03T07:00:00.000Z')
  expect(startOf('2024-11-04T08:30:00Z')).toBe('2024-11-04T08:00:00.000Z')
})
