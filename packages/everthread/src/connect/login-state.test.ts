import { randomBytes } from 'node:crypto'
import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { createLoginState, isSameState } from './login-state.ts'

test('a state is 128 bits of the source that it was given, safe in a URL', () => {
  const asked: number[] = []
  const state = createLoginState((size) => {
    asked.push(size)
    return Uint8Array.from({ length: size }, (_, index) => 255 - index)
  })
  expect(asked).toEqual([16])
  expect(state).toBe('__79_Pv6-fj39vX08_Lx8A')
  expect(encodeURIComponent(state)).toBe(state)
})

test('two states differ', () => {
  const states = Array.from({ length: 100 }, () => createLoginState(randomBytes))
  expect(new Set(states).size).toBe(100)
})

test('property: a state is itself and nothing else', () => {
  fc.assert(
    fc.property(fc.string(), fc.string(), (one, other) => {
      expect(isSameState(one, one)).toBe(true)
      expect(isSameState(one, other)).toBe(one === other)
    }),
  )
})

test.each(['', 'expecte', 'expected ', 'EXPECTED'])('“%s” is not the expected state', (received) => {
  expect(isSameState('expected', received)).toBe(false)
})
