/** The weekly times at which an account publishes, as a person edits them. Pure. */

export interface Slot {
  /** 1 is Monday. */
  readonly weekday: number
  /** `HH:MM`, on the wall of the queue's zone. */
  readonly time: string
}

export const WEEKDAYS = [1, 2, 3, 4, 5, 6, 7] as const

/** What a time can be added to at once. */
export const DAY_CHOICES = ['every', 'working', ...WEEKDAYS] as const
export type DayChoice = (typeof DAY_CHOICES)[number]

const LAST_WORKING_DAY = 5

export function daysOf(choice: DayChoice): readonly number[] {
  if (choice === 'every') return WEEKDAYS
  if (choice === 'working') return WEEKDAYS.filter((day) => day <= LAST_WORKING_DAY)
  return [choice]
}

/** In the order of the week; none twice. */
export function withTime(slots: readonly Slot[], choice: DayChoice, time: string): readonly Slot[] {
  const added = daysOf(choice).map((weekday) => ({ weekday, time }))
  const distinct = new Map([...slots, ...added].map((slot) => [keyOf(slot), slot]))
  return [...distinct.values()].toSorted(byWeek)
}

export function without(slots: readonly Slot[], gone: Slot): readonly Slot[] {
  return slots.filter((slot) => keyOf(slot) !== keyOf(gone))
}

export function timesOn(slots: readonly Slot[], weekday: number): readonly Slot[] {
  return slots.filter((slot) => slot.weekday === weekday)
}

export function keyOf({ weekday, time }: Slot): string {
  return `${weekday} ${time}`
}

function byWeek(one: Slot, other: Slot): number {
  return one.weekday - other.weekday || one.time.localeCompare(other.time)
}
