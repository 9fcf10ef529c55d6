import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { parseInstant, toMillis } from './clock.ts'
import { type Moment, readMoment } from './read-moment.ts'
import { loadZones } from './zones.ts'

const zones = await loadZones()
/** 15:00 on a Saturday in Berlin; that night the clock goes from 2 to 3. */
const now = parseInstant('2026-03-28T14:00:00Z') ?? toMillis(0)
const berlin = { now, zone: 'Europe/Berlin', zones }

const at = (text: string): Moment => ({ kind: 'at', at: parseInstant(text) ?? toMillis(0) })
const wall = (text: string): Moment => ({ kind: 'wall', wall: text })
const wrong = (problem: 'form' | 'date' | 'zone'): Moment => ({ kind: 'not_a_time', problem })

test.each<[string, Moment]>([
  ['2026-03-29T09:00', wall('2026-03-29T09:00')],
  ['2026-03-29 09:00', wall('2026-03-29T09:00')],
  ['2026-03-29 2:30', wall('2026-03-29T02:30')],
  ['15:01', wall('2026-03-28T15:01')],
  ['15:00', wall('2026-03-29T15:00')],
  ['9:00', wall('2026-03-29T09:00')],
  ['today 09:00', wall('2026-03-28T09:00')],
  ['Tomorrow 09:00', wall('2026-03-29T09:00')],
  ['завтра 9:00', wall('2026-03-29T09:00')],
  ['+2h', at('2026-03-28T16:00:00Z')],
  ['90m', at('2026-03-28T15:30:00Z')],
  ['2026-03-29T09:00+02:00', at('2026-03-29T07:00:00Z')],
  ['2026-03-29 09:00:30Z', at('2026-03-29T09:00:30Z')],
  ['', wrong('form')],
  ['soon', wrong('form')],
  ['yesterday 09:00', wrong('form')],
  ['2026-03-29', wrong('form')],
  ['09:00pm', wrong('form')],
  ['2026-02-30 09:00', wrong('date')],
  ['25:00', wrong('date')],
  ['09:60', wrong('date')],
  ['2026-13-01T09:00Z', wrong('date')],
])('%j', (text, moment) => {
  expect(readMoment(text, berlin)).toEqual(moment)
})

test('a zone that there is not is told before the time', () => {
  expect(readMoment('+2h', { ...berlin, zone: 'Mars/Olympus' })).toEqual(wrong('zone'))
})

test('tomorrow is the next day on the wall, however short the night is', () => {
  const late = { ...berlin, now: parseInstant('2026-03-28T22:30:00Z') ?? now }
  expect(readMoment('tomorrow 00:10', late)).toEqual(wall('2026-03-29T00:10'))
  expect(readMoment('23:29', late)).toEqual(wall('2026-03-29T23:29'))
})

test('anything whatever is read or told, never thrown at', () => {
  const text = fc.oneof(fc.string(), fc.stringMatching(/^[\d:T+ -]{0,20}$/))
  fc.assert(
    fc.property(text, (given) => {
      expect(['at', 'wall', 'not_a_time']).toContain(readMoment(given, berlin).kind)
    }),
    { seed: 5, numRuns: 1000 },
  )
})
