import { describe, expect, it } from 'vitest'
import { decidePost, holdsOthersUntil } from './post-policy.ts'
import type { LedgerEntry, PostFacts } from './post-facts.ts'
import type { Part, PartAttempts } from './post.ts'
import {
  at,
  CALL_LIMIT_MS,
  container,
  facts,
  partAt,
  pending,
  PLANNED,
  post,
  publishedPart,
  WELL,
} from './test-post.ts'
import { DAY, HOUR, MINUTE, SECOND } from '../time/duration.ts'

const image = (url: string) => ({ kind: 'linked' as const, as: 'image' as const, url })
const CAROUSEL = { media: [image('https://example.com/1.jpg'), image('https://example.com/2.jpg')] }

function attempts(change: Partial<PartAttempts>): PartAttempts {
  return { count: 1, since: PLANNED, notBefore: PLANNED, reason: 'network', remakes: 0, ...change }
}

function unanswered(intentAt = PLANNED, position = 1): LedgerEntry {
  return { position, containerId: '17900000000000001', intentAt, outcome: 'unanswered' }
}

function told(change: Partial<PostFacts>, ms: number): string {
  const decision = decidePost(facts(change), at(ms))
  if (decision.kind === 'rest')
    return `rest ${(decision.until - PLANNED) / SECOND} ${decision.reason ?? ''}`.trimEnd()
  if (decision.kind === 'hold') return `${decision.kind} ${decision.reason}`
  if ('target' in decision)
    return `${decision.kind} ${decision.target.kind === 'own' ? 'own' : decision.target.index}`
  return 'position' in decision ? `${decision.kind} ${decision.position}` : decision.kind
}

const ready = (part: Part = partAt('ready')): Partial<PostFacts> => ({ post: post([part], 'ready') })
const after: Partial<PostFacts> = { post: post([partAt('unknown')], 'publishing'), ledger: [unanswered()] }

describe('a post on its way', () => {
  it.each<[string, Partial<PostFacts>, number, string]>([
    ['waits until a quarter of an hour before its time', {}, -HOUR, 'rest -900'],
    ['gets its container then', {}, -15 * MINUTE, 'make_container own'],
    ['gets its container at once when its time has come', {}, 0, 'make_container own'],
    [
      'is read at once when it is text',
      { post: post([partAt('container', { madeAt: at(0) })]) },
      0,
      'read_container own',
    ],
    [
      'is read again after the next of the waits',
      { post: post([partAt('container', { polls: 3, polledAt: at(0) })]) },
      2 * SECOND,
      'rest 3 container-in-progress',
    ],
    ['waits with a finished container', ready(), -MINUTE, 'rest 0'],
    ['is published on the second', ready(), 0, 'publish 1'],
    [
      'is not published with a container of other words',
      { ...ready(), contentHash: 'other' },
      0,
      'make_container own',
    ],
    [
      'is not published with an old container',
      ready(partAt('ready', { madeAt: at(-23 * HOUR) })),
      0,
      'make_container own',
    ],
    ['lets an earlier one go first', { ...ready(), earlierUntil: at(MINUTE) }, 0, 'rest 60 earlier-post'],
    ['does not let it go first for ever', { ...ready(), earlierUntil: at(0) }, 0, 'publish 1'],
    ['is settled when every part is out', { post: post([publishedPart(1)], 'publishing') }, 0, 'settle'],
  ])('%s', (...[, change, ms, expected]) => {
    expect(told(change, ms)).toBe(expected)
  })

  it.each(['draft', 'cancelled', 'held', 'needs_review', 'failed'] as const)(
    'is left alone when it is %s',
    (state) => {
      const standing = { reason: 'paused', at: PLANNED } as const
      const { state: _, ...rest } = post()
      expect(told({ post: { ...rest, state, standing } as PostFacts['post'] }, 0)).toBe('done')
    },
  )
})

describe('a quota that Meta was asked for', () => {
  const READ = { readAt: at(-30 * MINUTE) }
  const used = (count: number): Partial<PostFacts> => ({
    ...ready(),
    account: { ...WELL, quotas: { posts: { ...READ, said: { used: count, total: 250 } } } },
  })
  it.each<[string, Partial<PostFacts>, number, string]>([
    [
      'is asked for while a post waits with its container',
      { ...ready(), account: { ...WELL, quotas: {} } },
      -MINUTE,
      'look_at_quota',
    ],
    [
      'is not asked for twice within an hour',
      { ...ready(), account: { ...WELL, quotas: { posts: READ } } },
      -MINUTE,
      'rest 0',
    ],
    [
      'is not asked for just before a post',
      { ...ready(), account: { ...WELL, quotas: {} } },
      -10 * SECOND,
      'rest 0',
    ],
    ['is not asked for when a post is due', { ...ready(), account: { ...WELL, quotas: {} } }, 0, 'publish 1'],
    ['is read again, and nothing sent, where nothing was left', used(250), 0, 'read_quota 1'],
    ['keeps nothing where something was left', used(249), 0, 'publish 1'],
    ['keeps nothing when its window is over', used(250), DAY - 30 * MINUTE, 'hold missed'],
  ])('%s', (...[, change, ms, expected]) => {
    expect(told(change, ms)).toBe(expected)
  })
})

describe('a carousel', () => {
  const child = (isFinished: boolean, change = {}) => ({ ...container(change), isFinished })
  const part = (children: readonly ReturnType<typeof child>[]): Partial<PostFacts> => ({
    post: post([{ position: 1, content: CAROUSEL, delayMs: 0, state: 'container', container: { children } }]),
  })
  it.each<[string, Partial<PostFacts>, string]>([
    ['begins with its first item', { post: post([pending(CAROUSEL)]) }, 'make_container 0'],
    ['goes on with the second', part([child(false)]), 'make_container 1'],
    ['reads the item that is due first', part([child(true), child(false)]), 'read_container 1'],
    [
      'waits for the last',
      part([child(true), child(false, { madeAt: at(0) })]),
      'rest 1 container-in-progress',
    ],
    ['gets its own container when all are finished', part([child(true), child(true)]), 'make_container own'],
  ])('%s', (_, change, expected) => {
    expect(told(change, 0)).toBe(expected)
  })
})

describe('a chain', () => {
  const chain = (delayMs: number): Partial<PostFacts> => ({
    post: post([publishedPart(1), { ...pending({ text: 'Two' }, 2), delayMs }], 'publishing'),
  })
  it('goes on at once without a delay', () => {
    expect(told(chain(0), 0)).toBe('make_container own')
  })
  it('waits its delay, and prepares a quarter of an hour before', () => {
    expect([told(chain(HOUR), 0), told(chain(HOUR), 45 * MINUTE)]).toEqual([
      'rest 2700',
      'make_container own',
    ])
  })
  it('resumes at the first part that is not out, also a day later', () => {
    expect(told(chain(0), DAY)).toBe('make_container own')
  })
  it('reads a reply back before anything follows it', () => {
    const { permalink: _, ...unread } = publishedPart(2) as Extract<Part, { state: 'published' }>
    const parts = [publishedPart(1), unread, pending({ text: 'Three' }, 3)]
    expect(told({ post: post(parts, 'publishing') }, 0)).toBe('read_back 2')
    const tried = { ...unread, attempts: attempts({ notBefore: at(SECOND), reason: 'media-not-found' }) }
    expect(told({ post: post([publishedPart(1), tried, pending({}, 3)], 'publishing') }, 0)).toBe('rest 1')
  })
})

describe('an account that may not publish', () => {
  const dead = { account: { ...WELL, token: { kind: 'dead' } as const } }
  const pause = { reason: 'paused' as const, at: PLANNED }
  const paused = { account: { ...WELL, queue: { ...WELL.queue, pause } } }
  it.each<[string, Partial<PostFacts>, number, string]>([
    ['makes nothing ready', dead, -MINUTE, 'rest 0 token-dead'],
    ['holds what is due: the token is dead', dead, 0, 'hold token-dead'],
    [
      'holds what is due: the token may not',
      { account: { ...WELL, hasScope: false } },
      0,
      'hold scope-missing',
    ],
    ['holds what is due: its owner paused it', { ...paused, ...ready() }, 0, 'hold paused'],
    [
      'waits while the keeper looks at the token',
      { account: { ...WELL, token: { kind: 'doubted', until: at(MINUTE) } } },
      0,
      'rest 60 token-doubted',
    ],
    ['publishes what is an hour late', ready(), HOUR, 'publish 1'],
    ['holds what is later than that', ready(), HOUR + 1, 'hold missed'],
    [
      'publishes it all the same where its owner says so',
      { ...ready(), account: { ...WELL, queue: { missed: 'publish', lateLimitMs: HOUR } } },
      DAY / 2,
      'publish 1',
    ],
    [
      'does not call late what Meta’s quota made wait',
      ready({ ...partAt('ready'), attempts: attempts({ reason: 'quota', notBefore: at(3 * HOUR) }) }),
      3 * HOUR,
      'read_quota 1',
    ],
    ['asks nothing about a lost answer with a dead token', { ...dead, ...after }, HOUR, 'hold token-dead'],
    ['asks about a lost answer while it is paused', { ...paused, ...after }, MINUTE, 'recover 1'],
  ])('%s', (...[, change, ms, expected]) => {
    expect(told(change, ms)).toBe(expected)
  })
})

describe('a publication whose answer is missing', () => {
  const fresh: Partial<PostFacts> = {
    post: post([partAt('ready', { polledAt: at(MINUTE) })], 'publishing'),
    ledger: [unanswered()],
  }
  it.each<[string, Partial<PostFacts>, number, string]>([
    ['is not asked about while the call may be out', after, CALL_LIMIT_MS + 9_999, 'rest 15 outcome-unknown'],
    ['is asked about afterwards', after, CALL_LIMIT_MS + 10 * SECOND, 'recover 1'],
    [
      'is asked about after a crash as well',
      { ...after, post: post([partAt('publishing')], 'publishing') },
      MINUTE,
      'recover 1',
    ],
    ['is sent again when it is certainly not out', fresh, MINUTE, 'publish 1'],
    ['is asked about again when that was a while ago', fresh, MINUTE + 10 * SECOND, 'recover 1'],
    ['is a person’s after a day of silence', after, DAY + 1, 'review 1'],
    [
      'is never sent when the ledger has it as published',
      { ...ready(), ledger: [{ ...unanswered(), outcome: 'published', mediaId: '1' }] },
      0,
      'review 1',
    ],
  ])('%s', (...[, change, ms, expected]) => {
    expect(told(change, ms)).toBe(expected)
  })
})

describe('a post that is out', () => {
  const published = (part: Part): Partial<PostFacts> => {
    const { state: _, ...rest } = post([part])
    return { post: { ...rest, state: 'published', publishedAt: PLANNED } }
  }
  const { permalink: _, ...unread } = publishedPart(1) as Extract<Part, { state: 'published' }>
  it.each<[string, Partial<PostFacts>, string]>([
    ['is read back for its address a moment later', published(unread), 'rest 1'],
    ['is read back for its address', published({ ...unread, publishedAt: at(-SECOND) }), 'read_back 1'],
    ['is done when it is known', published(publishedPart(1)), 'done'],
    [
      'is done when it was looked for often enough',
      published({ ...unread, attempts: attempts({ count: 5 }) }),
      'done',
    ],
  ])('%s', (...[, change, expected]) => {
    expect(told(change, 0)).toBe(expected)
  })
})

describe('the order within an account', () => {
  it.each<[string, ReturnType<typeof post>, number, number | undefined]>([
    ['a post whose time has not come holds nobody', post(), -1, undefined],
    ['one that is due holds later ones', post(), 0, 10 * MINUTE],
    ['but not for longer than ten minutes', post(), 10 * MINUTE, undefined],
    [
      'a chain that waits for its own delay holds nobody',
      post([publishedPart(1), { ...pending({}, 2), delayMs: HOUR }], 'publishing'),
      MINUTE,
      undefined,
    ],
    [
      'a chain that goes on holds them for as long from then',
      post([publishedPart(1, at(HOUR)), pending({}, 2)], 'publishing'),
      HOUR,
      HOUR + 10 * MINUTE,
    ],
  ])('%s', (...[, one, ms, expected]) => {
    expect(holdsOthersUntil(one, at(ms))).toBe(expected === undefined ? undefined : at(expected))
  })
})

describe('what a person published by hand', () => {
  const updatedAt = PLANNED
  const byHand: Part = {
    ...pending(),
    state: 'published',
    publishedAt: PLANNED,
    as: { kind: 'by_hand', at: PLANNED },
  }
  const looked = (ms: number) => attempts({ reason: 'not-seen', notBefore: at(ms) })
  const base = post()
  const handedOff = (part: Part = pending()): Partial<PostFacts> => ({
    post: { ...base, updatedAt, parts: [part], state: 'handed_off' },
  })
  const said = (part: Part = byHand): Partial<PostFacts> => ({
    post: { ...base, updatedAt, parts: [part], state: 'published', publishedAt: PLANNED },
  })
  const dead = { account: { ...WELL, token: { kind: 'dead' } as const } }
  const follows = (change: Partial<Part> = {}): Partial<PostFacts> => ({
    post: post([byHand, { ...pending({ text: 'Two' }, 2), ...change } as Part], 'publishing'),
  })

  it.each<[string, Partial<PostFacts>, number, string]>([
    ['is looked for a minute after the hand-off', handedOff(), MINUTE, 'look_by_hand 1'],
    ['is not looked for before', handedOff(), 0, 'rest 60 not-seen'],
    ['is looked for when its owner says that it is out', said(), MINUTE, 'look_by_hand 1'],
    [
      'is looked for when the next look is due',
      said({ ...byHand, attempts: looked(HOUR) }),
      0,
      'rest 3600 not-seen',
    ],
    ['is not looked for after a week', said({ ...byHand, attempts: looked(7 * DAY) }), 8 * DAY, 'done'],
    ['waits for a token', { ...handedOff(), ...dead }, MINUTE, 'rest 3660 token-dead'],
    [
      'is nothing to look for once it is seen',
      said({ ...byHand, as: { kind: 'by_hand', at: PLANNED, mediaId: '7' } }),
      0,
      'done',
    ],
    ['is looked for before anything replies to it', follows(), 0, 'look_by_hand 2'],
    [
      'is looked for again when it was not to be seen',
      follows({ attempts: attempts({ reason: 'parent-unseen', notBefore: at(5 * SECOND) }) }),
      0,
      'rest 5 parent-unseen',
    ],
  ])('%s', (...[, change, ms, expected]) => {
    expect(told({ ...change }, ms)).toBe(expected)
  })

  it('is not looked for as long as the queue is paused', () => {
    const pause = { reason: 'paused', at: PLANNED } as const
    expect(told({ ...follows(), account: { ...WELL, queue: { ...WELL.queue, pause } } }, 0)).toBe(
      'hold paused',
    )
  })
})
