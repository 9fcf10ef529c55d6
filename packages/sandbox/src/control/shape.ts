/** Small typed parsers for what comes from outside: control calls, seed files. Each says in a sentence what is wrong. */
import { SandboxMistake } from '../mistake.ts'

/** Turns an unknown value into a `T`. `at` names the value in the sentence. @throws SandboxMistake */
export type Parser<T> = (value: unknown, at: string) => T

type OptionalParser<T> = Parser<T> & { readonly isOptional: true }

type Fields = Readonly<Record<string, Parser<unknown>>>
type RequiredNames<F extends Fields> = {
  [Name in keyof F]: F[Name] extends OptionalParser<unknown> ? never : Name
}[keyof F]

/** The object that a set of field parsers reads; optional fields are absent, never `undefined`. */
export type Parsed<F extends Fields> = {
  readonly [Name in RequiredNames<F>]: ReturnType<F[Name]>
} & {
  readonly [Name in Exclude<keyof F, RequiredNames<F>>]?: ReturnType<F[Name]>
}

export function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/** An object with these fields and no others: a misspelt field must not be passed over in silence. */
export function object<F extends Fields>(fields: F): Parser<Parsed<F>> {
  return (value, at) => {
    if (!isRecord(value)) throw new SandboxMistake(`${at} must be a JSON object`)
    for (const name of Object.keys(value)) {
      if (Object.hasOwn(fields, name)) continue
      throw new SandboxMistake(
        `${at} has no field "${name}"; it takes ${Object.keys(fields).join(', ') || 'none'}`,
      )
    }
    const parsed: Record<string, unknown> = {}
    for (const [name, parse] of Object.entries(fields)) {
      const given = value[name]
      if (given !== undefined) parsed[name] = parse(given, `${at}.${name}`)
      else if (!('isOptional' in parse)) throw new SandboxMistake(`${at} needs the field "${name}"`)
    }
    return parsed as Parsed<F>
  }
}

export function optional<T>(parse: Parser<T>): OptionalParser<T> {
  return Object.assign<Parser<T>, { isOptional: true }>((value, at) => parse(value, at), { isOptional: true })
}

export const text: Parser<string> = (value, at) => {
  if (typeof value !== 'string' || value === '')
    throw new SandboxMistake(`${at} must be a text that is not empty`)
  return value
}

/** A text that may be empty. */
export const anyText: Parser<string> = (value, at) => {
  if (typeof value !== 'string') throw new SandboxMistake(`${at} must be a text`)
  return value
}

export const flag: Parser<boolean> = (value, at) => {
  if (typeof value !== 'boolean') throw new SandboxMistake(`${at} must be true or false`)
  return value
}

export function integer(least: number, most = Number.MAX_SAFE_INTEGER): Parser<number> {
  return (value, at) => {
    if (typeof value === 'number' && Number.isSafeInteger(value) && value >= least && value <= most)
      return value
    throw new SandboxMistake(`${at} must be a whole number from ${least} to ${most}`)
  }
}

/** A text or a number: durations and instants take both. */
export const textOrNumber: Parser<string | number> = (value, at) => {
  if (typeof value === 'number' || (typeof value === 'string' && value !== '')) return value
  throw new SandboxMistake(`${at} must be a text or a number`)
}

export function oneOf<const T extends string | number>(allowed: readonly T[]): Parser<T> {
  return (value, at) => {
    const found = allowed.find((candidate) => candidate === value)
    if (found === undefined) throw new SandboxMistake(`${at} must be one of ${allowed.join(', ')}`)
    return found
  }
}

export function list<T>(parse: Parser<T>): Parser<readonly T[]> {
  return (value, at) => {
    if (!Array.isArray(value)) throw new SandboxMistake(`${at} must be a list`)
    return value.map((item: unknown, index) => parse(item, `${at}[${index}]`))
  }
}

/** Any JSON object, its fields unread. */
export const record: Parser<Readonly<Record<string, unknown>>> = (value, at) => {
  if (!isRecord(value)) throw new SandboxMistake(`${at} must be a JSON object`)
  return value
}
