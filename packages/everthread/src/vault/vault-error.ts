/** The store's encryption has a problem of its own (T27): never a reason to call Meta, never "revoked". */
export type VaultErrorCode = 'wrong-key' | 'damaged' | 'key-malformed' | 'key-missing' | 'key-unreadable'

export class VaultError extends Error {
  override readonly name = 'VaultError'
  readonly code: VaultErrorCode

  constructor(code: VaultErrorCode, message: string, options?: ErrorOptions) {
    super(message, options)
    this.code = code
  }
}
