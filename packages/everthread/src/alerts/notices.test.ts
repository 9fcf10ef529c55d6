/** From rounds to what is stored of them. */
import { beforeEach, describe, expect, it } from 'vitest'
import type { PostHappening, StoppedPost } from '../publisher/post-happening.ts'
import type { PostReason } from '../publisher/post-reasons.ts'
import { post as testPost } from '../publisher/test-post.ts'
import { createTestClock } from '../time/test-clock.ts'
import { createFormat } from '../words/format.ts'
import type { EverthreadEvent } from './event.ts'
import type { AlertState } from './incidents.ts'
import { type AnnouncedStore, createNotices, type Notices, type Standing } from './notices.ts'

let notices: Notices
let told: string[]
let events: EverthreadEvent[]
let blockedWrites: AlertState[]
beforeEach(() => {
  const host = createTestClock()
  const unused = (): never => {
    throw new Error('there is no hook and no watcher')
  }
  told = []
  events = []
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
    onEvent: (event) => {
      events.push(event)
      told.push(event.event)
    },
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

describe('what happened to posts', () => {
  const profile = { id: '42', username: 'anna' }
  const at = createTestClock().now()
  const stopped = (state: StoppedPost['state'], reason: PostReason): PostHappening => {
    const { plan = { at, wall: '', zone: 'UTC' }, ...post } = testPost()
    return { kind: 'stopped', post: { ...post, state, plan, standing: { reason, at, position: 2 } } }
  }

  it.each<[PostHappening, Partial<EverthreadEvent>]>([
    [
      { kind: 'paused', pause: { reason: 'restricted', at } },
      { event: 'queue-paused', severity: 'critical' },
    ],
    [stopped('held', 'missed'), { event: 'post-held', reason: 'missed' }],
    [stopped('needs_review', 'outcome-unknown'), { event: 'post-needs-review', severity: 'warning' }],
    [stopped('failed', 'parent-gone'), { event: 'post-failed', post: { id: 'post-1', position: 2 } }],
  ])('is told with whose it is and what helps', async (happening, expected) => {
    await notices.afterPosts([happening], profile)
    expect(events).toMatchObject([{ ...expected, account: profile, remedy: expect.any(String) }])
    expect(events[0]?.message).toContain('@anna')
  })

  it('is told with its reason’s own words', async () => {
    await notices.afterPosts([stopped('held', 'missed')], profile)
    expect(events[0]?.message).toBe(
      'Post post-1 of @anna is held. Its time passed while Everthread was not running, by more than the queue allows.',
    )
  })
})

function storeOf(writes: AlertState[]): AnnouncedStore {
  return {
    read: async () => writes.at(-1) ?? [],
    write: async (state) => void writes.push(state),
  }
}
