import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { chmodSync, copyFileSync, existsSync, mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { beat } from '../store/heartbeats.ts'
import { systemClock } from '../time/clock.ts'
import { found } from './finding.ts'
import { cronLines, keeperCommand } from './keeper-command.ts'
import { codesOf, createScene, type Scene } from './test-scene.ts'

let scene: Scene
let child: ChildProcess | undefined
beforeEach(async () => {
  scene = await createScene()
})
afterEach(async () => {
  if (child && child.exitCode === null && child.signalCode === null) {
    child.kill()
    await once(child, 'close')
  }
  child = undefined
  await scene[Symbol.asyncDispose]()
})

/** A process that looks like `everthread` to whoever lists processes. */
async function startLookalike(...args: string[]): Promise<number> {
  const program = join(scene.folder, 'everthread.js')
  writeFileSync(program, `console.log('up'); process.stdin.resume()`)
  child = spawn(process.execPath, [program, ...args], {
    cwd: scene.folder,
    stdio: ['pipe', 'pipe', 'ignore'],
  })
  if (!child.stdout) throw new Error('no pipe')
  await once(child.stdout, 'data')
  return child.pid ?? 0
}

const serve = (pid: number): Promise<void> =>
  scene.adopt(({ store }) => beat(store.db, { node: `node-${pid}`, pid }, systemClock.ticks()))

/** A `crontab` that prints these lines. */
function crontab(...lines: string[]): { variables: Record<string, string> } {
  const folder = join(scene.folder, 'bin')
  mkdirSync(folder)
  writeFileSync(join(folder, 'crontab'), `#!/bin/sh\ncat <<'END'\n${lines.join('\n')}\nEND\n`, {
    mode: 0o755,
  })
  return { variables: { PATH: `${folder}:/usr/bin:/bin` } }
}

test('nobody keeps the token; where there is no token, nobody has to', async () => {
  expect(codesOf(await scene.diagnose())).toContain('keeper-none')
  scene.write('')
  expect(codesOf(await scene.diagnose())).not.toContain('keeper-none')
})

test('one service, and two', async () => {
  await serve(11)
  const one = { kind: 'service', pid: 11 } as const
  expect(await scene.diagnose()).toContainEqual(found('keeper-found', { keeper: one }))
  await serve(12)
  const keepers = [one, { kind: 'service', pid: 12 } as const]
  expect(await scene.diagnose()).toContainEqual(found('keepers-several', { keepers }))
})

test('a service that does not know the file is no keeper of it', async () => {
  await serve(11)
  const other = join(scene.folder, 'other.env')
  copyFileSync(scene.envPath, other)
  expect(codesOf(await scene.diagnose({ options: { env: other } }))).toContain('keeper-none')
})

describe.skipIf(process.platform !== 'linux')('a process', () => {
  test('`everthread run` on the same file keeps it, and is not counted twice when it has a heartbeat', async () => {
    const pid = await startLookalike('run', '--', 'python', 'app.py')
    const keeper = { kind: 'command', pid, command: 'run' } as const
    expect(await scene.diagnose()).toContainEqual(found('keeper-found', { keeper }))
    await serve(pid)
    expect(await scene.diagnose()).toContainEqual(found('keeper-found', { keeper: { kind: 'service', pid } }))
  })

  test('one on another file is somebody else’s keeper', async () => {
    await startLookalike('run', '--env', 'other.env', '--', 'python', 'app.py')
    expect(codesOf(await scene.diagnose())).toContain('keeper-none')
  })
})

describe.skipIf(process.platform === 'win32')('cron', () => {
  test('a line that renews this file; with a service beside it there are two keepers', async () => {
    const cron = crontab('MAILTO=anna', `0 4 * * * cd ${scene.folder} && npx everthread renew`)
    const keeper = { kind: 'cron', where: 'crontab -l', line: 2 } as const
    expect(await scene.diagnose(cron)).toContainEqual(found('keeper-found', { keeper }))
    await serve(11)
    const keepers = [{ kind: 'service', pid: 11 } as const, keeper]
    expect(await scene.diagnose(cron)).toContainEqual(found('keepers-several', { keepers }))
  })
})

test('a folder of locks that others can write to', async () => {
  const folder = join(scene.folder, 'everthread')
  mkdirSync(folder)
  chmodSync(folder, 0o777)
  expect(await scene.diagnose()).toContainEqual(found('lock-folder-foreign', { folder }))
  chmodSync(folder, 0o700)
  expect(codesOf(await scene.diagnose())).not.toContain('lock-folder-foreign')
})

test('looking for a lock makes no folder for locks', async () => {
  await scene.diagnose()
  expect(existsSync(join(scene.folder, 'everthread'))).toBe(false)
})

test.each([
  ['node /usr/bin/everthread serve', 'serve', '/srv/.env'],
  ['/opt/bin/node --no-warnings /app/everthread/bin/everthread.js run -- npm start', 'run', '/srv/.env'],
  ['node /usr/bin/everthread --json run --env=app/.env -- serve', 'run', '/srv/app/.env'],
  ['node /usr/bin/everthread serve --env /etc/app.env', 'serve', '/etc/app.env'],
  ['node /app/node_modules/everthread/dist/main.cjs serve', 'serve', '/srv/.env'],
  ['node packages/everthread/src/cli/main.ts run -- npm start', 'run', '/srv/.env'],
  ['node /srv/dist/main.cjs run', undefined, ''],
  ['node /usr/bin/everthread serve --demo', undefined, ''],
  ['node /usr/bin/everthread renew -- run', undefined, ''],
  ['node /srv/server/main.js run', undefined, ''],
  ['sh -c everthread serve', undefined, ''],
  ['npm exec everthread serve', undefined, ''],
])('the process %s keeps as %s', (commandLine, command, envPath) => {
  const expected = command === undefined ? undefined : { command, envPath }
  expect(keeperCommand(commandLine.split(' '), '/srv')).toEqual(expected)
})

test.each([
  ['0 4 * * * everthread renew --env /srv/app/.env', true],
  ['0 4 * * * cd /srv/app && npx everthread renew', true],
  ['0 4 * * * cd "/srv/app/"; everthread renew', true],
  ['0 4 * * * everthread renew --env /srv/app/.env.other', false],
  ['0 4 * * * cd /srv/app2 && everthread renew', false],
  ['# 0 4 * * * everthread renew --env /srv/app/.env', false],
  ['0 4 * * * everthread check --env /srv/app/.env', false],
])('of cron, %s: %s', (line, renews) => {
  expect(cronLines(`\n${line}\n`, ['/srv/app/.env'])).toEqual(renews ? [2] : [])
})

test('a file in the root folder is not named by every line with a slash', () => {
  expect(cronLines('0 4 * * * cd / && everthread renew', ['/.env'])).toEqual([])
})
