import { describe, expect, test } from 'vitest'
import { seal, unseal } from './sealed-file.ts'

const parts = [Buffer.from('TOKEN=old\n'), Buffer.from('TOKEN=new\n\xff', 'latin1')]
const sealed = seal(parts)

describe('a sealed file', () => {
  test('gives its parts back', () => {
    expect(unseal(sealed)).toMatchObject({ kind: 'sealed' })
    const reading = unseal(sealed)
    expect(reading.kind === 'sealed' && reading.parts.map((part) => Buffer.from(part))).toEqual(parts)
  })

  test('may be followed by reserved space', () => {
    expect(unseal(Buffer.concat([sealed, Buffer.alloc(4096)])).kind).toBe('sealed')
  })

  test('is torn without its seal, or with half of it', () => {
    for (let length = 1; length < sealed.length; length += 1) {
      expect(unseal(sealed.subarray(0, length)).kind).toBe('torn')
    }
  })

  test('is torn wherever a write over reserved space stops', () => {
    for (let length = 1; length < sealed.length; length += 1) {
      const cut = Buffer.concat([sealed.subarray(0, length), Buffer.alloc(4096)])
      expect(unseal(cut).kind).toBe('torn')
    }
  })

  test('is torn when any byte of it is another', () => {
    for (let at = 0; at < sealed.length; at += 1) {
      const changed = Buffer.from(sealed)
      changed[at] = (changed[at] ?? 0) ^ 1
      expect(unseal(changed).kind).toBe('torn')
    }
  })

  test('is torn when something follows that is not reserved space', () => {
    expect(unseal(Buffer.concat([sealed, Buffer.from('x')])).kind).toBe('torn')
  })

  test('is reserved space before anything is written', () => {
    expect(unseal(Buffer.alloc(0)).kind).toBe('reserved')
    expect(unseal(Buffer.alloc(5000)).kind).toBe('reserved')
  })
})
