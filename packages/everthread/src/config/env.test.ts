import { expect, it } from 'vitest'
import { environmentOf, readEnvironment } from './env.ts'

it('reads the names that it knows, as they are', () => {
  const { raw } = environmentOf({ EVERTHREAD_PORT: ' 80 ', https_proxy: 'http://proxy:3128', OTHER: 'x' })
  expect(raw).toEqual({ EVERTHREAD_PORT: ' 80 ', https_proxy: 'http://proxy:3128' })
})

it('an empty variable counts as unset', () => {
  expect(environmentOf({ THREADS_ACCESS_TOKEN: '', CI: '' }).raw).toEqual({})
})

it('keeps the whole inherited environment for a supervised child, empty values too, in a copy', () => {
  const given: Record<string, string | undefined> = { PATH: '/bin', EMPTY: '', EVERTHREAD_LANG: 'ru' }
  const { inherited } = environmentOf(given)
  expect(inherited).toEqual({ PATH: '/bin', EMPTY: '', EVERTHREAD_LANG: 'ru' })
  given['PATH'] = '/elsewhere'
  expect(inherited['PATH']).toBe('/bin')
})

it('the process’s own environment is where it comes from', () => {
  expect(readEnvironment().inherited['PATH']).toMatch(/./)
})
