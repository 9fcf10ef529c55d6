/**
 * Instants and durations for people. An instant is shown where the reader lives and in UTC, so that it can be compared
 * with a log or told to somebody else. Plurals are the language's own (`Intl`): 1 день, 2 дня, 5 дней.
 */
import type { Millis } from '../time/clock.ts'
import { DAY, HOUR, MINUTE, SECOND } from '../time/duration.ts'
import type { Language } from './language.ts'

export interface Format {
  /** `22 January 2027, 09:14 (06:14 UTC)`. In Russian the date is in the genitive: it follows «до» and «с» and stands alone. */
  readonly instant: (at: Millis) => string
  /** `19 days`, `36 hours`: the largest unit of which there are at least two, rounded down. Nominative. */
  readonly duration: (ms: number) => string
  /** `in 19 days`, `2 hours ago`: from now, negative is past. */
  readonly relative: (ms: number) => string
  /** `a, b and c`. */
  readonly list: (items: readonly string[]) => string
}

type Unit = 'day' | 'hour' | 'minute' | 'second'

const UNITS: readonly (readonly [Unit, number])[] = [
  ['day', DAY],
  ['hour', HOUR],
  ['minute', MINUTE],
]

const LOCALES = { en: 'en-GB', ru: 'ru-RU' } as const satisfies Record<Language, string>

/** `zone` is an IANA name; an unknown one throws `RangeError`. */
export function createFormat(language: Language, zone: string): Format {
  const locale = LOCALES[language]
  const local = dateTimeIn(locale, zone)
  const utc = dateTimeIn(locale, 'UTC')
  const list = new Intl.ListFormat(locale, { type: 'conjunction' })
  return {
    instant: (at) => instantText(local(at), utc(at)),
    duration: (ms) => durationText(ms, locale),
    relative: (ms) => relativeText(ms, locale),
    list: (items) => list.format(items),
  }
}

interface DateTime {
  readonly day: string
  readonly year: string
  readonly time: string
}

function dateTimeIn(locale: string, timeZone: string): (at: Millis) => DateTime {
  const format = new Intl.DateTimeFormat(locale, {
    timeZone,
    year: 'numeric',
    month: 'long',
    day: 'numeric',
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
  })
  return (at) => {
    const parts = new Map(format.formatToParts(at).map(({ type, value }) => [type, value]))
    const part = (type: Intl.DateTimeFormatPartTypes): string => parts.get(type) ?? ''
    return {
      day: `${part('day')} ${part('month')}`,
      year: part('year'),
      time: `${part('hour')}:${part('minute')}`,
    }
  }
}

function instantText(local: DateTime, utc: DateTime): string {
  const text = `${local.day} ${local.year}, ${local.time}`
  if (local.day !== utc.day) return `${text} (${utc.day}, ${utc.time} UTC)`
  return local.time === utc.time ? `${text} UTC` : `${text} (${utc.time} UTC)`
}

function durationText(ms: number, locale: string): string {
  const { count, unit } = inUnits(Math.abs(ms))
  return new Intl.NumberFormat(locale, { style: 'unit', unit, unitDisplay: 'long' }).format(count)
}

function relativeText(ms: number, locale: string): string {
  const { count, unit } = inUnits(Math.abs(ms))
  // `auto` for nothing at all ("now"); for the rest it would say "tomorrow", which a time of day may belie.
  const numeric = count === 0 ? 'auto' : 'always'
  return new Intl.RelativeTimeFormat(locale, { numeric }).format(ms < 0 ? -count : count, unit)
}

/** Rounded down: what is left is never overstated. */
function inUnits(ms: number): { count: number; unit: Unit } {
  for (const [unit, size] of UNITS) {
    if (ms >= 2 * size) return { count: Math.floor(ms / size), unit }
  }
  return { count: Math.floor(ms / SECOND), unit: 'second' }
}
