/**
 * Instants and durations for people. An instant is shown where the reader lives and in UTC, so that it can be compared
 * with a log or told to somebody else. Plurals are the language's own: 1 день, 2 дня, 5 дней.
 */
import { type Millis, utcWallTime, type WallTime } from '../time/clock.ts'
import { DAY, HOUR, MINUTE, SECOND } from '../time/duration.ts'
import { wallTimeIn } from '../time/zone.ts'
import type { Language } from './language.ts'
import { type Forms, TIME_WORDS, type TimeWords, type Unit } from './time-words.ts'

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

const UNITS: readonly (readonly [Unit, number])[] = [
  ['day', DAY],
  ['hour', HOUR],
  ['minute', MINUTE],
]

/** `zone` is an IANA name, the host's by default; an unknown one throws `RangeError`. */
export function createFormat(language: Language, zone?: string): Format {
  const words = TIME_WORDS[language]
  const plurals = new Intl.PluralRules(language)
  const local = wallTimeIn(zone)
  const counted = (units: Readonly<Record<Unit, Forms>>, ms: number): string => {
    const { count, unit } = inUnits(Math.abs(ms))
    const forms = units[unit]
    return `${count} ${forms[plurals.select(count)] ?? forms.other}`
  }
  return {
    instant: (at) => instantText(local(at), utcWallTime(at), words),
    duration: (ms) => counted(words.units, ms),
    relative: (ms) => {
      if (Math.abs(ms) < SECOND) return words.now
      const span = counted(words.unitsAway, ms)
      return ms < 0 ? words.ago(span) : words.ahead(span)
    },
    list: (items) => listText(items, words),
  }
}

function instantText(local: WallTime, utc: WallTime, words: TimeWords): string {
  const localDay = dayText(local, words)
  const utcDay = dayText(utc, words)
  const text = `${localDay} ${local.year}, ${timeText(local)}`
  if (localDay !== utcDay) return `${text} (${utcDay}, ${timeText(utc)} UTC)`
  return timeText(local) === timeText(utc) ? `${text} UTC` : `${text} (${timeText(utc)} UTC)`
}

function dayText({ day, month }: WallTime, { months }: TimeWords): string {
  return `${day} ${months[month - 1]}`
}

function timeText({ hour, minute }: WallTime): string {
  return `${String(hour).padStart(2, '0')}:${String(minute).padStart(2, '0')}`
}

function listText(items: readonly string[], { and }: TimeWords): string {
  const last = items.at(-1) ?? ''
  return items.length < 2 ? last : `${items.slice(0, -1).join(', ')} ${and} ${last}`
}

/** Rounded down: what is left is never overstated. */
function inUnits(ms: number): { count: number; unit: Unit } {
  for (const [unit, size] of UNITS) {
    if (ms >= 2 * size) return { count: Math.floor(ms / size), unit }
  }
  return { count: Math.floor(ms / SECOND), unit: 'second' }
}
