/**
 * Meta's way of writing an instant in an error message: US Pacific time, two-digit year, the zone's name of that season.
 * `Saturday, 01-Nov-25 00:00:00 PDT` (threads-api.md §3.2).
 */

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
