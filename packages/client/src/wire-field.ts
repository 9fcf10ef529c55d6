/**
 * Reads one field of an answer and converts it, once, from the wire's form to ours. Absent (or `null`) stays absent;
 * present but wrong is a {@link ThreadsProtocolError} that names the field and never its content.
 */
import { notTheApi } from './answer-content.ts'
import type { JsonObject } from './json.ts'
import type { RawAnswer } from './raw-answer.ts'
import { Secret, isTokenText } from './secret.ts'

/** An object of an answer, with the answer for the sake of errors. */
export interface WireObject {
  readonly answer: RawAnswer
  readonly content: JsonObject
}

/** When something ends. `never` is what Meta writes as 0; a field that is not there is `unknown`, and never 0. */
export type Expiry =
  /** `at` in epoch milliseconds. */
  { readonly kind: 'at'; readonly at: number } | { readonly kind: 'never' } | { readonly kind: 'unknown' }

const LAST_SECOND = 8_640_000_000_000 // of what a `Date` can hold

/** A token: printable ASCII without spaces, since anything else could not travel in a header. */
export function requiredToken(wire: WireObject, field: string): Secret {
  return required(wire, field, (value) => (isTokenText(value) ? new Secret(value) : undefined))
}

/** An id: decimal digits. A bare number is allowed where it is exact. */
export function requiredId(wire: WireObject, field: string): string {
  return required(wire, field, idText)
}

/** As {@link requiredId}, but it may be absent. */
export function optionalId(wire: WireObject, field: string): string | undefined {
  return optional(wire, field, idText)
}

/** An id as a string of digits, or `undefined` when it is none. */
export function idText(value: unknown): string | undefined {
  const digits = typeof value === 'number' && Number.isSafeInteger(value) ? String(value) : value
  return typeof digits === 'string' && /^\d{1,40}$/.test(digits) ? digits : undefined
}

export function optionalText(wire: WireObject, field: string): string | undefined {
  return optional(wire, field, (value) => (typeof value === 'string' ? value : undefined))
}

export function optionalTexts(wire: WireObject, field: string): readonly string[] | undefined {
  return optional(wire, field, (value) =>
    Array.isArray(value) && value.every((item) => typeof item === 'string') ? value : undefined,
  )
}

export function optionalFlag(wire: WireObject, field: string): boolean | undefined {
  return optional(wire, field, (value) => (typeof value === 'boolean' ? value : undefined))
}

export function requiredFlag(wire: WireObject, field: string): boolean {
  return required(wire, field, (value) => (typeof value === 'boolean' ? value : undefined))
}

/** A lifetime that has not ended: whole seconds, at least one. */
export function optionalLifetime(wire: WireObject, field: string): number | undefined {
  return optional(wire, field, (value) => (isSecond(value) && value > 0 ? value : undefined))
}

/** From unix seconds to epoch milliseconds. */
export function optionalInstant(wire: WireObject, field: string): number | undefined {
  return optional(wire, field, (value) => (isSecond(value) ? value * 1000 : undefined))
}

export function expiryField(wire: WireObject, field: string): Expiry {
  const at = optionalInstant(wire, field)
  if (at === undefined) return { kind: 'unknown' }
  return at === 0 ? { kind: 'never' } : { kind: 'at', at }
}

function isSecond(value: unknown): value is number {
  return typeof value === 'number' && Number.isInteger(value) && value >= 0 && value <= LAST_SECOND
}

function required<T>(wire: WireObject, field: string, convert: (value: unknown) => T | undefined): T {
  const value = optional(wire, field, convert)
  if (value === undefined) throw notTheApi(wire.answer, 'field', field)
  return value
}

function optional<T>(
  { answer, content }: WireObject,
  field: string,
  convert: (value: unknown) => T | undefined,
): T | undefined {
  const value = content[field]
  if (value === undefined || value === null) return undefined
  const converted = convert(value)
  if (converted === undefined) throw notTheApi(answer, 'field', field)
  return converted
}
