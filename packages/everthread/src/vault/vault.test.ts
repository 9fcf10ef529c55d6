import { randomBytes } from 'node:crypto'
import { inspect } from 'node:util'
import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { createVault, keyIdOf, type Keys } from './vault.ts'
import { VaultError } from './vault-error.ts'

const OLD_KEY = Buffer.alloc(32, 1)
const NEW_KEY = Buffer.alloc(32, 2)
const CONTEXT = 'token:a1:3'

const vaultOf = (...keys: Keys) => createVault(keys)

function codeOf(act: () => unknown): string {
  try {
    act()
  } catch (error) {
    if (error instanceof VaultError) return error.code
    throw error
  }
  return 'nothing was thrown'
}

/** Ciphertext and tag. */
const bytesOf = (sealed: string) => Buffer.from(sealed.split('.')[3] ?? '', 'base64url')

describe('a sealed text', () => {
  it('opens in its own context, whatever the text is', () => {
    const vault = vaultOf(OLD_KEY)
    const text = fc.string({ unit: 'grapheme', minLength: 1 })
    fc.assert(
      fc.property(text, fc.string({ unit: 'grapheme' }), (plaintext, context) => {
        expect(vault.open(vault.seal(plaintext, context), context).reveal()).toBe(plaintext)
      }),
    )
  })

  it('does not open in another context: a row moved to another account is noticed', () => {
    const vault = vaultOf(OLD_KEY)
    const sealed = vault.seal('THAAsecret', 'token:a1:3')
    for (const other of ['token:a2:3', 'token:a1:4', 'token:a1:3 ', '']) {
      expect([other, codeOf(() => vault.open(sealed, other))]).toEqual([other, 'damaged'])
    }
    expect(codeOf(() => vault.open(sealed, 'token:a1:3'))).toBe('nothing was thrown')
  })

  it('with one character changed anywhere is refused', () => {
    const vault = vaultOf(OLD_KEY)
    const sealed = vault.seal('THAAsecret', CONTEXT)
    for (let at = 0; at < sealed.length; at += 1) {
      const changed = `${sealed.slice(0, at)}${sealed[at] === 'A' ? 'B' : 'A'}${sealed.slice(at + 1)}`
      expect(['damaged', 'wrong-key']).toContain(codeOf(() => vault.open(changed, CONTEXT)))
    }
  })

  it('spelt in another way is refused: the spare bits of its last character are part of it', () => {
    const vault = vaultOf(OLD_KEY)
    const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_'
    const sealed = vault.seal('THAAsecret', CONTEXT) // 26 bytes: two bits are spare.
    const last = alphabet.indexOf(sealed.at(-1) ?? '')
    const respelt = `${sealed.slice(0, -1)}${alphabet[last + 1]}`
    expect(bytesOf(respelt)).toEqual(bytesOf(sealed))
    expect(codeOf(() => vault.open(respelt, CONTEXT))).toBe('damaged')
  })

  it.each([
    '',
    'THAAplain',
    'v1',
    'v1.a.b.c',
    'v2.AAAAAAAA.AAAAAAAAAAAAAAAA.AAAA',
    'v1.AAAAAAAA.AAAAAAAAAAAAAAAA.',
  ])('of another form is damaged: %j', (text) => {
    expect(codeOf(() => vaultOf(OLD_KEY).open(text, CONTEXT))).toBe('damaged')
    expect(codeOf(() => vaultOf(OLD_KEY).needsReseal(text))).toBe('damaged')
  })

  it('cut short anywhere is refused', () => {
    const vault = vaultOf(OLD_KEY)
    const sealed = vault.seal('THAAsecret', CONTEXT)
    for (let length = 0; length < sealed.length; length += 1) {
      expect(['damaged', 'wrong-key']).toContain(codeOf(() => vault.open(sealed.slice(0, length), CONTEXT)))
    }
  })

  it('names its version and its key, and neither shows nor repeats the text', () => {
    const vault = vaultOf(OLD_KEY)
    const [one, two] = [vault.seal('THAAsecret', CONTEXT), vault.seal('THAAsecret', CONTEXT)]
    expect(one).toMatch(new RegExp(`^v1\\.${keyIdOf(OLD_KEY)}\\.[\\w-]{16}\\.[\\w-]+$`))
    expect(one).not.toBe(two)
    expect(Buffer.from(one.split('.').at(-1) ?? '', 'base64url').includes('THAAsecret')).toBe(false)
  })
})

describe('keys', () => {
  it('another key is a wrong key, with both ids and neither key', () => {
    const sealed = vaultOf(OLD_KEY).seal('THAAsecret', CONTEXT)
    const open = () => vaultOf(NEW_KEY).open(sealed, CONTEXT)
    expect(codeOf(open)).toBe('wrong-key')
    expect(open).toThrow(keyIdOf(OLD_KEY))
    expect(open).toThrow(keyIdOf(NEW_KEY))
    expect(open).not.toThrow(OLD_KEY.toString('base64'))
  })

  it('the first encrypts, the older still open', () => {
    const before = vaultOf(OLD_KEY).seal('THAAsecret', CONTEXT)
    const vault = vaultOf(NEW_KEY, OLD_KEY)
    expect(vault.open(before, CONTEXT).reveal()).toBe('THAAsecret')
    expect(vault.needsReseal(before)).toBe(true)
    const after = vault.seal('THAAsecret', CONTEXT)
    expect(vault.needsReseal(after)).toBe(false)
    expect(vaultOf(NEW_KEY).open(after, CONTEXT).reveal()).toBe('THAAsecret')
  })

  it('a key of another length, and an empty text, are the caller’s mistakes', () => {
    expect(() => vaultOf(randomBytes(31))).toThrow(TypeError)
    expect(() => vaultOf(OLD_KEY).seal('', CONTEXT)).toThrow(TypeError)
  })

  it('a printed vault shows no key', () => {
    const printed = inspect(vaultOf(OLD_KEY), { depth: 9, showHidden: true })
    expect(printed).not.toContain('01 01 01')
    expect(inspect(OLD_KEY)).toContain('01 01 01') // The control: a bare key would have been seen.
  })
})
