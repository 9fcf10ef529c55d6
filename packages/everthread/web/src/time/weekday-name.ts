/** The days of the week in the reader's language; 1 is Monday. */

/** A Monday. */
const MONDAY = Date.UTC(2024, 0, 1)
const DAY_MS = 86_400_000

export function weekdayName(weekday: number, language: string): string {
  const name = new Intl.DateTimeFormat(language, { weekday: 'long', timeZone: 'UTC' })
  return capital(name.format(MONDAY + (weekday - 1) * DAY_MS), language)
}

/** Russian writes them small, except at the beginning of a line, where they stand here. */
function capital(text: string, language: string): string {
  return text.charAt(0).toLocaleUpperCase(language) + text.slice(1)
}
