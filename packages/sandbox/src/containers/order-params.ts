/** The parameters of a container as text, each read with Meta's refusal (threads-api.md §3.4). An empty one is none. */
import { MetaRefusal } from '../errors/meta-refusal.ts'
import { codePoints } from '../text/text-length.ts'

export function givenText(params: URLSearchParams, name: string): string | undefined {
  return params.get(name) || undefined
}

/** @throws MetaRefusal */
export function givenShortText(params: URLSearchParams, name: string, most: number): string | undefined {
  const text = givenText(params, name)
  if (text !== undefined) requireLength(name, text, most)
  return text
}

/** @throws MetaRefusal when there are more than `most` characters. */
export function requireLength(name: string, text: string, most: number): void {
  if (codePoints(text) > most) throw new MetaRefusal('param_too_long', { name, most: String(most) })
}

/** `true`, or as if it had not been given. @throws MetaRefusal for what is neither `true` nor `false` */
export function givenFlag(params: URLSearchParams, name: string): true | undefined {
  return givenOneOf(params, name, ['true', 'false']) === 'true' ? true : undefined
}

/** @throws MetaRefusal */
export function givenOneOf<const T extends string>(
  params: URLSearchParams,
  name: string,
  allowed: readonly T[],
): T | undefined {
  return requireOneOf(name, givenText(params, name), allowed)
}

/** @throws MetaRefusal for a text that is none of them. */
export function requireOneOf<const T extends string>(
  name: string,
  text: string | undefined,
  allowed: readonly T[],
): T | undefined {
  const found = allowed.find((value) => value === text)
  if (text !== undefined && found === undefined) {
    throw new MetaRefusal('param_value_invalid', { name, values: allowed.join(', ') })
  }
  return found
}

/** An address on the web. @throws MetaRefusal */
export function givenUri(params: URLSearchParams, name: string): string | undefined {
  const text = givenText(params, name)
  if (text !== undefined && !isWebAddress(text)) throw new MetaRefusal('param_uri_invalid', { name })
  return text
}

export function isWebAddress(text: string): boolean {
  return /^https?:\/\/[^/\s]/i.test(text) && URL.canParse(text)
}

/** Decimal digits; `type` is Meta's word for what they name. @throws MetaRefusal */
export function givenId(params: URLSearchParams, name: string, type: string): string | undefined {
  const text = givenText(params, name)
  if (text !== undefined && !/^\d{1,20}$/.test(text))
    throw new MetaRefusal('param_id_invalid', { name, type })
  return text
}

/** Values with commas between them; empty where none are given. */
export function givenList(params: URLSearchParams, name: string): readonly string[] {
  return (givenText(params, name) ?? '')
    .split(',')
    .map((value) => value.trim())
    .filter((value) => value !== '')
}

/** The value of a parameter that holds JSON; `undefined` where it does not. */
export function givenJson(params: URLSearchParams, name: string): unknown {
  const text = givenText(params, name)
  if (text === undefined) return undefined
  try {
    return JSON.parse(text)
  } catch {
    // Meta says nothing either: it goes on as if the parameter were not there (threads-api.md §1.4).
    return undefined
  }
}
