import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { DAY_CHOICES, daysOf, timesOn, withTime, without } from './week.ts'

describe('the weekly times', () => {
  it('are added to a day, to the working days or to all of them, each once', () => {
    const monday = withTime([], 1, '09:00')
    expect(monday).toEqual([{ weekday: 1, time: '09:00' }])
    expect(withTime(monday, 'working', '09:00').map(({ weekday }) => weekday)).toEqual([1, 2, 3, 4, 5])
    expect(withTime(monday, 'every', '08:30')).toHaveLength(8)
  })

  it('stand in the order of the week, however they were added', () => {
    const times = withTime(withTime(withTime([], 7, '20:00'), 1, '18:00'), 1, '09:00')
    expect(timesOn(times, 1).map(({ time }) => time)).toEqual(['09:00', '18:00'])
    expect(times.at(-1)).toEqual({ weekday: 7, time: '20:00' })
  })

  it('that were added and taken away again leave the others as they were', () => {
    const choice = fc.constantFrom(...DAY_CHOICES)
    const time = fc
      .tuple(fc.nat(23), fc.nat(59))
      .map((parts) => parts.map((part) => String(part).padStart(2, '0')).join(':'))
    fc.assert(
      fc.property(fc.array(fc.tuple(choice, time), { maxLength: 6 }), choice, time, (before, days, at) => {
        const slots = before
          .filter(([, kept]) => kept !== at)
          .reduce<ReturnType<typeof withTime>>((all, [some, one]) => withTime(all, some, one), [])
        const more = withTime(slots, days, at)
        const back = daysOf(days).reduce((all, weekday) => without(all, { weekday, time: at }), more)
        expect(back).toEqual(slots)
      }),
    )
  })
})
