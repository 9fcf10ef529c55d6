/** What `--at`, `--next-slot` and `--now` mean. What cannot be read goes on as it is: the action keeps the text, and says so. */
import type { When } from '../../publisher/queue-actions/plan-for.ts'
import type { Millis } from '../../time/clock.ts'
import { readMoment } from '../../time/read-moment.ts'
import { wallTimeIn } from '../../time/zone.ts'
import type { Zones } from '../../time/zones.ts'

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
  readonly zones: Zones
}

/** `undefined` where no time is asked for. */
export function whenFrom(options: WhenOptions, today: Today): When | undefined {
  if (options.now) return { kind: 'now' }
  if (options.nextSlot) return { kind: 'next_slot' }
  if (options.at === undefined) return undefined
  const zone = options.zone === undefined ? {} : { zone: options.zone }
  return { ...timeFrom(options.at.trim(), { ...today, zone: options.zone ?? today.zone }), ...zone }
}

function timeFrom(text: string, today: Today): Extract<When, { kind: 'at' | 'wall' }> {
  const moment = readMoment(text, today)
  return moment.kind === 'not_a_time' ? { kind: 'wall', wall: text } : moment
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
