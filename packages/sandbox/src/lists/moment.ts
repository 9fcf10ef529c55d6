/**
 * The instants of `since` and `until`: seconds since 1970, or one of the ways of writing that PHP's `strtotime()` knows and
 * that people use (threads-api.md §5.2). Without a zone it is UTC; what Meta's servers take it for is not known.
 */
import { parseInstant } from '../time/host.ts'
import { DAY, HOUR, MINUTE, SECOND } from '../time/duration.ts'

/** Epoch milliseconds; `undefined` for what is no instant. */
export function parseMoment(text: string, now: number): number | undefined {
  const words = text.trim().toLowerCase()
  if (/^-?\d{1,13}$/.test(words)) return Number(words) * SECOND
  return namedMoment(words, now) ?? relativeMoment(words, now) ?? writtenMoment(text.trim())
}

function namedMoment(words: string, now: number): number | undefined {
  const midnight = Math.floor(now / DAY) * DAY
  switch (words) {
    case 'now':
      return now
    case 'today':
    case 'midnight':
      return midnight
    case 'yesterday':
      return midnight - DAY
    case 'tomorrow':
      return midnight + DAY
    default:
      return undefined
  }
}

const UNITS: Readonly<Record<string, number>> = {
  second: SECOND,
  sec: SECOND,
  minute: MINUTE,
  min: MINUTE,
  hour: HOUR,
  day: DAY,
  week: 7 * DAY,
}

/** `-7 days`, `+1 week`, `3 hours ago` */
function relativeMoment(words: string, now: number): number | undefined {
  const found = /^([+-]?)\s*(\d{1,6})\s*([a-z]+?)s?( ago)?$/.exec(words)
  const [, sign, amount, unit = '', ago] = found ?? []
  const size = UNITS[unit]
  if (size === undefined) return undefined
  const isBack = (sign === '-') !== (ago !== undefined)
  return now + Number(amount) * size * (isBack ? -1 : 1)
}

/** `2026-06-01`, and with a time, with or without a zone: what is missing is added. */
function writtenMoment(text: string): number | undefined {
  const found =
    /^(\d{4}-\d\d-\d\d)(?:[T ](\d\d:\d\d(?::\d\d(?:\.\d{1,9})?)?)\s*(Z|UTC|[+-]\d\d:?\d\d)?)?$/i.exec(text)
  const [, day, time, zone = 'Z'] = found ?? []
  if (day === undefined) return undefined
  return parseInstant(time === undefined ? day : `${day}T${time}${/^(?:utc|z)$/i.test(zone) ? 'Z' : zone}`)
}
