/** Events, as they are numbered and read again. */
import { afterEach, beforeEach, expect, it } from 'vitest'
import type { EverthreadEvent } from '../alerts/event.ts'
import type { Millis } from '../time/clock.ts'
import { DAY } from '../time/duration.ts'
import { createTestClock } from '../time/test-clock.ts'
import { EVENTS_KEPT_MS, insertEvent, listEventsAfter } from './events.ts'
import type { Schema } from './schema.ts'
import type { Engine, Store } from './store.ts'
import { createTestStore } from './test-store.ts'

export function eventsConformance(engine: Engine): void {
  const clock = createTestClock()
  let store: Store<Schema>
  beforeEach(async () => {
    store = await createTestStore(clock, engine)
  })
  afterEach(() => store[Symbol.asyncDispose]())

  const happen = (id: string, agoMs = 0) =>
    insertEvent(store, { at: (clock.now() - agoMs) as Millis, event: eventOf(id) })
  const numbers = async () => (await listEventsAfter(store.db, 0, 100)).map(({ number }) => number)

  it('are numbered without a gap, however many happen at the same moment', async () => {
    await Promise.all(['a', 'b', 'c', 'd', 'e', 'f'].map((id) => happen(id)))
    expect(await numbers()).toEqual([1, 2, 3, 4, 5, 6])
  })

  it('are forgotten after 90 days, and no number is given twice', async () => {
    await happen('old', EVENTS_KEPT_MS + DAY)
    await happen('new')
    expect(await numbers()).toEqual([2])
    await happen('newer')
    expect(await numbers()).toEqual([2, 3])
  })
}

function eventOf(id: string): EverthreadEvent {
  return {
    schema: 'everthread/event@1',
    id,
    at: '2026-11-23T00:00:00.000Z',
    event: 'token-renewed',
    severity: 'info',
    account: {},
    reason: 'renewed',
    message: 'renewed',
  }
}
