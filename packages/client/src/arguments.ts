/** The caller's mistakes, found before anything is sent. The messages name the argument and never quote it. */
import { Secret, isTokenText } from './secret.ts'

/** @throws {TypeError} unless `value` is a {@link Secret} of printable ASCII without spaces (which a header can carry) */
export function requireSecret(name: string, value: Secret): void {
  if (!(value instanceof Secret)) throw new TypeError(`${name} must be a Secret`)
  if (!isTokenText(value.reveal()))
    throw new TypeError(`${name} must be printable ASCII without spaces or line ends`)
}

/** @throws {TypeError} unless `value` is text without spaces, and some */
export function requireText(name: string, value: string): void {
  if (!isTokenText(value)) throw new TypeError(`${name} must be text without spaces, and not empty`)
}
