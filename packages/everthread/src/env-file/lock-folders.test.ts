import { describe, expect, test } from 'vitest'
import { lockFolders } from './lock-folders.ts'

describe('the folders of a lock', () => {
  test('of a session and of cron have one in common', () => {
    const session = lockFolders({ sessionDir: '/run/user/7', tempDir: '/tmp', userId: 7 })
    const cron = lockFolders({ tempDir: '/tmp', userId: 7 })
    expect(session).toEqual(['/tmp/everthread-7', '/run/user/7/everthread'])
    expect(cron).toEqual(['/tmp/everthread-7'])
  })

  test('of two that have other folders for temporary files have one in common', () => {
    expect(lockFolders({ tempDir: '/var/folders/x', userId: 7 })).toEqual([
      '/var/folders/x/everthread-7',
      '/tmp/everthread-7',
    ])
  })

  test('of a user without an id is the one for temporary files', () => {
    expect(lockFolders({ sessionDir: '', tempDir: '/temp' })).toEqual(['/temp/everthread'])
  })
})
