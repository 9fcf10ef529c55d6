import { expect, test } from 'vitest'
import { instantFrom } from './clock.ts'
import { toPacific } from './pacific.ts'

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
