import { expect, test } from 'vitest'
import { EnvFileError } from '../env-file/env-file-error.ts'
import { StoreError } from '../store/store-error.ts'
import { VaultError } from '../vault/vault-error.ts'
import { blockedBy } from './blocked-by.ts'

test.each([
  [new VaultError({ kind: 'wrong-key', wanted: 'key-1', have: 'key-2' }), 'wrong-key'],
  [new VaultError({ kind: 'key-missing', path: '/data/key' }), 'store-unusable'],
  [new StoreError('corrupt', '/data/everthread.db'), 'store-unusable'],
  [new StoreError('newer-schema', '/data/everthread.db', { detail: 'schema 9 > 8' }), 'store-unusable'],
  [new StoreError('disk-full', '/data/everthread.db'), 'disk-full'],
  [new EnvFileError('not-found', '/srv/.env'), 'file-not-readable'],
  [new EnvFileError('read-only', '/srv/.env'), 'file-not-writable'],
  [new EnvFileError('disk-full', '/srv/.env'), 'disk-full'],
])('%s blocks the keeper', (error, reason) => {
  expect(blockedBy(error, 'en')).toMatchObject({ reason })
  expect(blockedBy(error, 'ru')?.why.message).not.toBe(blockedBy(error, 'en')?.why.message)
})

test('what it is blocked by is said as one would say it alone', () => {
  const newer = new StoreError('newer-schema', '/data/everthread.db', { detail: 'schema 9 > 8' })
  expect(blockedBy(newer, 'en')?.why).toEqual({
    message:
      'The store /data/everthread.db was written by a newer version; nothing was changed (schema 9 > 8).',
    remedy: 'Update Everthread.',
  })
})

test.each([
  ['the store is in use', new StoreError('busy', '/data/everthread.db')],
  ['somebody else is at work on the file', new EnvFileError('locked', '/srv/.env')],
  ['a command was interrupted', new DOMException('stopped', 'AbortError')],
])('%s: that passes by itself', (_title, error) => {
  expect(blockedBy(error, 'en')).toBeUndefined()
})
