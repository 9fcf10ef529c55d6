/** Durations as people write them: `90s`, `25h`, `39d`; inside, milliseconds. */

export const SECOND = 1000
export const MINUTE = 60 * SECOND
export const HOUR = 60 * MINUTE
export const DAY = 24 * HOUR

const UNITS = { ms: 1, s: SECOND, m: MINUTE, h: HOUR, d: DAY, w: 7 * DAY } as const

/** `undefined` when the text is not a duration. */
export function parseDuration(text: string): number | undefined {
  const match = /^(\d+(?:\.\d+)?)\s*(ms|s|m|h|d|w)$/.exec(text.trim())
  if (!match) return undefined
  const ms = Number(match[1]) * UNITS[match[2] as keyof typeof UNITS]
  return Number.isSafeInteger(Math.round(ms)) ? Math.round(ms) : undefined
}

/** The largest unit that leaves a whole number of at least 2, for people: `39d`, `25h`, `90s`. */
export function formatDuration(ms: number): string {
  const size = Math.abs(ms)
  for (const unit of ['d', 'h', 'm', 's'] as const) {
    if (size >= 2 * UNITS[unit]) return `${Math.trunc(ms / UNITS[unit])}${unit}`
  }
  return `${Math.round(ms / SECOND)}s`
}
