/** The judge of the chaos runs, judged: each complaint can be made, and a good run has none. */
import { describe, expect, it } from 'vitest'
import {
  complaintsAbout,
  type Live,
  orderComplaints,
  type Outcome,
  PATIENCE_MS,
  type Told,
} from './complaints.ts'

const WANTED = { id: 'p', username: 'anna', plannedAt: 0, texts: ['one', 'two'] }
const OUT: readonly Live[] = [
  { id: '1', username: 'anna', text: 'one' },
  { id: '2', username: 'anna', text: 'two', parentId: '1' },
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

  it.each<[string, Partial<Outcome>]>([
    ['"two" is out 2 times', { live: [...OUT, { id: '3', username: 'anna', text: 'two', parentId: '1' }] }],
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
    const second = { ...WANTED, id: 'q', plannedAt: 1 }
    const both = [WANTED, second]
    const order = (p: number, q: number) =>
      orderComplaints(
        both,
        new Map([
          ['p', p],
          ['q', q],
        ]),
      )
    expect(order(1, 2)).toEqual([])
    expect(order(3, 2)).toEqual(['q went out before p, which was planned earlier'])
    expect(order(PATIENCE_MS + 2, PATIENCE_MS + 1)).toEqual([])
    expect(
      orderComplaints(
        [WANTED, { ...second, username: 'bob' }],
        new Map([
          ['p', 3],
          ['q', 2],
        ]),
      ),
    ).toEqual([])
  })
})
