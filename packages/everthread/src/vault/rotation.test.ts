import { expect, it } from 'vitest'
import { reseal, type SealedRow } from './rotation.ts'
import { createVault } from './vault.ts'

const OLD_KEY = Buffer.alloc(32, 1)
const NEW_KEY = Buffer.alloc(32, 2)

const rowOf = (key: Uint8Array, number: number): SealedRow & { number: number } => {
  const context = `token:a1:${number}`
  return { number, context, sealed: createVault([key]).seal(`THAA${number}`, context) }
}

it('rows of an older key come out sealed with the new one, in their own contexts, and the others not at all', () => {
  const rows = [rowOf(OLD_KEY, 1), rowOf(NEW_KEY, 2), rowOf(OLD_KEY, 3)]
  const resealed = [...reseal(createVault([NEW_KEY, OLD_KEY]), rows)]
  expect(resealed.map(({ row }) => row.number)).toEqual([1, 3])
  const vault = createVault([NEW_KEY])
  for (const { row, sealed } of resealed) {
    expect(vault.open(sealed, row.context).reveal()).toBe(`THAA${row.number}`)
  }
})

it('a row of a key that is not at hand stops it', () => {
  const rows = [rowOf(OLD_KEY, 1)]
  expect(() => [...reseal(createVault([NEW_KEY]), rows)]).toThrow(
    expect.objectContaining({ code: 'wrong-key' }),
  )
})
