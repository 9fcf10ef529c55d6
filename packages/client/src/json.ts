/**
 * JSON whose integers survive. Meta sends `user_id` as a bare number above 2^53, which `JSON.parse` rounds to somebody
 * else's id (fbsamples/threads_api issue 9). The reviver's `context.source` would tell, but Node 20 does not have it.
 */

/** A JSON object whose fields nobody has looked at yet. */
export type JsonObject = { readonly [field: string]: unknown }

export function isJsonObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/** A whole number that a double holds exactly, also one in text, as headers and some of Meta's servers have it. */
export function wholeNumber(value: unknown): number | undefined {
  const number = typeof value === 'string' && /^\d{1,15}$/.test(value) ? Number(value) : value
  return typeof number === 'number' && Number.isSafeInteger(number) ? number : undefined
}

/** Sixteen digits that no quotation mark stands before: ids in quotation marks, which are in every answer, need no second look. */
const LONG_NUMBER = /(?:^|[[:,\s])-?\d{16}/
/** A string with everything in it, or a number, in a text that is known to be JSON. */
const STRING_OR_NUMBER = /"(?:[^"\\]|\\.)*"|-?\d[\d.eE+-]*/g

/**
 * `JSON.parse`, except that an integer which a double cannot hold exactly becomes a string of its digits.
 *
 * @throws {SyntaxError} as `JSON.parse` does. Its message quotes the text: never show it.
 */
export function parseLosslessJson(text: string): unknown {
  const parsed: unknown = JSON.parse(text) // Also the proof that the text is JSON, which the pattern relies on.
  if (!LONG_NUMBER.test(text)) return parsed
  return JSON.parse(
    text.replace(STRING_OR_NUMBER, (token) => (isUnsafeInteger(token) ? `"${token}"` : token)),
  )
}

function isUnsafeInteger(token: string): boolean {
  return /^-?\d+$/.test(token) && !Number.isSafeInteger(Number(token))
}
