/**
 * How an object of the wire becomes one of ours: a {@link Shape} says, once for each field, what it is called there and
 * here and what converts it. Absent (or `null`) stays absent; a field that is present but wrong, or missing although the
 * object is useless without it, is a {@link ThreadsProtocolError} that names the field and never its content.
 */
import { contentOf, notTheApi } from './answer-content.ts'
import { type JsonObject, isJsonObject } from './json.ts'
import type { RawAnswer } from './raw-answer.ts'

/** Answers `undefined` when the value is not what it must be. Those that look inside it pass on where that is. */
export type Converter<T> = (value: unknown, place: Place) => T | undefined

/** Where in an answer a value stands, for the error that names it. */
export interface Place {
  readonly answer: RawAnswer
  /** `data.0.text` */
  readonly path: string
}

/** The wire's name of every field of `T`, and what converts it. What `T` cannot do without is `'required'`. */
export type Shape<T> = {
  readonly [K in keyof T]-?: object extends Pick<T, K>
    ? readonly [field: string, convert: Converter<NonNullable<T[K]>>]
    : readonly [field: string, convert: Converter<T[K]>, 'required']
}

type Row = readonly [field: string, convert: Converter<unknown>, required?: 'required']

/** The wire's names in a shape. */
export type FieldOf<S extends { readonly [name: string]: Row }> = S[keyof S][0]

/** The wire's names in a shape. */
export function fieldsOf<S extends { readonly [name: string]: Row }>(shape: S): readonly FieldOf<S>[] {
  return Object.values(shape).map(([field]) => field)
}

/**
 * The object in a successful answer.
 *
 * @throws {ThreadsApiError} when the answer is an error of the API's
 * @throws {ThreadsProtocolError} when it is not an answer of the API's, or not of this shape
 */
export function answerOf<T>(answer: RawAnswer, shape: Shape<T>): T {
  return shaped(contentOf(answer), shape, { answer, path: '' })
}

/** Converts an object. */
export function object<T>(shape: Shape<T>): Converter<T> {
  return (value, place) => (isJsonObject(value) ? shaped(value, shape, inside(place)) : undefined)
}

/** Converts an object of which one field matters, such as the id of `{"id": "…"}`. */
export function only<T>(field: string, convert: Converter<T>): Converter<T> {
  return (value, place) =>
    isJsonObject(value) ? converted(value[field], convert, inside(place, field)) : undefined
}

/** Converts a list: `[…]`, or `{"data": […]}`, as Meta writes it within an object. */
export function list<T>(convert: Converter<T>): Converter<readonly T[]> {
  return (value, place) => {
    const items = isJsonObject(value) ? value['data'] : value
    return Array.isArray(items)
      ? items.map((item, index) => converted(item, convert, inside(place, `${index}`)))
      : undefined
  }
}

function inside({ answer, path }: Place, field = ''): Place {
  return { answer, path: `${path}.${field}` }
}

function shaped<T>(content: JsonObject, shape: Shape<T>, { answer, path }: Place): T {
  const fields: Record<string, unknown> = {}
  for (const name in shape) {
    const [field, convert, required]: Row = shape[name]
    const value = content[field] ?? undefined
    if (value !== undefined || required !== undefined)
      fields[name] = converted(value, convert, { answer, path: path + field })
  }
  return fields as T
}

function converted<T>(value: unknown, convert: Converter<T>, place: Place): T {
  const result = convert(value, place)
  if (result === undefined) throw notTheApi(place.answer, 'field', place.path)
  return result
}
