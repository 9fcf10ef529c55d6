/**
 * The known value in the store that proves the key. Looked at before anything else: a wrong key is one start-up error and
 * no call, never "revoked" (T27).
 */
import { VaultError } from './vault-error.ts'
import type { Vault } from './vault.ts'

const KNOWN_VALUE = 'everthread key check'
const CONTEXT = 'key_check'

/**
 * - `proven`: the key fits, nothing to do
 * - `unknown`: the store holds no known value yet; put `sealed` into it
 * - `rotated`: an older key fits; put `sealed` in its place, and reseal the rows
 */
export type KeyCheck =
  | { readonly kind: 'proven' }
  | { readonly kind: 'unknown'; readonly sealed: string }
  | { readonly kind: 'rotated'; readonly sealed: string }

/**
 * @param known what the store holds; `undefined` only where it holds no sealed row either, because `sealed` then binds it
 *   to the key at hand
 * @throws {VaultError} `wrong-key`, or `damaged`
 */
export function checkKey(vault: Vault, known: string | undefined): KeyCheck {
  if (known === undefined) return { kind: 'unknown', sealed: vault.seal(KNOWN_VALUE, CONTEXT) }
  if (vault.open(known, CONTEXT).reveal() !== KNOWN_VALUE) throw new VaultError({ kind: 'damaged' })
  if (!vault.needsReseal(known)) return { kind: 'proven' }
  return { kind: 'rotated', sealed: vault.seal(KNOWN_VALUE, CONTEXT) }
}
