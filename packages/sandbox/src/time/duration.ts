/** Durations as people write them (`90s`, `25h`, `39d`); inside, milliseconds. */

import { withMemory } from '../memory.ts'

export const SECOND = 1000
export const MINUTE = 60 * SECOND
export const HOUR = 60 * MINUTE
export const DAY = 24 * HOUR

const UNITS: Readonly<Record<string, number>> = {
  ms: 1,
  s: SECOND,
  m: MINUTE,
  h: HOUR,
  d: DAY,
  w: 7 * DAY,
}

/** One number and unit, or several in a row (`1d12h`). `undefined` when the text is not a duration. */
export const parseDuration = withMemory(readDuration, 100)

function readDuration(text: string): number | undefined {
  const compact = text.trim()
  if (!/^(?:\d+(?:\.\d+)?\s*(?:ms|[smhdw])\s*)+$/.test(compact)) return undefined
  let total = 0
  for (const [, amount, unit = ''] of compact.matchAll(/(\d+(?:\.\d+)?)\s*(ms|[smhdw])/g)) {
    total += Number(amount) * (UNITS[unit] ?? 0)
  }
  const ms = Math.round(total)
  return Number.isSafeInteger(ms) ? ms : undefined
}

/** The largest unit that leaves at least 2, for people: `39d`, `25h`, `90s`. */
export function formatDuration(ms: number): string {
  for (const unit of ['d', 'h', 'm', 's']) {
    const size = UNITS[unit] ?? 1
    if (Math.abs(ms) >= 2 * size) return `${Math.trunc(ms / size)}${unit}`
  }
  return `${Math.round(ms / SECOND)}s`
}
