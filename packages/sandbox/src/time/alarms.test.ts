import { expect, test } from 'vitest'
import { createAlarms } from './alarms.ts'
import { createClock } from './clock.ts'

function frozen() {
  const clock = createClock({ mode: 'frozen', now: 0 })
  return { clock, alarms: createAlarms(clock) }
}

test('alarms ring in the order of their instants when the clock jumps past them', () => {
  const { clock, alarms } = frozen()
  const rung: string[] = []
  alarms.at(2000, () => rung.push('second'))
  alarms.at(1000, () => rung.push('first'))
  alarms.at(9000, () => rung.push('later'))
  clock.advance('5s')
  expect(rung).toEqual(['first', 'second'])
  clock.advance('5s')
  clock.advance('5s')
  expect(rung).toEqual(['first', 'second', 'later'])
})

test('an instant that has passed rings at once', () => {
  const { alarms } = frozen()
  let rung = 0
  alarms.at(-1, () => (rung += 1))
  expect(rung).toBe(1)
})

test('cleared alarms stay silent, and closed ones hear no clock', () => {
  const { clock, alarms } = frozen()
  let rung = 0
  alarms.at(1000, () => (rung += 1))
  alarms.clear()
  clock.advance('1h')
  alarms.at(clock.now() + 1000, () => (rung += 1))
  alarms.close()
  clock.advance('1h')
  expect(rung).toBe(0)
})

test('a clock that goes by itself gets there by itself', async () => {
  const clock = createClock({ mode: 'virtual', now: 0 })
  const alarms = createAlarms(clock)
  await new Promise<void>((resolve) => alarms.at(clock.now() + 20, resolve))
  expect(clock.now()).toBeGreaterThanOrEqual(20)
  alarms.close()
})
