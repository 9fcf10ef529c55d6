import { expect, it } from 'vitest'
import { armCrashPoint, noCrash } from './crash-point.ts'

function killsAt(spec: string | undefined, reached: readonly string[]): number[] {
  const kills: number[] = []
  let index = 0
  const crashPoint = armCrashPoint(spec, () => kills.push(index))
  for (const name of reached) {
    crashPoint(name)
    index += 1
  }
  return kills
}

it('kills where it was armed, the first time', () => {
  expect(killsAt('b', ['a', 'b', 'b'])).toEqual([1])
})

it('kills the n-th time that it gets there, once', () => {
  expect(killsAt('b:2', ['b', 'a', 'b', 'b'])).toEqual([2])
})

it('never kills where nothing was armed', () => {
  expect([killsAt(undefined, ['a']), killsAt('', ['a']), noCrash('a')]).toEqual([[], [], undefined])
})
