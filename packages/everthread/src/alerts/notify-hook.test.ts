import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { systemClock, toMillis } from '../time/clock.ts'
import { createTestClock } from '../time/test-clock.ts'
import { createFormat } from '../words/format.ts'
import { announce } from './announce.ts'
import { runNotifyHook } from './notify-hook.ts'

const EVENT = announce(
  { event: 'token-dead', reason: 'expired' },
  {
    id: 'x',
    facts: { now: toMillis(0), username: 'anna' },
    language: 'ru',
    format: createFormat('ru', 'UTC'),
  },
)

let folder: string
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'everthread-hook-'))
})
afterEach(() => rm(folder, { recursive: true }))

const run = (command: string, env?: Record<string, string>) =>
  runNotifyHook(EVENT, { command, ...(env && { env }) }, { clock: systemClock, spawn })

test('the command gets the event as one line of JSON on its standard input', async () => {
  expect(await run(`cat > '${join(folder, 'event')}'`)).toEqual({ kind: 'told' })
  const text = await readFile(join(folder, 'event'), 'utf8')
  expect(text.endsWith('}\n')).toBe(true)
  expect(JSON.parse(text)).toEqual(EVENT)
})

test('the shell reads the command, with the environment that it was given and no other', async () => {
  const command = `printf '%s' "$CHANNEL-$HOME" | tr a-z A-Z > '${join(folder, 'out')}'`
  expect(await run(command, { CHANNEL: 'ops', PATH: '/usr/bin:/bin' })).toEqual({ kind: 'told' })
  expect(await readFile(join(folder, 'out'), 'utf8')).toBe('OPS-')
})

test('a command that does not read its input, and one that floods its output, have done nothing wrong', async () => {
  expect(await run('exit 0')).toEqual({ kind: 'told' })
  expect(await run('yes | head -c 300000')).toEqual({ kind: 'told' })
})

test('a command that fails is told with its code and what it complained of, without what moves a terminal', async () => {
  expect(await run(`printf 'no \\033[31mroute\\n' >&2; exit 7`)).toEqual({
    kind: 'failed',
    failure: { kind: 'exit', code: 7 },
    complaint: 'no [31mroute',
  })
})

test('a long complaint is cut', async () => {
  const outcome = await run(`head -c 100000 /dev/zero | tr '\\0' x >&2; exit 1`)
  expect(outcome).toMatchObject({ kind: 'failed', complaint: 'x'.repeat(2000) })
})

test('a command that is not there, and one that dies of a signal, are told', async () => {
  expect(await run('everthread-no-such-command')).toMatchObject({
    kind: 'failed',
    failure: { kind: 'exit', code: 127 },
  })
  expect(await run('kill -9 $$')).toMatchObject({ failure: { kind: 'signal', signal: 'SIGKILL' } })
})

test('a shell that cannot be started is told', async () => {
  const outcome = await runNotifyHook(
    EVENT,
    { command: 'true' },
    {
      clock: systemClock,
      spawn: (command, options) => spawn(command, { ...options, cwd: join(folder, 'gone') }),
    },
  )
  expect(outcome).toMatchObject({ kind: 'failed', failure: { kind: 'not-started', code: 'ENOENT' } })
})

/** Starts a hook on a clock of the test's own, and waits until it says something. */
async function startSlow(command: string) {
  const clock = createTestClock()
  let child: ChildProcess | undefined
  const outcome = runNotifyHook(
    EVENT,
    { command, timeLimitMs: 5000 },
    {
      clock,
      spawn: (shell, options) => {
        child = spawn(shell, options)
        return child
      },
    },
  )
  await once(child?.stderr as NonNullable<ChildProcess['stderr']>, 'data')
  return { clock, outcome }
}

test('a command over its time is ended, with everything that it started', async () => {
  const mark = join(folder, 'ended')
  const grandchild = `trap 'echo yes > "${mark}"; exit' TERM; echo ready >&2; while :; do sleep 0.05; done`
  const { clock, outcome } = await startSlow(`(${grandchild}) & wait`)
  await clock.advance(5000)
  expect(await outcome).toMatchObject({ kind: 'failed', failure: { kind: 'time-limit', ms: 5000 } })
  await expect.poll(() => readFile(mark, 'utf8').catch(() => 'not yet')).toBe('yes\n')
})

test('a command that ignores the polite signal is killed after the grace', async () => {
  const { clock, outcome } = await startSlow(`trap '' TERM; echo deaf >&2; while :; do sleep 0.05; done`)
  await clock.advance(5000)
  await clock.advance(2000)
  expect(await outcome).toMatchObject({ failure: { kind: 'time-limit', ms: 5000 } })
})

test('something left running that keeps the error output open does not hold the keeper up', async () => {
  const { clock, outcome } = await startSlow(`sleep 2 & echo ready >&2; exit 3`)
  await expect.poll(() => clock.sleeping()).toBe(2) // the time limit, and the wait for last words
  await clock.advance(250)
  expect(await outcome).toMatchObject({ failure: { kind: 'exit', code: 3 }, complaint: 'ready' })
})
