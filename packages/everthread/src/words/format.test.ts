import * as fc from 'fast-check'
import { expect, test, vi } from 'vitest'
import { type Millis, parseInstant } from '../time/clock.ts'
import { DAY, HOUR, MINUTE, SECOND } from '../time/duration.ts'
import { createFormat } from './format.ts'
import { LANGUAGES, type Language } from './language.ts'

const at = (iso: string) => parseInstant(iso) as Millis

test.each([
  ['en', 'Europe/Moscow', '2027-01-22T06:14:00Z', '22 January 2027, 09:14 (06:14 UTC)'],
  ['ru', 'Europe/Moscow', '2027-01-22T06:14:00Z', '22 января 2027, 09:14 (06:14 UTC)'],
  ['en', 'UTC', '2027-01-22T06:14:00Z', '22 January 2027, 06:14 UTC'],
  ['en', 'Europe/London', '2027-01-22T00:05:00Z', '22 January 2027, 00:05 UTC'],
  ['ru', 'Asia/Vladivostok', '2026-12-31T20:30:00Z', '1 января 2027, 06:30 (31 декабря, 20:30 UTC)'],
  ['en', 'America/Los_Angeles', '2026-05-01T03:00:00Z', '30 April 2026, 20:00 (1 May, 03:00 UTC)'],
] as const)('an instant in %s, %s: %s', (...[language, zone, iso, expected]) => {
  expect(createFormat(language, zone).instant(at(iso))).toBe(expected)
})

test.each(['Europe/Moscow', 'America/Los_Angeles', 'Asia/Kolkata'])(
  'without a zone it is the host’s: %s',
  (zone) => {
    vi.stubEnv('TZ', zone)
    expect(new Date(0).getTimezoneOffset()).not.toBe(0)
    const anywhen = fc.integer({ min: 0, max: at('2100-01-01T00:00:00Z') })
    fc.assert(
      fc.property(anywhen, fc.constantFrom(...LANGUAGES), (ms, language) => {
        expect(createFormat(language).instant(ms as Millis)).toBe(
          createFormat(language, zone).instant(ms as Millis),
        )
      }),
    )
  },
)

test('a zone that does not exist is the caller’s mistake', () => {
  expect(() => createFormat('en', 'Europe/Nowhere')).toThrow(RangeError)
})

test.each([
  [60 * DAY, '60 days', '60 дней'],
  [21 * DAY + 5 * HOUR, '21 days', '21 день'],
  [3 * DAY - 1, '2 days', '2 дня'],
  [DAY, '24 hours', '24 часа'],
  [90 * MINUTE, '90 minutes', '90 минут'],
  [121 * SECOND, '2 minutes', '2 минуты'],
  [SECOND, '1 second', '1 секунда'],
  [0, '0 seconds', '0 секунд'],
])('a duration of %i ms', (ms, en, ru) => {
  expect(createFormat('en', 'UTC').duration(ms)).toBe(en)
  expect(createFormat('ru', 'UTC').duration(ms)).toBe(ru)
})

test.each([
  [21 * MINUTE, 'in 21 minutes', 'через 21 минуту'],
  [-2 * DAY, '2 days ago', '2 дня назад'],
  [25 * HOUR, 'in 25 hours', 'через 25 часов'],
  [0, 'now', 'сейчас'],
])('%i ms from now', (ms, en, ru) => {
  expect(createFormat('en', 'UTC').relative(ms)).toBe(en)
  expect(createFormat('ru', 'UTC').relative(ms)).toBe(ru)
})

test('a duration never says more than there is', () => {
  const format = createFormat('en', 'UTC')
  const sizes: Record<string, number> = { day: DAY, hour: HOUR, minute: MINUTE, second: SECOND }
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 400 * DAY }), (ms) => {
      const [count, unit] = format.duration(ms).split(' ')
      const said = Number(count) * (sizes[(unit ?? '').replace(/s$/, '')] ?? Number.NaN)
      expect(said).toBeLessThanOrEqual(ms)
      // and not less than two thirds of it: "2 days" may stand for almost three
      expect(said).toBeGreaterThanOrEqual(Math.min(ms - SECOND, (ms * 2) / 3 - 1))
    }),
  )
})

test('lists are joined as people join them', () => {
  expect(createFormat('en', 'UTC').list(['a', 'b', 'c'])).toBe('a, b and c')
  expect(createFormat('ru', 'UTC').list(['a', 'b', 'c'])).toBe('a, b и c')
})

const LOCALES: Record<Language, string> = { en: 'en-GB', ru: 'ru-RU' }

test.each(LANGUAGES)('the words of %s are those that Intl has', (language) => {
  const { instant, duration, relative, list } = createFormat(language, 'UTC')
  const locale = LOCALES[language]
  for (let month = 0; month < 12; month += 1) {
    const day = Date.UTC(2027, month, 5) as Millis
    const date = new Intl.DateTimeFormat(locale, { timeZone: 'UTC', month: 'long', day: 'numeric' })
    expect(instant(day)).toBe(`${date.format(day)} 2027, 00:00 UTC`)
  }
  const away = new Intl.RelativeTimeFormat(locale)
  for (const [unit, size, most] of [
    ['day', DAY, 999],
    ['hour', HOUR, 47],
    ['minute', MINUTE, 119],
    ['second', SECOND, 119],
  ] as const) {
    const inFull = new Intl.NumberFormat(locale, { style: 'unit', unit, unitDisplay: 'long' })
    for (let count = unit === 'second' ? 1 : 2; count <= most; count += 1) {
      expect(duration(count * size)).toBe(inFull.format(count))
      expect(relative(count * size)).toBe(away.format(count, unit))
      expect(relative(-count * size)).toBe(away.format(-count, unit))
    }
  }
  const all = new Intl.ListFormat(locale)
  for (const items of [[], ['a'], ['a', 'b'], ['a', 'b', 'c'], ['a', 'b', 'c', 'd']])
    expect(list(items)).toBe(all.format(items))
})
