/** What people write for a point in time, in the zone that they live in. Pure. */
import { dayAfter } from './calendar-day.ts'
import { type Millis, parseInstant, toMillis } from './clock.ts'
import { parseDuration } from './duration.ts'
import type { Zones } from './zones.ts'

export interface Surroundings {
  readonly now: Millis
  readonly zone: string
  readonly zones: Zones
}

export type Moment =
  | { readonly kind: 'at'; readonly at: Millis }
  /** `2026-03-29T09:00`, which the zone has, or jumps over. */
  | { readonly kind: 'wall'; readonly wall: string }
  /** `form`: nothing that is read here; `date`: a day or an hour that no calendar has; `zone`: no such zone. */
  | { readonly kind: 'not_a_time'; readonly problem: 'form' | 'date' | 'zone' }

/**
 * `2026-03-29T09:00` and `2026-03-29 09:00` on the wall; `09:00` when a wall shows it next; `today 09:00`, `tomorrow 09:00`; `+2h`
 * and `90m` from now; an instant with its offset, `2026-03-29T09:00+02:00`.
 */
export function readMoment(given: string, surroundings: Surroundings): Moment {
  const text = given.trim().toLowerCase()
  const { zone, zones, now } = surroundings
  if (zones.zoneNamed(zone) === undefined) return { kind: 'not_a_time', problem: 'zone' }
  if (INSTANT.test(text)) return instantIn(text)
  const span = parseDuration(text.replace(/^\+/, ''))
  if (span !== undefined) return { kind: 'at', at: toMillis(now + span) }
  const wall = wallIn(text, surroundings)
  if (wall === undefined) return { kind: 'not_a_time', problem: 'form' }
  return zones.instantOf(wall, zone) === undefined
    ? { kind: 'not_a_time', problem: 'date' }
    : { kind: 'wall', wall }
}

const INSTANT = /^\d{4}-\d\d-\d\d[t ]\d\d:\d\d(?::\d\d(?:\.\d+)?)?(?:z|[+-]\d\d:?\d\d)$/

function instantIn(text: string): Moment {
  const at = parseInstant(text.replace(' ', 't').toUpperCase())
  return at === undefined ? { kind: 'not_a_time', problem: 'date' } : { kind: 'at', at }
}

const ON_WALL = /^(?:(?<day>\d{4}-\d\d-\d\d)[t ]|(?<word>\p{L}+)\s+)?(?<hour>\d{1,2}):(?<minute>\d\d)$/u

/** Days from today. */
const DAY_WORDS: ReadonlyMap<string, number> = new Map([
  ['today', 0],
  ['tomorrow', 1],
  ['сегодня', 0],
  ['завтра', 1],
])

function wallIn(text: string, { now, zone, zones }: Surroundings): string | undefined {
  const { day, word, hour, minute } = ON_WALL.exec(text)?.groups ?? {}
  const [today, clock] = (zones.wallAt(now, zone) ?? '').split('T')
  if (hour === undefined || today === undefined || clock === undefined) return undefined
  const time = `${hour.padStart(2, '0')}:${minute}`
  if (day !== undefined) return `${day}T${time}`
  const days = word === undefined ? (time > clock ? 0 : 1) : DAY_WORDS.get(word)
  return days === undefined ? undefined : `${dayAfter(today, days)}T${time}`
}
