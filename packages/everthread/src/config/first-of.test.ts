import { expect, it } from 'vitest'
import { firstOf } from './first-of.ts'

it('the environment wins over the file, the file over the settings, and the origin is kept', () => {
  const sources = { settings: 'c', 'env-file': 'b', environment: 'a' }
  expect(firstOf(sources)).toEqual({ value: 'a', origin: 'environment' })
  expect(firstOf({ ...sources, environment: undefined })).toEqual({ value: 'b', origin: 'env-file' })
  expect(firstOf({ settings: 'c' })).toEqual({ value: 'c', origin: 'settings' })
})

it('nothing anywhere is nothing, and a value that is merely falsy is one', () => {
  expect(firstOf({})).toBeUndefined()
  expect(firstOf({ environment: 0, settings: 1 })).toEqual({ value: 0, origin: 'environment' })
})
