/** The store's encryption has a problem of its own (T27): never a reason to call Meta, never "revoked". */

/**
 * - `wrong-key`: sealed with a key that is not at hand
 * - `damaged`: does not open with its own key, or has an unknown form
 * - `key-malformed`: what should be a key is none
 * - `key-missing`: there is no key, and none may be made
 * - `key-unreadable`: the key file is there and cannot be read
 * - `key-not-written`: a new key file could not be made
 */
export type VaultErrorCode =
  | 'wrong-key'
  | 'damaged'
  | 'key-malformed'
  | 'key-missing'
  | 'key-unreadable'
  | 'key-not-written'

export class VaultError extends Error {
  override readonly name = 'VaultError'
  readonly code: VaultErrorCode

  constructor(code: VaultErrorCode, message: string, options?: ErrorOptions) {
    super(message, options)
    this.code = code
  }
}
