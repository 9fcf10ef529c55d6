/** Instants and spans as a person says them, in the reader's own zone. */
import type { Language } from '../words/language.ts'

const SECOND = 1_000
const MINUTE = 60 * SECOND
const HOUR = 60 * MINUTE
export const DAY = 24 * HOUR

const UNITS = [
  ['day', DAY],
  ['hour', HOUR],
  ['minute', MINUTE],
] as const

export interface Spoken {
  /** «12 декабря, 09:41», with the year where it is another one. */
  moment(at: number, now: number): string
  /** «через 3 дня», "2 hours ago". */
  distance(at: number, now: number): string
  /** «39 дней». */
  days(count: number): string
}

export function createSpoken(language: Language): Spoken {
  const relative = new Intl.RelativeTimeFormat(language, { numeric: 'auto' })
  const inDays = new Intl.NumberFormat(language, { style: 'unit', unit: 'day', unitDisplay: 'long' })
  const sameYear = new Intl.DateTimeFormat(language, {
    day: 'numeric',
    month: 'long',
    hour: '2-digit',
    minute: '2-digit',
  })
  const withYear = new Intl.DateTimeFormat(language, { dateStyle: 'long', timeStyle: 'short' })
  const yearOf = new Intl.DateTimeFormat('en', { year: 'numeric' })
  return {
    moment: (at, now) => (yearOf.format(at) === yearOf.format(now) ? sameYear : withYear).format(at),
    distance: (at, now) => {
      const span = at - now
      const [unit, size] = UNITS.find(([, size]) => Math.abs(span) >= size) ?? ['minute', MINUTE]
      return relative.format(Math.trunc(span / size), unit)
    },
    days: (count) => inDays.format(count),
  }
}
