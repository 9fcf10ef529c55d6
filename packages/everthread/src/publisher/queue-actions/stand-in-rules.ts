/**
 * The smallest rules that actions can be made with.
 *
 * @TODO Joined with `publisher/slots`, `publisher/text-hash` and `time/zones` this file goes.
 */
import { createHash } from 'node:crypto'
import type { ActionDeps, SlotSearch, Zones } from './action-deps.ts'
import type { PartContent } from '../content.ts'
import type { Plan } from '../post.ts'
import { type Millis, parseInstant, type WallTime } from '../../time/clock.ts'
import { DAY, MINUTE } from '../../time/duration.ts'
import { wallTimeIn } from '../../time/zone.ts'

export const STAND_IN_RULES: Pick<ActionDeps, 'textHash' | 'zones' | 'nextFreeSlot'> = {
  textHash,
  zones: { wallAt, instantOf },
  nextFreeSlot,
}

function textHash(contents: readonly PartContent[]): string {
  const words = contents.map(({ text = '' }) =>
    text.normalize('NFC').toLowerCase().replaceAll(/\s+/gu, ' ').trim(),
  )
  return createHash('sha256').update(words.join('\n---\n')).digest('hex').slice(0, 32)
}

function wallAt(at: Millis, zone: string): string | undefined {
  const wall = wallIn(zone)
  return wall && textOf(wall(at))
}

function instantOf(text: string, zone: string): Millis | undefined {
  const wall = wallIn(zone)
  const asUtc = /^\d{4}-\d\d-\d\dT\d\d:\d\d$/u.test(text) ? parseInstant(`${text}:00Z`) : undefined
  if (!wall || asUtc === undefined) return undefined
  const show = (at: number): number => parseInstant(`${textOf(wall(at as Millis))}:00Z`) ?? 0
  const offsets = [asUtc - DAY, asUtc + DAY].map((near) => show(near) - near)
  for (let minutes = 0; minutes <= 180; minutes += 1) {
    const wanted = asUtc + minutes * MINUTE
    const found = offsets.map((offset) => wanted - offset).filter((at) => show(at) === wanted)
    if (found.length > 0) return Math.min(...found) as Millis
  }
  return undefined
}

function wallIn(zone: Zone): ((at: Millis) => WallTime) | undefined {
  try {
    return wallTimeIn(zone)
  } catch {
    return undefined // No such zone.
  }
}

type Zone = Parameters<Zones['wallAt']>[1]

function textOf({ year, month, day, hour, minute }: WallTime): string {
  return `${String(year).padStart(4, '0')}-${two(month)}-${two(day)}T${two(hour)}:${two(minute)}`
}

function two(value: number): string {
  return String(value).padStart(2, '0')
}

const SEARCH_DAYS = 366

function nextFreeSlot({ slots, zone, after, taken }: SlotSearch): Plan | undefined {
  for (let day = 0; day < SEARCH_DAYS; day += 1) {
    const date = wallAt((after + day * DAY) as Millis, zone)?.slice(0, 10)
    const midnight = date === undefined ? undefined : parseInstant(`${date}T00:00:00Z`)
    if (date === undefined || midnight === undefined) return undefined
    const weekday = ((Math.floor(midnight / DAY) + 3) % 7) + 1
    for (const slot of slots.filter((one) => one.weekday === weekday)) {
      const wall = `${date}T${two(Math.floor(slot.minute / 60))}:${two(slot.minute % 60)}`
      const at = instantOf(wall, zone)
      if (at !== undefined && at > after && !taken.includes(at)) return { at, wall, zone }
    }
  }
  return undefined
}
