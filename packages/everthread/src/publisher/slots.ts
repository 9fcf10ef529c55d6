/** Weekly slots: when the next ones are, and which of them nobody has yet. Pure. */
import type { Plan } from './post.ts'
import type { Slot } from './queue-policy.ts'
import { dayAfter, weekdayOf } from '../time/calendar-day.ts'
import type { Millis } from '../time/clock.ts'
import { MINUTE } from '../time/duration.ts'
import type { Zones } from '../time/zones.ts'

export interface SlotSearch {
  readonly slots: readonly Slot[]
  readonly zone: string
  /** Slots before it, and at it, are over. */
  readonly after: Millis
  /** Instants that other posts of the account have: a slot in the same minute is theirs. */
  readonly taken: readonly Millis[]
}

/** `undefined` where there are no slots, or no such zone. */
export function nextFreeSlot(zones: Zones, search: SlotSearch): Plan | undefined {
  return nextFreeSlots(zones, search, 1)[0]
}

/** The earliest first; fewer than `count` only where there are no slots, or no such zone. */
export function nextFreeSlots(zones: Zones, search: SlotSearch, count: number): Plan[] {
  const { after, taken } = search
  const minutes = new Set(taken.map(minuteOf))
  const found: Plan[] = []
  for (const plan of slotsFrom(zones, search)) {
    if (found.length >= count) break
    if (plan.at <= after || minutes.has(minuteOf(plan.at))) continue
    minutes.add(minuteOf(plan.at)) // Two slots in one gap are one instant.
    found.push(plan)
  }
  return found
}

/** From yesterday on, which a zone can skip as a whole: its slots are then today. Without an end, unless there is nothing. */
function* slotsFrom(zones: Zones, { slots, zone, after }: SlotSearch): Generator<Plan> {
  let day = dayAfter((zones.wallAt(after, zone) ?? '').slice(0, 10), -1)
  if (slots.length === 0) return
  for (; day !== undefined; day = dayAfter(day, 1)) {
    const weekday = weekdayOf(day)
    const ofDay = slots.filter((slot) => slot.weekday === weekday)
    for (const { minute } of ofDay.toSorted((one, other) => one.minute - other.minute)) {
      const wall = `${day}T${two(Math.floor(minute / 60))}:${two(minute % 60)}`
      const at = zones.instantOf(wall, zone)
      if (at === undefined) return
      yield { at, wall, zone }
    }
  }
}

function minuteOf(at: Millis): number {
  return Math.floor(at / MINUTE)
}

function two(value: number): string {
  return String(value).padStart(2, '0')
}
