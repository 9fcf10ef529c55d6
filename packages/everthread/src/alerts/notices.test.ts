/** From rounds to what is stored of them. */
import { beforeEach, expect, it } from 'vitest'
import { createTestClock } from '../time/test-clock.ts'
import { createFormat } from '../words/format.ts'
import type { AlertState } from './incidents.ts'
import { createNotices, type Notices, type Standing } from './notices.ts'

let notices: Notices
let told: string[]
beforeEach(() => {
  const host = createTestClock()
  const unused = (): never => {
    throw new Error('there is no hook and no watcher')
  }
  told = []
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
    say: unused,
    onEvent: ({ event }) => told.push(event),
  })
})

const WELL: Standing = { condition: { kind: 'alive' }, reason: 'fresh' }
const DEAD: Standing = { condition: { kind: 'dead', reason: 'password-changed' }, reason: 'password-changed' }

it('what was announced is stored when it changes, and left alone otherwise', async () => {
  const writes: AlertState[] = []
  const store = {
    read: async () => writes.at(-1) ?? [],
    write: async (state: AlertState) => void writes.push(state),
  }
  for (const standing of [WELL, WELL, DEAD, DEAD, WELL, WELL]) await notices.afterRound(standing, store)
  expect(writes).toEqual([['needs-person:password-changed', 'token-dead'], []])
  expect(told).toEqual(['token-dead', 'recovered'])
})
