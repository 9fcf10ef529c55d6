/**
 * One value for a form. What its type cannot say is checked here, and what is wrong is a `TypeError` that says where it
 * stands and what it must be, and never quotes it.
 */
import { codePoints } from './count-text.ts'
import { isJsonObject } from './json.ts'
import { parsedUrl } from './transport.ts'

/** What a form can carry: objects as JSON. */
export type FormValue = string | number | boolean | object

/** Converts what stands at `path`. */
export type ToForm<T = FormValue> = (value: unknown, path: string) => T

/** A value as `known` knows it. */
export function must<T>(be: string, known: (value: unknown) => T | undefined): ToForm<T> {
  return (value, path) => {
    const converted = known(value)
    if (converted === undefined) throw new TypeError(`${path} must be ${be}`)
    return converted
  }
}

/** Text that is not blank, as long as `count` of it is at most `most`. */
export function filled(most: number, count = codePoints): ToForm<string> {
  return must(`text of 1 to ${most} characters`, (value) =>
    typeof value === 'string' && value.trim() !== '' && count(value) <= most ? value : undefined,
  )
}

/** Text that a pattern fits. */
export function like(pattern: RegExp, be: string): ToForm<string> {
  return must(be, (value) => (typeof value === 'string' && pattern.test(value) ? value : undefined))
}

export function oneOf<T extends string | boolean | number>(...known: readonly T[]): ToForm<T> {
  return must(`one of ${known.join(', ')}`, (value) => known.find((one) => one === value))
}

/** A whole number, and no less than `least`. */
export function wholeFrom(least: number): ToForm<number> {
  return must(`a whole number from ${least}`, (value) =>
    typeof value === 'number' && Number.isSafeInteger(value) && value >= least ? value : undefined,
  )
}

/** A page or a file that Meta or a reader is to open. */
export const webUrl: ToForm<string> = must('an http: or https: URL', (value) =>
  typeof value === 'string' && /^https?:$/.test(parsedUrl(value)?.protocol ?? '') ? value : undefined,
)

/** How many there must be at least, and at most. */
export type Bounds = readonly [least: number, most: number]

export function some<T>(convert: ToForm<T>, [least, most]: Bounds): ToForm<readonly T[]> {
  return (value, path) => {
    if (!Array.isArray(value) || value.length < least || value.length > most)
      throw new TypeError(`${path} must be a list of ${least} to ${most}`)
    return value.map((item, index) => convert(item, `${path}.${index}`))
  }
}

/** Meta's name of each field of an object, ours, and what converts it. */
export type Rows<T = FormValue, F extends string = string> = Readonly<
  Record<string, readonly [field: F, convert: ToForm<T>]>
>

/** An object with Meta's names. What is not there stays away. */
export function object<T>(rows: Rows<T>): ToForm<Readonly<Record<string, T>>> {
  return (value, path) => {
    if (!isJsonObject(value)) throw new TypeError(`${path} must be an object`)
    return Object.fromEntries(
      Object.entries(rows)
        .filter(([, [field]]) => value[field] !== undefined)
        .map(([name, [field, convert]]) => [name, convert(value[field], `${path}.${field}`)]),
    )
  }
}
