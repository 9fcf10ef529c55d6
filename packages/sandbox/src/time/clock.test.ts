import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { createClock, instantFrom } from './clock.ts'
import { DAY, HOUR } from './duration.ts'

const START = instantFrom('2026-01-01T00:00:00Z')

function hostAt(start: number) {
  let now = start
  return { now: () => now, pass: (ms: number) => (now += ms) }
}

describe('the virtual clock', () => {
  test('starts at the host’s now and goes at its pace', () => {
    const host = hostAt(START)
    const clock = createClock({ host: host.now })
    expect(clock.now()).toBe(START)
    host.pass(1234)
    expect(clock.now()).toBe(START + 1234)
  })

  test('adds all its advances to the host’s pace', () => {
    const host = hostAt(START)
    const clock = createClock({ host: host.now })
    expect(clock.advance('39d')).toBe(START + 39 * DAY)
    host.pass(HOUR)
    expect(clock.advance('25h')).toBe(START + 39 * DAY + 26 * HOUR)
    expect(clock.advance(500)).toBe(START + 39 * DAY + 26 * HOUR + 500)
  })

  test('can be set to any instant, also backwards', () => {
    const clock = createClock({ host: () => START })
    expect(clock.set('2025-11-01T00:00:00Z')).toBe(instantFrom('2025-11-01T00:00:00Z'))
    expect(clock.set(START + 1)).toBe(START + 1)
  })

  test('starts where it was told to', () => {
    expect(createClock({ host: () => START, now: '2030-02-03T04:05:06Z' }).now()).toBe(
      instantFrom('2030-02-03T04:05:06Z'),
    )
  })
})

test('a frozen clock moves only when it is moved', () => {
  const host = hostAt(START)
  const clock = createClock({ mode: 'frozen', host: host.now })
  host.pass(DAY)
  expect(clock.now()).toBe(START)
  expect(clock.advance('1h')).toBe(START + HOUR)
})

test('a real clock is the host’s and cannot be moved', () => {
  const host = hostAt(START)
  const clock = createClock({ mode: 'real', host: host.now })
  host.pass(7)
  expect(clock.now()).toBe(START + 7)
  expect(() => clock.advance('1h')).toThrow('the clock is real')
  expect(() => clock.set('2026-01-01T00:00:00Z')).toThrow('the clock is real')
  expect(() => createClock({ mode: 'real', now: START })).toThrow('a real clock cannot start elsewhere')
})

test('freezing and thawing go on from the present reading; real returns to the host', () => {
  const host = hostAt(START)
  const clock = createClock({ host: host.now })
  clock.advance('10d')
  clock.setMode('frozen')
  host.pass(HOUR)
  expect(clock.now()).toBe(START + 10 * DAY)
  clock.setMode('virtual')
  host.pass(1)
  expect(clock.now()).toBe(START + 10 * DAY + 1)
  expect(clock.setMode('real')).toBe(START + HOUR + 1)
})

test('subscribers hear of every jump until they leave', () => {
  const clock = createClock({ mode: 'frozen', host: () => START })
  const heard: number[] = []
  const leave = clock.onChange((now) => heard.push(now - START))
  clock.advance('1s')
  clock.set(START + 5)
  clock.setMode('virtual')
  leave()
  clock.advance('1d')
  expect(heard).toEqual([1000, 5, 5])
})

test('what is no duration or instant is refused in a sentence', () => {
  const clock = createClock({ host: () => START })
  for (const wrong of ['', '39', 'd', '39 days', '-1d', 'P39D', Number.NaN, Number.POSITIVE_INFINITY, -1]) {
    expect(() => clock.advance(wrong)).toThrow(`"${wrong}" is not a duration`)
  }
  for (const wrong of ['', 'tomorrow', '2026-13-01T00:00:00Z', '2026-01-01 00:00', '1', Number.NaN]) {
    expect(() => clock.set(wrong)).toThrow(`"${wrong}" is not an instant`)
  }
  for (const far of ['1969-12-31T23:59:59Z', '+010000-01-01T00:00:00Z', 9e15, -1]) {
    expect(() => clock.set(far)).toThrow('the clock goes from the year 1970 to the year 9999')
  }
  expect(() => clock.advance('400000d')).toThrow('more than a thousand years')
  expect(clock.now()).toBe(START)
})

test('a reading brings back any clock', () => {
  fc.assert(
    fc.property(fc.constantFrom('virtual', 'frozen', 'real'), fc.nat({ max: 400 * DAY }), (mode, ms) => {
      const clock = createClock({ mode, host: () => START })
      if (mode !== 'real') clock.advance(ms)
      const kept = clock.read()
      const then = clock.now()
      clock.setMode('frozen')
      clock.advance(DAY)
      clock.restore(kept)
      expect([clock.now(), clock.mode]).toEqual([then, mode])
    }),
  )
})
