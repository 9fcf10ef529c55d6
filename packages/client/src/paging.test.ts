import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { ThreadsProtocolError } from './errors.ts'
import type { Page } from './media-page.ts'
import { itemsOf, pagesOf } from './paging.ts'
import type { Transport } from './transport.ts'
import { listThreads } from './user-lists.ts'
import { Secret } from './secret.ts'

const transport: Transport = { fetch: () => Promise.reject(new Error('not asked')) }

type Cut = Omit<Page<number>, 'endpoint'>

/** A list that answers these pages, the first without a cursor, and counts how often it was asked. */
function listOf(pages: Readonly<Record<string, Cut>>) {
  const asked: string[] = []
  const list = (_: Transport, { after = '' }: { readonly after?: string }): Promise<Page<number>> => {
    asked.push(after)
    return Promise.resolve({ endpoint: 'threads', items: [], ...pages[after] })
  }
  return { asked, list }
}

async function all<T>(items: AsyncIterable<T>): Promise<readonly T[]> {
  const found: T[] = []
  for await (const item of items) found.push(item)
  return found
}

const THREE = {
  '': { items: [1, 2], after: 'b' },
  b: { items: [3], before: 'x', after: 'c' },
  c: { items: [4, 5] },
}

describe('going through a list', () => {
  test('every item comes once and in order', async () => {
    const { list, asked } = listOf(THREE)
    expect(await all(itemsOf(list, transport, {}))).toEqual([1, 2, 3, 4, 5])
    expect(asked).toEqual(['', 'b', 'c'])
  })

  test('it can begin anywhere', async () => {
    expect(await all(itemsOf(listOf(THREE).list, transport, { after: 'b' }))).toEqual([3, 4, 5])
  })

  test('the parameters go along with every page', async () => {
    const seen: unknown[] = []
    const list = (_: Transport, parameters: { after?: string; limit: number }): Promise<Page<number>> => {
      seen.push(parameters)
      return Promise.resolve({ endpoint: 'threads', items: [1], ...(parameters.after ? {} : { after: 'b' }) })
    }
    await all(itemsOf(list, transport, { limit: 7 }))
    expect(seen).toEqual([{ limit: 7 }, { limit: 7, after: 'b' }])
  })

  test('nothing is fetched before it is needed, nor after the loop was left', async () => {
    const { list, asked } = listOf(THREE)
    const items = itemsOf(list, transport, {})
    expect(asked).toEqual([])
    for await (const item of items) if (item === 2) break
    expect(asked).toEqual([''])
  })

  test('an empty page is the last, whatever its cursor says', async () => {
    const { list, asked } = listOf({ '': { items: [1], after: 'b' }, b: { items: [], after: 'c' } })
    expect(await all(pagesOf(list, transport, {}))).toHaveLength(2)
    expect(asked).toEqual(['', 'b'])
  })

  test.each([
    ['its own', { '': { items: [1], after: 'b' }, b: { items: [2], after: 'b' } }, {}],
    [
      'an earlier one',
      { '': { items: [1], after: 'b' }, b: { items: [2], after: 'c' }, c: { items: [3], after: 'b' } },
      {},
    ],
    [
      'that of the beginning',
      { b: { items: [2], after: 'c' }, c: { items: [3], after: 'b' } },
      { after: 'b' },
    ],
  ])(
    'a server that gives %s cursor again is a protocol error',
    async (_, pages: Record<string, Cut>, start) => {
      const { list } = listOf(pages)
      const error: unknown = await all(itemsOf(list, transport, start)).catch((caught: unknown) => caught)
      expect(error).toBeInstanceOf(ThreadsProtocolError)
      expect(error).toMatchObject({ endpoint: 'threads', code: 'field', field: 'paging.cursors.after' })
    },
  )

  test('what a list throws comes out', async () => {
    const error: unknown = await all(
      itemsOf(listThreads, transport, { token: new Secret('THAA1'), limit: 0 }),
    ).catch((caught: unknown) => caught)
    expect(error).toBeInstanceOf(TypeError)
  })

  test('any server with finitely many cursors comes to an end, and no page is fetched twice', async () => {
    const cursor = fc.constantFrom('a', 'b', 'c', 'd', '')
    const cut = fc.record(
      { items: fc.constantFrom<readonly number[]>([1], [1, 2], []), after: cursor },
      { requiredKeys: ['items'] },
    )
    const ends = { done: 0, repeated: 0 }
    await fc.assert(
      fc.asyncProperty(fc.dictionary(cursor, cut, { minKeys: 3 }), async (pages) => {
        const { list, asked } = listOf(pages)
        await all(itemsOf(list, transport, {})).then(
          () => (ends.done += 1),
          (error: unknown) => {
            expect(error).toBeInstanceOf(ThreadsProtocolError)
            ends.repeated += 1
          },
        )
        expect(new Set(asked).size).toBe(asked.length)
      }),
      { seed: 22, numRuns: 1000 },
    )
    expect(Math.min(ends.done, ends.repeated)).toBeGreaterThan(50) // The control: both ends are reached.
  })
})
