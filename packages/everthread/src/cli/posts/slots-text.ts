/** Weekly slots as people write them: `mon 09:00`, `mon-fri 18:30`, `daily 12:00`. Pure. */
import type { Slot } from '../../publisher/queue-policy.ts'

const DAYS = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun']
const SLOT = /^(?<from>[a-z]{3})(?:-(?<to>[a-z]{3}))?\s+(?<hour>[01]?\d|2[0-3]):(?<minute>[0-5]\d)$/u

/** `undefined` for what is none. */
export function parseSlots(text: string): Slot[] | undefined {
  const given = text
    .trim()
    .toLowerCase()
    .replace(/^daily\b/u, 'mon-sun')
  const { from = '', to = from, hour, minute } = SLOT.exec(given)?.groups ?? {}
  const first = DAYS.indexOf(from)
  const last = DAYS.indexOf(to)
  if (first === -1 || last === -1) return undefined
  const count = ((last - first + DAYS.length) % DAYS.length) + 1
  return Array.from({ length: count }, (_, index) => ({
    weekday: ((first + index) % DAYS.length) + 1,
    minute: Number(hour) * 60 + Number(minute),
  }))
}

export function clockOf({ minute }: Slot): string {
  return `${two(Math.floor(minute / 60))}:${two(minute % 60)}`
}

function two(value: number): string {
  return String(value).padStart(2, '0')
}
