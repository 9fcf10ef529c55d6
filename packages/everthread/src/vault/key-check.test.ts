import { expect, it } from 'vitest'
import { checkKey } from './key-check.ts'
import { createVault } from './vault.ts'
import { VaultError } from './vault-error.ts'

const OLD_KEY = Buffer.alloc(32, 1)
const NEW_KEY = Buffer.alloc(32, 2)

/** What the first start leaves in the store. */
function knownValueOf(key: Uint8Array): string {
  const check = checkKey(createVault([key]), undefined)
  if (check.kind !== 'unknown') throw new Error(`a new store cannot be ${check.kind}`)
  return check.sealed
}

it('the key that the store was written with is proven', () => {
  expect(checkKey(createVault([OLD_KEY]), knownValueOf(OLD_KEY))).toEqual({ kind: 'proven' })
})

it('another key is refused at the start', () => {
  const known = knownValueOf(OLD_KEY)
  const check = () => checkKey(createVault([NEW_KEY]), known)
  expect(check).toThrow(VaultError)
  expect(check).toThrow(expect.objectContaining({ code: 'wrong-key' }))
})

it('after a rotation the known value is sealed again, and the new key alone proves it', () => {
  const check = checkKey(createVault([NEW_KEY, OLD_KEY]), knownValueOf(OLD_KEY))
  if (check.kind !== 'rotated') throw new Error(`it was ${check.kind}`)
  expect(checkKey(createVault([NEW_KEY]), check.sealed)).toEqual({ kind: 'proven' })
})

it('a text of the right key that is not the known value is damage', () => {
  const vault = createVault([OLD_KEY])
  const other = vault.seal('something else', 'key_check')
  expect(() => checkKey(vault, other)).toThrow(expect.objectContaining({ code: 'damaged' }))
})
