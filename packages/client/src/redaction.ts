/**
 * What keeps secrets out of messages. Meta echoes a malformed token in its error text, runtimes put the URL into theirs,
 * a proxy's address may hold a password. Known secrets are cut out exactly; what merely looks like one goes by shape.
 */
import type { Secret } from './secret.ts'

const MARK = '[redacted]'
const LONGEST_INPUT = 2000
const LONGEST_TEXT = 500

/**
 * `text` without secrets, URL queries and control characters, at most 500 characters: fit for an error message.
 *
 * The known secrets go first and in the whole text, because cutting a long text first could leave half of one behind.
 */
export function redacted(text: string, secrets: readonly Secret[]): string {
  return withoutKnown(text, secrets)
    .slice(0, LONGEST_INPUT)
    .replace(/\/\/[^\s/@]*@/g, '//')
    .replace(/(\w:\/\/[^\s?#"'<>]*)[?#][^\s"'<>]*/g, '$1')
    .replace(/\b(access_token|input_token|client_secret|code)=[^\s&"']+/g, `$1=${MARK}`)
    .replace(/\bTH(?!READS_)(?:[A-Z]{2}|\|)[\w|.-]{8,}/g, MARK)
    .replace(/[\p{Cc}\u2028\u2029]+/gu, ' ')
    .slice(0, LONGEST_TEXT)
}

function withoutKnown(text: string, secrets: readonly Secret[]): string {
  let rest = text
  for (const secret of secrets) {
    const value = secret.reveal()
    for (const form of [value, asSentInQuery(value)]) rest = rest.replaceAll(form, MARK)
  }
  return rest
}

function asSentInQuery(value: string): string {
  return new URLSearchParams({ '': value }).toString().slice(1)
}
