/** Meta's days by name. They are no instants: which day it is elsewhere makes no difference to them. */
import type { Language } from '../words/language.ts'

const FORMATS = {
  long: { day: 'numeric', month: 'long', year: 'numeric', timeZone: 'UTC' },
  short: { day: 'numeric', month: 'short', timeZone: 'UTC' },
} as const

/** `2026-11-22` to «22 ноября 2026» or "22 Nov". */
export function createDayNames(language: Language): (day: string, length: keyof typeof FORMATS) => string {
  const formats = {
    long: new Intl.DateTimeFormat(language, FORMATS.long),
    short: new Intl.DateTimeFormat(language, FORMATS.short),
  }
  return (day, length) => {
    const [year = 0, month = 1, date = 1] = day.split('-').map(Number)
    // Without the «г.» that Russian ends with: the name stands within sentences.
    return formats[length].format(Date.UTC(year, month - 1, date)).replace(/\s?г\.$/, '')
  }
}
