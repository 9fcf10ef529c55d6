/** The judge of the chaos runs, judged: each complaint can be made, and a good run has none. */
import { describe, expect, it } from 'vitest'
import {
  complaintsAbout,
  type Live,
  orderComplaints,
  type Outcome,
  PATIENCE_MS,
  type Told,
  type Wanted,
} from './complaints.ts'

const WANTED = { id: 'p', username: 'anna', plannedAt: 0, texts: ['one', 'two'] }
const OUT: readonly Live[] = [
  { id: '1', username: 'anna', text: 'one', at: 1_000 },
  { id: '2', username: 'anna', text: 'two', at: 2_000, parentId: '1' },
]

function outcome(change: Partial<Outcome> = {}): Outcome {
  const told: Told = { id: 'p', state: 'published', mediaIds: ['1', '2'] }
  return { wanted: [WANTED], told: [told], live: OUT, ...change }
}

describe('the judge', () => {
  it('has nothing to say about a chain that is out, or one that is held in the middle', () => {
    expect(complaintsAbout(outcome())).toEqual([])
    const held: Told = { id: 'p', state: 'held', mediaIds: ['1', undefined] }
    expect(complaintsAbout(outcome({ told: [held], live: OUT.slice(0, 1) }))).toEqual([])
  })

  it('has nothing to say about what its owner cancelled, wholly or after the first part, or wrote anew', () => {
    const cancelled: Told = { id: 'p', state: 'cancelled', mediaIds: ['1', undefined] }
    const after = (parts: number): readonly Wanted[] => [{ ...WANTED, cancelledAfter: parts }]
    const one = { wanted: after(1), told: [cancelled], live: OUT.slice(0, 1) }
    expect(complaintsAbout(one)).toEqual([])
    const none: Told = { ...cancelled, mediaIds: [undefined, undefined] }
    expect(complaintsAbout({ wanted: after(0), told: [none], live: [] })).toEqual([])
    expect(complaintsAbout(outcome({ wanted: [{ ...WANTED, takenBack: ['nought'] }] }))).toEqual([])
  })

  it.each<[string, Partial<Outcome>]>([
    [
      'p (cancelled) neither went out nor waits where it is seen',
      { told: [{ id: 'p', state: 'cancelled', mediaIds: ['1', '2'] }] },
    ],
    ['p (published) was cancelled', { wanted: [{ ...WANTED, cancelledAfter: 2 }] }],
    [
      'p (cancelled): part 2 is out, and was cancelled',
      {
        wanted: [{ ...WANTED, cancelledAfter: 1 }],
        told: [{ id: 'p', state: 'cancelled', mediaIds: ['1', '2'] }],
      },
    ],
    [
      'p (cancelled): part 2 is out, untold',
      {
        wanted: [{ ...WANTED, cancelledAfter: 2 }],
        told: [{ id: 'p', state: 'cancelled', mediaIds: ['1', undefined] }],
      },
    ],
    [
      'p (published): "nought" is out, which an edit took back',
      {
        wanted: [{ ...WANTED, takenBack: ['nought'] }],
        live: [...OUT, { id: '0', username: 'anna', text: 'nought', at: 500 }],
      },
    ],
    [
      '"two" is out 2 times',
      { live: [...OUT, { id: '3', username: 'anna', text: 'two', at: 2_000, parentId: '1' }] },
    ],
    ['p is gone', { told: [] }],
    [
      'p (publishing) neither went out nor waits where it is seen',
      { told: [{ id: 'p', state: 'publishing', mediaIds: ['1', '2'] }] },
    ],
    ['p (published) is not out', { live: OUT.slice(0, 1) }],
    [
      'p (published): part 2 is 2, and it says 9',
      { told: [{ id: 'p', state: 'published', mediaIds: ['1', '9'] }] },
    ],
    ['p (held): part 2 is out, untold', { told: [{ id: 'p', state: 'held', mediaIds: ['1', undefined] }] }],
    [
      'p (published): part 2 replies to 7',
      { live: [OUT[0] as Live, { ...(OUT[1] as Live), parentId: '7' }] },
    ],
  ])('says: %s', (complaint, change) => {
    expect(complaintsAbout(outcome(change))).toEqual([complaint])
  })

  it('wants the posts of an account in their order, as long as patience lasts', () => {
    const wanted = [
      { ...WANTED, texts: ['a'] },
      { ...WANTED, id: 'q', plannedAt: 1, texts: ['b'] },
    ]
    const out = (text: string, at: number): Live => ({ id: text, username: 'anna', text, at })
    expect(orderComplaints({ wanted, live: [out('a', 1_000), out('b', 1_000)] })).toEqual([])
    expect(orderComplaints({ wanted, live: [out('b', 1_000), out('a', 1_000)] })).toEqual([
      'q went out before p, which was planned earlier',
    ])
    expect(orderComplaints({ wanted, live: [out('b', PATIENCE_MS), out('a', PATIENCE_MS)] })).toEqual([])
    expect(orderComplaints({ wanted, live: [out('b', 1_000)] })).toEqual([])
    const replanned = wanted.map((one) => ({ ...one, plannedSince: 1_000 }))
    expect(orderComplaints({ wanted: replanned, live: [out('b', 1_000), out('a', 2_000)] })).toEqual([])
    expect(orderComplaints({ wanted: replanned, live: [out('b', 2_000), out('a', 3_000)] })).toEqual([
      'q went out before p, which was planned earlier',
    ])
    const strangers = [wanted[0], { ...wanted[1], username: 'bob' }] as Wanted[]
    expect(orderComplaints({ wanted: strangers, live: [out('b', 1), out('a', 2)] })).toEqual([])
  })

  it.each([0, 1])('has nothing to say of a plan (%i) that was made when one of two was out', (replanned) => {
    const wanted = ['a', 'b'].map((text, at) => ({
      ...WANTED,
      id: text,
      texts: [text],
      plannedAt: at,
      ...(at === replanned && { plannedSince: 1_000 }),
    }))
    const out = (text: string, at: number): Live => ({ id: text, username: 'anna', text, at })
    expect(orderComplaints({ wanted, live: [out('b', 1_000), out('a', 2_000)] })).toEqual([])
    expect(orderComplaints({ wanted, live: [out('b', 2_000), out('a', 3_000)] })).toEqual([
      'b went out before a, which was planned earlier',
    ])
  })
})
