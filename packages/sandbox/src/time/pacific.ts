/**
 * Meta's way of writing an instant in an error message: US Pacific time, two-digit year, the zone's name of that season.
 * `Saturday, 01-Nov-25 00:00:00 PDT` (threads-api.md §3.2).
 */

import { DAY, HOUR, MINUTE } from './duration.ts'

let formatter: Intl.DateTimeFormat | undefined

export function toPacific(instant: number): string {
  // Made on first use: Intl's zone data costs milliseconds that a start without expired tokens need not pay.
  formatter ??= new Intl.DateTimeFormat('en-US', {
    timeZone: 'America/Los_Angeles',
    weekday: 'long',
    day: '2-digit',
    month: 'short',
    year: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
    second: '2-digit',
    hourCycle: 'h23',
    timeZoneName: 'short',
  })
  const part: Record<string, string> = {}
  for (const { type, value } of formatter.formatToParts(instant)) part[type] = value
  const time = `${part.hour}:${part.minute}:${part.second}`
  return `${part.weekday}, ${part.day}-${part.month}-${part.year} ${time} ${part.timeZoneName}`
}

/**
 * The midnight at which the Pacific day of an instant began; Meta's days of insights are these (threads-api.md §6.2). The
 * next one is found from any instant within the next day, however long daylight saving makes this one.
 */
export function startOfPacificDay(instant: number): number {
  const midnight = Math.floor((instant + pacificOffset(instant)) / DAY) * DAY
  // The offset at that midnight may be another than now.
  return midnight - pacificOffset(midnight - pacificOffset(instant))
}

let offsets: Intl.DateTimeFormat | undefined

/** Milliseconds that Pacific time is ahead of UTC: negative. */
function pacificOffset(instant: number): number {
  offsets ??= new Intl.DateTimeFormat('en-US', {
    timeZone: 'America/Los_Angeles',
    timeZoneName: 'longOffset',
  })
  const name = offsets.formatToParts(instant).find(({ type }) => type === 'timeZoneName')?.value
  const [, hours = '0', minutes = '0'] = /GMT-(\d\d):(\d\d)/.exec(name ?? '') ?? []
  return -(Number(hours) * HOUR + Number(minutes) * MINUTE)
}
