import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { dataFolder, type Place, runtimeFolder } from './folders.ts'

const LINUX: Place = { platform: 'linux', homeDir: '/home/anna', tempDir: '/tmp', userId: 1000 }
const MAC: Place = { platform: 'darwin', homeDir: '/Users/anna', tempDir: '/var/folders/x', userId: 501 }
const WINDOWS: Place = { platform: 'win32', homeDir: '/Users/anna', tempDir: '/Temp' }

describe('the data folder', () => {
  it('is the platform’s', () => {
    expect(dataFolder({}, LINUX)).toBe('/home/anna/.local/share/everthread')
    expect(dataFolder({ XDG_DATA_HOME: '/data' }, LINUX)).toBe('/data/everthread')
    expect(dataFolder({ XDG_DATA_HOME: '/data' }, MAC)).toBe(
      '/Users/anna/Library/Application Support/everthread',
    )
    expect(dataFolder({}, WINDOWS)).toBe(join('/Users/anna', 'AppData', 'Local', 'everthread'))
    expect(dataFolder({ LOCALAPPDATA: '/Local' }, WINDOWS)).toBe(join('/Local', 'everthread'))
  })

  it('follows HOME, which a service manager may have set', () => {
    expect(dataFolder({ HOME: '/srv/keeper' }, LINUX)).toBe('/srv/keeper/.local/share/everthread')
  })

  it('is the one that was named, before all', () => {
    expect(dataFolder({ EVERTHREAD_DATA: '/srv/a', XDG_DATA_HOME: '/data', HOME: '/b' }, LINUX)).toBe(
      '/srv/a',
    )
  })

  it('ignores a relative XDG path, as the specification asks', () => {
    expect(dataFolder({ XDG_DATA_HOME: 'data' }, LINUX)).toBe('/home/anna/.local/share/everthread')
  })
})

describe('the runtime folder', () => {
  it('is one of the user’s own among the temporary files, in a session and under cron alike', () => {
    expect(runtimeFolder(LINUX)).toBe('/tmp/everthread-1000')
    expect(runtimeFolder(WINDOWS)).toBe(join('/Temp', 'everthread'))
  })
})
