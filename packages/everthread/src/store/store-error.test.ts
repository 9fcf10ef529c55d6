import { openSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { asStoreError, StoreError } from './store-error.ts'

const FILE = '/data/everthread.db'

/** As node:sqlite throws it; its text is never looked at. */
const sqliteError = (errcode: number) =>
  Object.assign(new Error('текст'), { code: 'ERR_SQLITE_ERROR', errcode })

const systemError = (code: string) => Object.assign(new Error('текст'), { code, syscall: 'open' })

describe('errors of SQLite', () => {
  it.each([
    [5, 'busy'],
    [261, 'busy'], // BUSY_RECOVERY
    [8, 'read-only'],
    [1544, 'read-only'], // READONLY_DIRECTORY
    [1032, 'missing'], // READONLY_DBMOVED
    [10, 'io'],
    [778, 'io'], // IOERR_WRITE
    [11, 'corrupt'],
    [267, 'corrupt'], // CORRUPT_VTAB
    [13, 'disk-full'],
    [14, 'unreadable'],
    [26, 'corrupt'],
  ])('%i is %s', (errcode, code) => {
    const cause = sqliteError(errcode)
    expect(asStoreError(cause, FILE)).toMatchObject({ code, cause, message: expect.stringContaining(FILE) })
  })

  it.each([1, 19, 2067])('%i (our SQL, our rules) is none of the store’s', (errcode) => {
    expect(asStoreError(sqliteError(errcode), FILE)).toBeUndefined()
  })
})

describe('errors of the system', () => {
  it.each([
    ['ENOSPC', 'disk-full'],
    ['EROFS', 'read-only'],
    ['EACCES', 'unreadable'],
    ['EIO', 'io'],
  ])('%s is %s', (errno, code) => {
    expect(asStoreError(systemError(errno), FILE)).toMatchObject({ code })
  })

  it('a real one is recognised', () => {
    let thrown: unknown
    try {
      openSync(join(tmpdir(), '.'), 'w')
    } catch (error) {
      thrown = error
    }
    expect(asStoreError(thrown, FILE)).toMatchObject({ code: 'unreadable' })
  })

  it.each([new Error('ENOSPC'), Object.assign(new Error('x'), { code: 'ENOSPC' }), 'ENOSPC', undefined])(
    'what only looks like one is left alone',
    (error) => {
      expect(asStoreError(error, FILE)).toBeUndefined()
    },
  )
})

it('a StoreError stays the one that it is', () => {
  const error = new StoreError('busy', FILE)
  expect(asStoreError(error, '/elsewhere')).toBe(error)
})
