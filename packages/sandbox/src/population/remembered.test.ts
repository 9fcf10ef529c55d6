import { expect, test } from 'vitest'
import { createRandom } from '../random.ts'
import { createPopulation } from './population.ts'
import { remembered } from './remembered.ts'

const populationOf = (seed: string) => createPopulation(createRandom(seed), { accounts: 10 }, 0)

test('what was found is not looked for again, until the memory is full', () => {
  const asked: number[] = []
  const find = remembered((_, number: number) => {
    asked.push(number)
    return { number }
  }, 2)
  const population = populationOf('a')
  const first = find(population, 1)
  expect(find(population, 1)).toBe(first)
  expect([find(population, 2), find(population, 3), find(population, 1)].map(({ number }) => number)).toEqual(
    [2, 3, 1],
  )
  expect(asked).toEqual([1, 2, 3, 1])
})

test('each population is remembered by itself, and what is not there is looked for every time', () => {
  const one = populationOf('a')
  let asked = 0
  const find = remembered((population, id: string) => {
    asked += 1
    return population === one && id === 'known' ? id : undefined
  }, 10)
  expect([find(one, 'known'), find(populationOf('b'), 'known')]).toEqual(['known', undefined])
  expect([find(one, 'unknown'), find(one, 'unknown')]).toEqual([undefined, undefined])
  expect(asked).toBe(4)
})
