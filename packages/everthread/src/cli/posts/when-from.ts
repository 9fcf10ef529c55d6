/** What `--at`, `--next-slot` and `--now` mean. What cannot be read goes on as it is: the action keeps the text, and says so. */
import type { When } from '../../publisher/queue-actions/plan-for.ts'
import { type Millis, parseInstant } from '../../time/clock.ts'
import { DAY, parseDuration } from '../../time/duration.ts'
import { wallTimeIn } from '../../time/zone.ts'

export interface WhenOptions {
  readonly at?: string
  readonly zone?: string
  readonly nextSlot?: boolean
  readonly now?: boolean
}

export interface Today {
  readonly now: Millis
  /** The queue's. */
  readonly zone: string
}

/** `undefined` where no time is asked for. */
export function whenFrom(options: WhenOptions, today: Today): When | undefined {
  if (options.now) return { kind: 'now' }
  if (options.nextSlot) return { kind: 'next_slot' }
  if (options.at === undefined) return undefined
  const zone = options.zone === undefined ? {} : { zone: options.zone }
  return { ...timeFrom(options.at.trim(), { now: today.now, zone: options.zone ?? today.zone }), ...zone }
}

const INSTANT = /^\d{4}-\d\d-\d\d[T ]\d\d:\d\d(?::\d\d(?:\.\d+)?)?(?:Z|[+-]\d\d:?\d\d)$/u
const WALL = /^(?<date>\d{4}-\d\d-\d\d)[T ](?<time>\d\d:\d\d)$/u
const CLOCK = /^(?<hour>\d{1,2}):(?<minute>\d\d)$/u

type AtTime = Extract<When, { kind: 'at' | 'wall' }>

function timeFrom(text: string, today: Today): AtTime {
  const instant = INSTANT.test(text) ? parseInstant(text.replace(' ', 'T')) : undefined
  if (instant !== undefined) return { kind: 'at', at: instant }
  const span = parseDuration(text)
  if (span !== undefined) return { kind: 'at', at: (today.now + span) as Millis }
  const { date, time } = WALL.exec(text)?.groups ?? {}
  if (date !== undefined && time !== undefined) return { kind: 'wall', wall: `${date}T${time}` }
  const { hour, minute } = CLOCK.exec(text)?.groups ?? {}
  if (hour !== undefined && minute !== undefined)
    return { kind: 'wall', wall: nextOnClock(`${hour.padStart(2, '0')}:${minute}`, today) }
  return { kind: 'wall', wall: text }
}

/** `09:00` is today's where it is still to come, else tomorrow's. */
function nextOnClock(time: string, { now, zone }: Today): string {
  const wall = dayAndTime(now, zone)
  if (wall === undefined) return time
  return time > wall.time ? `${wall.day}T${time}` : `${dayAndTime((now + DAY) as Millis, zone)?.day}T${time}`
}

/** `undefined` for a zone that nobody knows. */
export function dayAndTime(
  at: Millis,
  zone: string,
): { readonly day: string; readonly time: string } | undefined {
  try {
    const { year, month, day, hour, minute } = wallTimeIn(zone)(at)
    return { day: `${year}-${two(month)}-${two(day)}`, time: `${two(hour)}:${two(minute)}` }
  } catch {
    return undefined // No such zone: whoever plans with it says so.
  }
}

function two(value: number): string {
  return String(value).padStart(2, '0')
}
