/** One value of the wire, converted to ours: each of these answers `undefined` when the value is not what it must be. */
import { Secret, isTokenText } from './secret.ts'
import { isoMillis } from './time.ts'

/** The last instant that a `Date` can hold. */
export const LAST_MILLI = 8_640_000_000_000_000

/** A token: printable ASCII without spaces, since anything else could not travel in a header. */
export function token(value: unknown): Secret | undefined {
  return isTokenText(value) ? new Secret(value) : undefined
}

/** An id as a string of digits. A bare number is allowed where it is exact. */
export function id(value: unknown): string | undefined {
  const digits = typeof value === 'number' && Number.isSafeInteger(value) ? String(value) : value
  return typeof digits === 'string' && /^\d{1,40}$/.test(digits) ? digits : undefined
}

export function text(value: unknown): string | undefined {
  return typeof value === 'string' ? value : undefined
}

export function flag(value: unknown): boolean | undefined {
  return typeof value === 'boolean' ? value : undefined
}

export function number(value: unknown): number | undefined {
  return typeof value === 'number' && Number.isFinite(value) ? value : undefined
}

/** How many there are of something. */
export function count(value: unknown): number | undefined {
  return Number.isSafeInteger(value) && Number(value) >= 0 ? Number(value) : undefined
}

/** A part of a whole, from 0 to 1. */
export function fraction(value: unknown): number | undefined {
  return typeof value === 'number' && value >= 0 && value <= 1 ? value : undefined
}

/** A lifetime that has not ended: whole seconds, at least one. */
export function lifetime(value: unknown): number | undefined {
  const isOne =
    typeof value === 'number' && Number.isInteger(value) && value > 0 && value <= LAST_MILLI / 1000
  return isOne ? value : undefined
}

/** Epoch milliseconds, as they are. */
export function millisInstant(value: unknown): number | undefined {
  const millis = count(value)
  return millis !== undefined && millis <= LAST_MILLI ? millis : undefined
}

/** From unix seconds to epoch milliseconds. */
export function unixInstant(value: unknown): number | undefined {
  return Number.isInteger(value) ? millisInstant(Number(value) * 1000) : undefined
}

/** From `2024-09-12T23:17:39+0000` to epoch milliseconds. */
export function isoInstant(value: unknown): number | undefined {
  return typeof value === 'string' ? isoMillis(value) : undefined
}
