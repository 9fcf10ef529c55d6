import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { createRandom, HEX } from './random.ts'

test('the same seed gives the same texts, another seed others', () => {
  expect(createRandom('a').text(200)).toBe(createRandom('a').text(200))
  expect(createRandom('a').text(200)).not.toBe(createRandom('b').text(200))
})

test('a state that was kept goes on as it would have', () => {
  const random = createRandom('a')
  random.text(7)
  const kept = random.read()
  const next = random.text(50)
  random.restore(kept)
  expect(random.text(50)).toBe(next)
})

test('numbers stay below their limit and use the whole of it', () => {
  fc.assert(
    fc.property(fc.string(), fc.integer({ min: 1, max: 8 }), (seed, limit) => {
      const random = createRandom(seed)
      const seen = new Set(Array.from({ length: 400 }, () => random.below(limit)))
      expect([...seen].toSorted((a, b) => a - b)).toEqual(Array.from({ length: limit }, (_, index) => index))
    }),
  )
})

test('texts keep to their alphabet', () => {
  expect(createRandom('x').text(500, HEX)).toMatch(/^[0-9a-f]{500}$/)
  expect(createRandom('x').text(500)).toMatch(/^[\w-]{500}$/)
})
