/** From rounds to what is stored of them. */
import { beforeEach, expect, it } from 'vitest'
import { createTestClock } from '../time/test-clock.ts'
import { createFormat } from '../words/format.ts'
import type { AlertState } from './incidents.ts'
import { type AnnouncedStore, createNotices, type Notices, type Standing } from './notices.ts'

let notices: Notices
let told: string[]
let blockedWrites: AlertState[]
beforeEach(() => {
  const host = createTestClock()
  const unused = (): never => {
    throw new Error('there is no hook and no watcher')
  }
  told = []
  blockedWrites = []
  notices = createNotices({
    now: () => host.now(),
    skewMs: () => 0,
    host,
    language: 'en',
    format: createFormat('en', 'UTC'),
    fetch: unused,
    spawn: unused,
    environment: {},
    randomId: () => 'id',
    blockedNote: storeOf(blockedWrites),
    say: unused,
    onEvent: ({ event }) => told.push(event),
  })
})

const WELL: Standing = { condition: { kind: 'alive' }, reason: 'fresh' }
const DEAD: Standing = { condition: { kind: 'dead', reason: 'password-changed' }, reason: 'password-changed' }

it('what was announced is stored when it changes, and left alone otherwise', async () => {
  const writes: AlertState[] = []
  const store = storeOf(writes)
  for (const standing of [WELL, WELL, DEAD, DEAD, WELL, WELL]) await notices.afterRound(standing, store)
  expect(writes).toEqual([['needs-person:password-changed', 'token-dead'], []])
  expect(told).toEqual(['token-dead', 'recovered'])
})

it('a keeper that is blocked is told once, and the next round tells that it is over, whatever kept its state', async () => {
  const writes: AlertState[] = []
  const blocked = { reason: 'store-unusable', why: { message: 'The store is damaged.' } } as const
  for (let n = 0; n < 2; n += 1) await notices.blocked(blocked)
  for (let n = 0; n < 2; n += 1) await notices.afterRound(WELL, storeOf(writes))
  expect(told).toEqual(['keeper-blocked', 'recovered'])
  expect(blockedWrites).toEqual([['keeper-blocked'], []])
})

function storeOf(writes: AlertState[]): AnnouncedStore {
  return {
    read: async () => writes.at(-1) ?? [],
    write: async (state) => void writes.push(state),
  }
}
