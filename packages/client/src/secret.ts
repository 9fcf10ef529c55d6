/**
 * A string that never prints itself. Whatever formats it (a template, `JSON.stringify`, `console.log`, `util.inspect`,
 * an error reporter that walks objects) gets the same word for every secret; the value comes out of `reveal()` only, so
 * that every place that can leak one is found by searching for that word. To tell two apart there is `fingerprint`.
 */
import { sha256Hex } from './sha256.ts'

const FINGERPRINT_DIGITS = 12

/** An access token, an app secret or an authorization code. */
export class Secret {
  readonly #value: string

  /**
   * @param value the secret itself
   * @throws {TypeError} when `value` is not a string or is empty
   */
  constructor(value: string) {
    if (typeof value !== 'string' || value === '') throw new TypeError('value must be text, and not empty')
    this.#value = value
  }

  /** The secret itself. Whoever calls this answers for where it goes. */
  reveal(): string {
    return this.#value
  }

  /** `[secret]`. */
  toString(): string {
    return '[secret]'
  }

  /** `[secret]`, so that JSON of an object that holds a secret holds none. */
  toJSON(): string {
    return this.toString()
  }

  /** `[secret]`: what Node's `util.inspect` and `console.log` print. */
  [Symbol.for('nodejs.util.inspect.custom')](): string {
    return this.toString()
  }
}

/** Whether a text can be a token, a code or an id that a header can carry: printable ASCII without spaces, and some. */
export function isTokenText(value: unknown): value is string {
  return typeof value === 'string' && /^[\x21-\x7e]+$/.test(value)
}

/**
 * Names a secret without showing it: the first 12 hexadecimal digits of the SHA-256 of its UTF-8 bytes. Stable across
 * versions and machines, and a shell gets the same: `printf %s "$TOKEN" | sha256sum | cut -c1-12`.
 *
 * @param secret a {@link Secret}, or the bare string where it has not been wrapped yet
 * @returns 12 lower-case hexadecimal digits (48 bits: to tell secrets apart, not to prove anything)
 */
export function fingerprint(secret: Secret | string): string {
  const value = typeof secret === 'string' ? secret : secret.reveal()
  return sha256Hex(new TextEncoder().encode(value)).slice(0, FINGERPRINT_DIGITS)
}
