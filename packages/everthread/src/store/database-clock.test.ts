import { expect, it } from 'vitest'
import { createTestClock } from '../time/test-clock.ts'
import { readDatabaseClock } from './database-clock.ts'

/** A database whose clock is 5,000 s ahead of the host's, and whose answers take their time. */
function createDatabase() {
  const host = createTestClock()
  const database = { host, aheadMs: 5_000_000, thereMs: 0, backMs: 0 }
  const ask = async (): Promise<number> => {
    await host.advance(database.thereMs)
    const told = host.ticks() + database.aheadMs
    await host.advance(database.backMs)
    return told
  }
  return { database, read: () => readDatabaseClock(ask, host), truth: () => host.ticks() + database.aheadMs }
}

it('goes on by itself between two readings', async () => {
  const { database, read, truth } = createDatabase()
  const clock = await read()
  await database.host.advance(90_000)
  expect(clock.ticks()).toBe(truth())
})

it('is wrong by half of the way there and back at most', async () => {
  const { database, read, truth } = createDatabase()
  database.thereMs = 300
  const clock = await read()
  expect(Math.abs(clock.ticks() - truth())).toBeLessThanOrEqual(150)
})

it('stands still between readings that differ by no more than the way explains', async () => {
  const { database, read, truth } = createDatabase()
  const clock = await read()
  database.backMs = 400
  await clock.read()
  expect(clock.ticks()).toBe(truth())
})

it.each([-3_600_000, 3_600_000])('follows a jump of %i ms', async (ms) => {
  const { database, read, truth } = createDatabase()
  const clock = await read()
  database.aheadMs += ms
  await clock.read()
  expect(Math.abs(clock.ticks() - truth())).toBeLessThanOrEqual(1)
})

it('is carried on while the database does not answer', async () => {
  const host = createTestClock()
  let asked = 0
  const clock = await readDatabaseClock(async () => {
    asked += 1
    if (asked > 1) throw new Error('away')
    return 7_000_000
  }, host)
  await expect(clock.read()).rejects.toThrow('away')
  await host.advance(10)
  expect(clock.ticks()).toBe(7_000_010)
})
