/** Wall time in a named time zone. The zones are the view's business (DESIGN §4): inside, every instant is UTC. */
import { hostWallTime, type Millis, utcWallTime, type WallTime } from './clock.ts'

/** `zone` is an IANA name, the host's by default. Throws `RangeError` for an unknown one. */
export function wallTimeIn(zone: string | undefined): (at: Millis) => WallTime {
  // Both without `Intl`, whose first formatter takes a process 12 ms (bench/README.md).
  if (zone === undefined) return hostWallTime
  return zone === 'UTC' ? utcWallTime : wallTimeByIntl(zone)
}

function wallTimeByIntl(timeZone: string): (at: Millis) => WallTime {
  const format = new Intl.DateTimeFormat('en', {
    timeZone,
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: 'numeric',
    hourCycle: 'h23',
  })
  return (at) => {
    const parts = new Map(format.formatToParts(at).map(({ type, value }) => [type, Number(value)]))
    const part = (type: Intl.DateTimeFormatPartTypes): number => parts.get(type) ?? Number.NaN
    return {
      year: part('year'),
      month: part('month'),
      day: part('day'),
      hour: part('hour'),
      minute: part('minute'),
    }
  }
}
