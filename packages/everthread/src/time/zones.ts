/**
 * Between instants and what a wall in a zone shows (P11), by Temporal: the one module that names it, and it never asks Temporal
 * what time it is. Node 26 has it; elsewhere a polyfill is loaded, by whoever asks for zones first.
 */
import type { Temporal as TemporalApi } from 'temporal-polyfill'
import { type Millis, toMillis } from './clock.ts'
import { ZONE_NAME } from './is-zone.ts'

/** What is `undefined` here is a zone that nobody knows, or no time on a wall. */
export interface Zones {
  /** As IANA writes it: `Europe/Berlin` for `europe/berlin`. An offset is no zone: it knows no summer. */
  readonly zoneNamed: (name: string) => string | undefined
  /** `2026-03-29T09:00` */
  readonly wallAt: (at: Millis, zone: string) => string | undefined
  /** A gap moves to its first valid minute, an overlap is its first pass. */
  readonly instantOf: (wall: string, zone: string) => Millis | undefined
}

declare const Temporal: typeof TemporalApi | undefined

export async function loadZones(): Promise<Zones> {
  if (typeof Temporal !== 'undefined') return zonesBy(Temporal)
  const polyfill = await import('temporal-polyfill')
  return zonesBy(polyfill.Temporal)
}

export function zonesBy(api: typeof TemporalApi): Zones {
  return {
    zoneNamed: (name) =>
      orUndefined(() => api.Instant.fromEpochMilliseconds(0).toZonedDateTimeISO(zoneId(name)).timeZoneId),
    wallAt: (at, zone) =>
      orUndefined(() => {
        const zoned = api.Instant.fromEpochMilliseconds(at).toZonedDateTimeISO(zoneId(zone))
        return zoned.toPlainDateTime().toString({ smallestUnit: 'minute' })
      }),
    instantOf: (wall, zone) =>
      orUndefined(() => {
        const shown = api.PlainDateTime.from(requireForm(WALL, wall))
        const first = shown.toZonedDateTime(zoneId(zone), { disambiguation: 'earlier' })
        // In a gap, "earlier" is before it: the gap is the next transition, which ends at its first valid minute.
        const isShown = first.toPlainDateTime().equals(shown)
        const found = isShown ? first : first.getTimeZoneTransition('next')
        return found ? toMillis(found.epochMilliseconds) : undefined
      }),
  }
}

const WALL = /^\d{4}-\d\d-\d\dT\d\d:\d\d$/

/** Temporal would take an offset, and the zone out of a whole date, as well. */
function zoneId(name: string): string {
  return requireForm(ZONE_NAME, name)
}

function requireForm(form: RegExp, text: string): string {
  if (!form.test(text)) throw new RangeError('not of this form')
  return text
}

/** Temporal throws a `RangeError` for every zone and date that there is not. */
function orUndefined<T>(read: () => T): T | undefined {
  try {
    return read()
  } catch (error) {
    if (error instanceof RangeError) return undefined
    throw error
  }
}
