import { randomBytes } from 'node:crypto'
import { expect, test } from 'vitest'
import { createVault, KEY_BYTES } from './vault.ts'

const oldKey = randomBytes(KEY_BYTES)
const vault = createVault([oldKey])
const signature = vault.sign('media 1', 'media-url')

test('a signature holds for its text alone', () => {
  expect(vault.isSigned('media 1', signature, 'media-url')).toBe(true)
  expect(vault.isSigned('media 2', signature, 'media-url')).toBe(false)
  expect(signature).toMatch(/^[\w-]{43}$/)
})

test.each(['', 'x', `${signature}x`, signature.toLowerCase()])('and "%s" is none', (other) => {
  expect(vault.isSigned('media 1', other, 'media-url')).toBe(false)
})

test('it outlives a rotation of the key, and not the key', () => {
  const rotated = createVault([randomBytes(KEY_BYTES), oldKey])
  expect(rotated.isSigned('media 1', signature, 'media-url')).toBe(true)
  expect(rotated.sign('media 1', 'media-url')).not.toBe(signature)
  const other = createVault([randomBytes(KEY_BYTES)])
  expect(other.isSigned('media 1', signature, 'media-url')).toBe(false)
})
