import { expect, it } from 'vitest'
import { createBatchLoader } from './batch-loader.ts'

it('what is asked for in one turn of the event loop is read at once, each key once', async () => {
  const reads: (readonly string[])[] = []
  const loader = createBatchLoader(async (keys) => {
    reads.push(keys)
    return new Map(keys.filter((key) => key !== 'nobody').map((key) => [key, `value of ${key}`]))
  })
  const first = await Promise.all(['a', 'b', 'a', 'nobody'].map((key) => loader.load(key)))
  expect(first).toEqual(['value of a', 'value of b', 'value of a', undefined])
  expect(await loader.load('a')).toBe('value of a')
  expect(reads).toEqual([['a', 'b', 'nobody'], ['a']])
})

it('a read that fails fails those that asked for it, and nobody later', async () => {
  let isBroken = true
  const loader = createBatchLoader(async (keys) => {
    if (isBroken) throw new Error('the store is busy')
    return new Map(keys.map((key) => [key, key]))
  })
  const asked = await Promise.allSettled([loader.load('a'), loader.load('b')])
  expect(asked.map(({ status }) => status)).toEqual(['rejected', 'rejected'])
  isBroken = false
  expect(await loader.load('a')).toBe('a')
})
