import { expect, test } from 'vitest'
import { withMemory } from './memory.ts'

test('what was found is not looked for again, what is not there is, and a full memory starts anew', () => {
  const asked: number[] = []
  const half = withMemory((number: number) => {
    asked.push(number)
    return number % 2 === 0 ? number / 2 : undefined
  }, 2)
  expect([half(2), half(2), half(3), half(3), half(4), half(2), half(6), half(2)]).toEqual([
    1,
    1,
    undefined,
    undefined,
    2,
    1,
    3,
    1,
  ])
  expect(asked).toEqual([2, 3, 3, 4, 6, 2])
})
