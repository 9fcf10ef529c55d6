/** The store's encryption has a problem of its own (T27): never a reason to call Meta, never "revoked". */

export type VaultProblem =
  /** Sealed with a key that is not at hand. Both are told by their ids. */
  | { readonly kind: 'wrong-key'; readonly wanted: string; readonly have: string }
  /** Does not open with its own key, or has an unknown form. */
  | { readonly kind: 'damaged' }
  /** What should be a key is none: `EVERTHREAD_KEY`, or the file of that path. */
  | { readonly kind: 'key-malformed'; readonly where: string }
  /** There is no key, and none may be made. */
  | { readonly kind: 'key-missing'; readonly path: string }
  | { readonly kind: 'key-unreadable'; readonly path: string }
  /** A new key file could not be made. */
  | { readonly kind: 'key-not-written'; readonly path: string }

export type VaultErrorCode = VaultProblem['kind']

/** The message is for a log; people are told by `words/failure-words`. */
export class VaultError extends Error {
  override readonly name = 'VaultError'
  readonly code: VaultErrorCode
  readonly problem: VaultProblem

  constructor(problem: VaultProblem, options?: ErrorOptions) {
    super(Object.values(problem).join(' '), options)
    this.code = problem.kind
    this.problem = problem
  }
}
