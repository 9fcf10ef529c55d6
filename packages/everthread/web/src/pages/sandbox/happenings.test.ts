import { expect, it } from 'vitest'
import type { ActivityEntry, Post } from '../../api/queries.ts'
import { happeningsOf } from './happenings.ts'

const at = (day: number): string => `2026-12-0${day}T09:00:00.000Z`

function entry(number: number, day: number): ActivityEntry {
  const event = { at: at(day), severity: 'info', message: `event ${number}` }
  return { number, event } as ActivityEntry
}

function post(id: string, days: readonly (number | undefined)[]): Post {
  const parts = days.map((day, index) => ({
    position: index + 1,
    content: { text: `${id}${index + 1}` },
    ...(day !== undefined && { published_at: at(day) }),
  }))
  return { id, account_id: 'a1', parts } as unknown as Post
}

const idsOf = (happened: ReturnType<typeof happeningsOf>): string[] => happened.map(({ id }) => id)

it('tells events and published parts together, the newest first', () => {
  const happened = happeningsOf([entry(1, 2), entry(2, 4)], [post('p', [1, 3])], 10)
  expect(idsOf(happened)).toEqual(['event-2', 'post-p-2', 'event-1', 'post-p-1'])
})

it('tells nothing of a part that is not out', () => {
  expect(idsOf(happeningsOf([], [post('p', [1, undefined])], 10))).toEqual(['post-p-1'])
})

it('tells a part without words as one', () => {
  const [first] = happeningsOf(
    [],
    [{ ...post('p', [1]), parts: [{ position: 1, content: {}, published_at: at(1) }] } as never],
    10,
  )
  expect(first?.what).toEqual({ kind: 'published', accountId: 'a1', text: undefined })
})

it('keeps to the newest few', () => {
  expect(idsOf(happeningsOf([entry(1, 1), entry(2, 2), entry(3, 3)], [], 2))).toEqual(['event-3', 'event-2'])
})
