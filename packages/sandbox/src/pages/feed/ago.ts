/** How long ago, as a phone says it: `now`, `5m`, `3h`, `6d`, then the day. */
import { DAY, HOUR, MINUTE } from '../../time/duration.ts'
import { toIso } from '../../time/host.ts'

export function ago(instant: number, now: number): string {
  const age = now - instant
  if (age < MINUTE) return 'now'
  if (age < HOUR) return `${Math.floor(age / MINUTE)}m`
  if (age < DAY) return `${Math.floor(age / HOUR)}h`
  if (age < 7 * DAY) return `${Math.floor(age / DAY)}d`
  return dayOf(instant)
}

const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec']

/** `6 Mar 2026`, UTC. */
function dayOf(instant: number): string {
  const [year, month, day] = toIso(instant).slice(0, 10).split('-')
  return `${Number(day)} ${MONTHS[Number(month) - 1]} ${year}`
}

/** `1,234` as `1.2K`: what fits beside an icon. */
export function short(count: number): string {
  if (count < 1000) return `${count}`
  if (count < 1_000_000) return `${trimmed(count / 1000)}K`
  return `${trimmed(count / 1_000_000)}M`
}

function trimmed(number: number): string {
  return number < 10 ? (Math.floor(number * 10) / 10).toString() : Math.floor(number).toString()
}
