import { expect, test } from 'vitest'
import { remembering } from './remembering.ts'

test('the same key in a row is worked out once, another key again', () => {
  const asked: string[] = []
  const shout = remembering((word: string) => {
    asked.push(word)
    return word.toUpperCase()
  })
  expect(['a', 'a', 'b', 'a'].map(shout)).toEqual(['A', 'A', 'B', 'A'])
  expect(asked).toEqual(['a', 'b', 'a'])
})

test('a failure is no answer to remember, and does not displace one', () => {
  let asked = 0
  const filled = remembering((word: string) => {
    asked += 1
    if (word === '') throw new RangeError('empty')
    return undefined
  })
  filled('a')
  expect(() => filled('')).toThrow(RangeError)
  expect(() => filled('')).toThrow(RangeError)
  filled('a')
  expect(asked).toBe(3)
})
