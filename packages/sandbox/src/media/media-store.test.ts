import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { createMediaStore } from './media-store.ts'

const file = (size: number) => ({
  contentType: 'image/png',
  sourceUrl: 'https://a.example/x.png',
  bytes: new Uint8Array(size),
})

test('the oldest bytes make room, and of them is known where they came from', () => {
  const store = createMediaStore(10)
  for (const digest of ['a', 'b', 'a', 'c']) store.put(digest, file(4))
  expect(['a', 'b', 'c', 'd'].map((digest) => store.find(digest)?.bytes?.length)).toEqual([
    4,
    undefined,
    4,
    undefined,
  ])
  expect(store.find('b')).toEqual({ ...file(0), bytes: undefined })
  store.put('huge', file(11))
  expect([store.find('huge')?.bytes, store.find('c')?.bytes?.length]).toEqual([undefined, 4])
})

test('whatever is put in, there are never more bytes than fit', () => {
  fc.assert(
    fc.property(fc.array(fc.tuple(fc.nat(9), fc.nat(60))), (files) => {
      const store = createMediaStore(100)
      for (const [digest, size] of files) store.put(String(digest), file(size))
      const sizes = Array.from({ length: 10 }, (_, digest) => store.find(String(digest))?.bytes?.length ?? 0)
      expect(sizes.reduce((sum, size) => sum + size, 0)).toBeLessThanOrEqual(100)
      const [last] = files.at(-1) ?? []
      if (last !== undefined) expect(store.find(String(last))?.bytes).toBeDefined()
    }),
  )
})
