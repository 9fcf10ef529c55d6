/** The caller's mistakes, found before anything is sent. The messages name the argument and never quote it. */
import { Secret, isTokenText } from './secret.ts'
import { id } from './wire-value.ts'

/** @throws {TypeError} unless `value` is a {@link Secret} of printable ASCII without spaces (which a header can carry) */
export function requireSecret(name: string, value: Secret): void {
  if (!(value instanceof Secret)) throw new TypeError(`${name} must be a Secret`)
  if (!isTokenText(value.reveal())) throw new TypeError(`${name} must be printable ASCII without spaces`)
}

/** @throws {TypeError} unless `value` is text without spaces, and some */
export function requireText(name: string, value: string): void {
  if (!isTokenText(value)) throw new TypeError(`${name} must be text without spaces, and not empty`)
}

/** @throws {TypeError} unless `value` is an id: a string of decimal digits, which it answers */
export function requireId(name: string, value: string): string {
  if (typeof value !== 'string' || id(value) === undefined)
    throw new TypeError(`${name} must be an id: a string of digits`)
  return value
}

/** @throws {TypeError} unless `values` are some, and all of them known ones, which it answers */
export function requireKnown<T>(name: string, values: readonly T[], known: readonly T[]): readonly T[] {
  if (!Array.isArray(values) || values.length === 0 || !values.every((value) => known.includes(value)))
    throw new TypeError(`${name} must be of ${known.join(', ')}`)
  return values
}

/** @throws {TypeError} unless `value` is missing or a number within the bounds, both included */
export function requireNumber(
  name: string,
  value: number | undefined,
  [least, most]: readonly [least: number, most: number],
): void {
  if (value !== undefined && !(typeof value === 'number' && value >= least && value <= most))
    throw new TypeError(`${name} must be a number from ${least} to ${most}`)
}

/** @throws {TypeError} unless `value` is missing or a whole number within the bounds, both included */
export function requireWhole(
  name: string,
  value: number | undefined,
  bounds: readonly [least: number, most: number],
): void {
  requireNumber(name, value, bounds)
  if (!Number.isInteger(value ?? 0)) throw new TypeError(`${name} must be a whole number`)
}

/** @throws {TypeError} unless `value` is text that is not blank */
export function requireFilled(name: string, value: string): void {
  if (typeof value !== 'string' || value.trim() === '')
    throw new TypeError(`${name} must be text, and not blank`)
}
