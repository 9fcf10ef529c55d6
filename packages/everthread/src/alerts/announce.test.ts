import { expect, test } from 'vitest'
import { toMillis } from '../time/clock.ts'
import { DAY } from '../time/duration.ts'
import { createFormat } from '../words/format.ts'
import { announce } from './announce.ts'
import { EVENT_NAMES } from './event.ts'

const NOW = toMillis(1_800_000_000_000)

const context = {
  id: 'random',
  accountId: '34782204798093277',
  facts: { now: NOW, username: 'anna', expiresAt: toMillis(NOW + 3 * DAY) },
  language: 'en',
  format: createFormat('en', 'UTC'),
} as const

test('an event says what, how grave, whose, why, in words, and what to do where', () => {
  expect(announce({ event: 'token-dead', reason: 'app-removed' }, context)).toEqual({
    schema: 'everthread/event@1',
    id: 'random',
    at: '2027-01-15T08:00:00.000Z',
    event: 'token-dead',
    severity: 'critical',
    account: { id: '34782204798093277', username: 'anna' },
    reason: 'app-removed',
    message:
      'The token of @anna is dead. The account no longer allows your app: it was removed under Website permissions in Threads.',
    remedy: 'If it should be allowed again, log in and agree: `everthread connect`.',
    url: 'https://www.threads.com/settings/website_permissions',
  })
})

test('what is unknown is absent, not null or empty', () => {
  const { accountId: _, ...rest } = context
  const event = announce({ event: 'recovered', reason: 'renewed' }, { ...rest, facts: { now: NOW } })
  expect(Object.keys(event).toSorted()).toEqual([
    'account',
    'at',
    'event',
    'id',
    'message',
    'reason',
    'schema',
    'severity',
  ])
  expect(event.account).toEqual({})
})

test('a failed sink is named', () => {
  const announcement = { event: 'sink-failed', reason: 'file-not-writable', sink: '/srv/.env' } as const
  expect(announce(announcement, context).message).toBe(
    'The new token of @anna could not be delivered to /srv/.env. /srv/.env cannot be written. Nothing is lost.',
  )
})

test.each(EVENT_NAMES)('%s is one line of JSON', (event) => {
  const line = JSON.stringify(announce({ event, reason: 'network' }, context))
  expect(line).not.toContain('\n')
  expect(JSON.parse(line)).toMatchObject({ event, account: { username: 'anna' } })
})
