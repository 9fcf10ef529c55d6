import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { textContent } from '../entities/content.ts'
import type { Post } from '../entities/post.ts'
import { createPopulation } from '../population/population.ts'
import { seededUser } from '../population/seeded-user.ts'
import { createRandom } from '../random.ts'
import { findPost, postsOf, putPost, removePost, timelineOf } from '../state/posts.ts'
import { emptyState, type State } from '../state/state.ts'
import { DAY } from '../time/duration.ts'
import { readCursor, writeCursor } from './cursor.ts'
import { type Cursor, type Order, type Page, takePage, type Window } from './page.ts'

const NOW = 1_750_000_000_000
const OWNER = 2

function populated(): State {
  const population = createPopulation(createRandom('pages'), { accounts: 4, postsEach: 12 }, NOW)
  return Object.assign(emptyState(), { population })
}

function ownerOf(state: State): string {
  return state.population ? seededUser(state.population, OWNER).id : ''
}

function put(state: State, id: string, publishedAt: number): void {
  const base = { id, shortcode: `s${id}`, ownerId: ownerOf(state), publishedAt, visibleAt: publishedAt }
  const post: Post = { ...base, kind: 'post', content: textContent('Hello.') }
  putPost(state, post)
}

interface Walk {
  readonly limit: number
  readonly order: Order
  readonly window?: Window
  /** Between one page and the next. */
  readonly meanwhile?: () => void
}

function page(state: State, cursor: Cursor | undefined, { limit, order, window }: Walk): Page {
  return takePage(timelineOf(state, ownerOf(state)), { limit, order, cursor, window }, () => true)
}

/** Every id in the order of the pages, from the first page on, by `after` (or from the last one, by `before`). */
function visited(state: State, kind: Cursor['kind'], walk: Walk): readonly string[] {
  const pages: (readonly string[])[] = []
  let cursor: Cursor | undefined
  for (;;) {
    const found = page(state, cursor, walk)
    const ids = found.entries.map(({ post }) => post.id)
    pages.push(ids)
    const edge = kind === 'after' ? found.entries.at(-1) : found.entries[0]
    if (!edge || !(kind === 'after' ? found.hasNext : found.hasPrevious)) break
    const position = readCursor(writeCursor(edge.position))
    if (!position) throw new Error('a cursor can be read')
    cursor = { kind, position }
    walk.meanwhile?.()
  }
  return kind === 'after' ? pages.flat() : pages.toReversed().flat()
}

const idsOf = (state: State): readonly string[] => postsOf(state, ownerOf(state)).map(({ id }) => id)

const offsets = fc.uniqueArray(fc.integer({ min: 0, max: 40 * 24 }), { maxLength: 25 })
const limits = fc.integer({ min: 1, max: 30 })

test('paging visits every post once, in order, whatever the limit', () => {
  fc.assert(
    fc.property(offsets, limits, (hours, limit) => {
      const state = populated()
      for (const [index, hour] of hours.entries()) put(state, String(index), NOW - (hour * DAY) / 24)
      const all = idsOf(state)
      expect(all).toHaveLength(12 + hours.length)
      expect(visited(state, 'after', { limit, order: 'newest-first' })).toEqual(all)
      expect(visited(state, 'after', { limit, order: 'oldest-first' })).toEqual(all.toReversed())
    }),
  )
})

test('a page’s previous leads back to where one came from', () => {
  fc.assert(
    fc.property(limits, fc.constantFrom<Order>('newest-first', 'oldest-first'), (limit, order) => {
      const state = populated()
      const first = page(state, undefined, { limit, order })
      const last = first.entries.at(-1)
      expect(first.hasPrevious).toBe(false)
      if (!first.hasNext || !last) return
      const second = page(state, { kind: 'after', position: last.position }, { limit, order })
      expect(second.hasPrevious).toBe(true)
      const back = page(state, { kind: 'before', position: second.entries[0]!.position }, { limit, order })
      expect(back.entries).toEqual(first.entries)
      expect([back.hasPrevious, back.hasNext]).toEqual([false, true])
    }),
  )
})

test('a cursor goes on where it stood although posts came and went meanwhile', () => {
  fc.assert(
    fc.property(limits, fc.infiniteStream(fc.boolean()), (limit, coins) => {
      const state = populated()
      const all = idsOf(state)
      let made = 0
      const meanwhile = (): void => {
        put(state, String((made += 1)), NOW + made)
        // What was visited already may go, also the very post at which the cursor stands.
        if (coins.next().value) for (const id of all.slice(0, limit)) removePost(state, id)
      }
      expect(visited(state, 'after', { limit, order: 'newest-first', meanwhile })).toEqual(all)
      expect(made === 0 || findPost(state, '1') !== undefined).toBe(true)
    }),
  )
})

test('within a window there are exactly the posts of that time', () => {
  fc.assert(
    fc.property(
      limits,
      fc.integer({ min: 0, max: 40 }),
      fc.integer({ min: 0, max: 40 }),
      (limit, from, days) => {
        const state = populated()
        const window = { since: NOW - (from + days) * DAY, until: NOW - from * DAY }
        const expected = postsOf(state, ownerOf(state))
          .filter(({ publishedAt }) => publishedAt >= window.since && publishedAt <= window.until)
          .map(({ id }) => id)
        for (const order of ['newest-first', 'oldest-first'] as const) {
          const inOrder = order === 'newest-first' ? expected : expected.toReversed()
          expect(visited(state, 'after', { limit, order, window })).toEqual(inOrder)
        }
      },
    ),
  )
})

test('a limit of nothing gives nothing', () => {
  const found = page(populated(), undefined, { limit: 0, order: 'newest-first' })
  expect(found).toEqual({ entries: [], hasNext: false, hasPrevious: false })
})

test('only what was handed out is a cursor', () => {
  fc.assert(
    fc.property(fc.string(), (text) => {
      const position = readCursor(text)
      if (position) expect(readCursor(writeCursor(position))).toEqual(position)
    }),
  )
  expect(readCursor('nonsense')).toBeUndefined()
  expect(readCursor('')).toBeUndefined()
})
