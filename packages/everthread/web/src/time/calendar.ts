/** Days of the reader's own calendar, in the browser's zone. */

const DAY_MS = 86_400_000

/** Whole days on the wall from one instant to another: 0 is the same day, also where it had 23 or 25 hours. */
export function daysBetween(from: number, to: number): number {
  return Math.round((dayNumber(to) - dayNumber(from)) / DAY_MS)
}

function dayNumber(at: number): number {
  const date = new Date(at)
  return Date.UTC(date.getFullYear(), date.getMonth(), date.getDate())
}
