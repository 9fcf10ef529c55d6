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
  const values = secrets.map((secret) => secret.reveal())
  const known = [...values, ...values.map(asSentInQuery)]
  return known
    .reduce((rest, value) => rest.replaceAll(value, MARK), text)
    .slice(0, LONGEST_INPUT)
    .replace(/\/\/[^\s/@]*@/g, '//')
    .replace(/(\w:\/\/[^\s?#"'<>]*)[?#][^\s"'<>]*/g, '$1')
    .replace(/(_token|_secret|\bcode)=[^\s&"']+/g, `$1=${MARK}`)
    .replace(/\bTH(?!READS_)(?:[A-Z]{2}|\|)[\w|.-]{8,}/g, MARK)
    .replace(/[\p{Cc}\u2028\u2029]+/gu, ' ')
    .slice(0, LONGEST_TEXT)
}

function asSentInQuery(value: string): string {
  return new URLSearchParams({ '': value }).toString().slice(1)
}
