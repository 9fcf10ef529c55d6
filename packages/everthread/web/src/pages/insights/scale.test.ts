import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { pathOf, runsOf, scaleFor } from './scale.ts'

const values = fc.array(fc.nat(10_000_000), { minLength: 1, maxLength: 400 })

describe('a scale', () => {
  it('holds every value, from nothing to the top, in whole steps', () => {
    fc.assert(
      fc.property(values, (given) => {
        const { ticks, heightOf } = scaleFor(given)
        for (const value of given) {
          expect(heightOf(value)).toBeGreaterThanOrEqual(0)
          expect(heightOf(value)).toBeLessThanOrEqual(1)
        }
        expect(ticks[0]).toBe(0)
        expect(heightOf(ticks.at(-1) ?? 0)).toBe(1)
        expect(ticks.length).toBeLessThanOrEqual(6)
        expect(ticks.every(Number.isInteger)).toBe(true)
      }),
    )
  })

  it.each([
    [[0], [0, 1]],
    [[7], [0, 2, 4, 6, 8]],
    [[100], [0, 50, 100]],
    [[349], [0, 100, 200, 300, 400]],
  ])('of %j has the steps %j', (given, ticks) => {
    expect(scaleFor(given).ticks).toEqual(ticks)
  })
})

describe('a line', () => {
  const here = { x: 1, y: 2 }

  it('never crosses what is missing', () => {
    fc.assert(
      fc.property(
        fc.array(fc.option(fc.record({ x: fc.nat(), y: fc.nat() }), { nil: undefined })),
        (places) => {
          const runs = runsOf(places)
          expect(runs.flat()).toEqual(places.filter((place) => place !== undefined))
          const gaps = places.filter((place, index) => !place && places[index + 1]).length
          expect(runs.length).toBe(gaps + (places[0] ? 1 : 0))
        },
      ),
    )
  })

  it('of one place is a dot', () => {
    expect(pathOf([here])).toBe('M1 2L1 2')
    expect(pathOf([])).toBe('')
  })
})
