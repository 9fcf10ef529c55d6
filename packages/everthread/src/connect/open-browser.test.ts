import { spawn } from 'node:child_process'
import { expect, test } from 'vitest'
import { systemClock } from '../time/clock.ts'
import { createTestClock } from '../time/test-clock.ts'
import { openBrowser, type OpenBrowserDeps } from './open-browser.ts'

const URL_TO_OPEN = 'https://www.threads.com/oauth/authorize?client_id=1&state=a%20b&scope=x,y'

/** A real process in place of the opener; what it was to be called with is kept. */
function standIn(program: string) {
  const calls: (readonly [string, readonly string[]])[] = []
  const spawnInstead: OpenBrowserDeps['spawn'] = (command, args, options) => {
    calls.push([command, args])
    return spawn(process.execPath, ['--eval', program], options)
  }
  return { calls, spawn: spawnInstead }
}

test.each([
  ['linux', 'xdg-open', [URL_TO_OPEN]],
  ['darwin', 'open', [URL_TO_OPEN]],
  ['win32', 'rundll32', ['url.dll,FileProtocolHandler', URL_TO_OPEN]],
])('on %s it is %s', async (platform, command, args) => {
  const opener = standIn('')
  const outcome = await openBrowser(URL_TO_OPEN, { platform, clock: createTestClock(), spawn: opener.spawn })
  expect(opener.calls).toEqual([[command, args]])
  expect(outcome).toBe('opened')
})

test('an opener that fails, and one that is not there, have opened nothing', async () => {
  const failing = { platform: 'linux', clock: createTestClock(), spawn: standIn('process.exit(3)').spawn }
  expect(await openBrowser(URL_TO_OPEN, failing)).toBe('not-opened')
  const absent: OpenBrowserDeps = {
    platform: 'linux',
    clock: systemClock,
    spawn: (_command, args, options) => spawn('everthread-no-such-opener', args, options),
  }
  expect(await openBrowser(URL_TO_OPEN, absent)).toBe('not-opened')
})

test('an opener that stays with its browser has opened it', async () => {
  const clock = createTestClock()
  let pid: number | undefined
  const opening = openBrowser(URL_TO_OPEN, {
    platform: 'linux',
    clock,
    spawn: (_command, _args, options) => {
      const child = spawn(process.execPath, ['--eval', 'setInterval(() => {}, 1000)'], options)
      pid = child.pid
      return child
    },
  })
  await clock.advance(2000)
  expect(await opening).toBe('opened')
  if (pid !== undefined) process.kill(pid)
})

test.each(['file:///etc/passwd', 'javascript:alert(1)'])('%s is not opened', async (url) => {
  const opener = standIn('')
  const opening = openBrowser(url, { platform: 'linux', clock: createTestClock(), spawn: opener.spawn })
  await expect(opening).rejects.toThrow(TypeError)
  expect(opener.calls).toEqual([])
})
