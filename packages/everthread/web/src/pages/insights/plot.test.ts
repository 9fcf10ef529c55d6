import * as fc from 'fast-check'
import { expect, it } from 'vitest'
import { HEIGHT, LEFT, plotOf, RIGHT } from './plot.ts'

const WIDTH = 720

const values = fc.array(fc.option(fc.nat(1_000_000), { nil: undefined }), { minLength: 1, maxLength: 400 })

it('puts every number on the picture, and nothing where there is none', () => {
  fc.assert(
    fc.property(values, (given) => {
      const { places } = plotOf(given, WIDTH)
      for (const [index, place] of places.entries()) {
        expect(place === undefined).toBe(given[index] === undefined)
        if (!place) continue
        expect(place.x).toBeGreaterThanOrEqual(LEFT)
        expect(place.x).toBeLessThanOrEqual(WIDTH - RIGHT + 0.001)
        expect(place.y).toBeGreaterThanOrEqual(0)
        expect(place.y).toBeLessThanOrEqual(HEIGHT)
      }
    }),
  )
})

it('hatches each stretch without a number once', () => {
  expect(plotOf([1, undefined, undefined, 2, undefined], WIDTH).gaps).toHaveLength(2)
  expect(plotOf([1, 2], WIDTH).gaps).toEqual([])
})

it('finds the point again that stands at a place', () => {
  fc.assert(
    fc.property(values, (given) => {
      const { xOf, indexAt } = plotOf(given, WIDTH)
      for (const index of given.keys()) expect(indexAt(xOf(index))).toBe(given.length === 1 ? 0 : index)
      expect([indexAt(-1), indexAt(10 * WIDTH)]).toEqual([0, given.length - 1])
    }),
  )
})

it('names the first and the last', () => {
  expect(plotOf([1], WIDTH).labelled).toEqual([0])
  expect(
    plotOf(
      Array.from({ length: 365 }, () => 1),
      WIDTH,
    ).labelled,
  ).toEqual([0, 73, 146, 218, 291, 364])
})
