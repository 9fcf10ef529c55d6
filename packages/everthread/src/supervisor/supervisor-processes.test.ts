/** The supervisor with real processes, real signals and real time; every wait is for an event. Needs a POSIX shell. */
import { spawn } from 'node:child_process'
import { chmodSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fingerprint } from '@everthread/client'
import { describe, expect, test } from 'vitest'
import { RUN_ID_NAME } from './child-surroundings.ts'
import { TEST_KEY, type TestRunOptions } from './test-run.ts'
import { ESCAPE, markedProcesses, ONE, sh, startTestRun, temporaryFolder, TWO } from './test-run-harness.ts'

describe.concurrent('the child', () => {
  test('owns standard input and output, and has the fresh token', async () => {
    await using run = startTestRun(sh(`read line; echo "$line $${TEST_KEY}"; echo talk >&2; cat`))
    run.process.stdin?.write('hello\n')
    await run.wrote(`hello ${ONE}\n`)
    run.process.stdin?.end('the rest\n')
    await run.wrote('the rest\n')
    expect(await run.code).toBe(0)
    expect(run.talk()).toContain('talk\n')
  })

  const CODES: readonly [string, TestRunOptions['command'], number][] = [
    ['its own', sh('exit 7'), 7],
    ['128 + n for a signal', sh('kill -SEGV $$'), 139],
    ['127 when there is no such command', ['no-such-command-here'], 127],
    ['126 when it is no program', ['/'], 126],
  ]
  test.each(CODES)('ends the run with a code: %s', async (_name, command, code) => {
    await using run = startTestRun(command)
    expect(await run.code).toBe(code)
  })

  test('that is not executable is 126, and the sentence names it', async () => {
    using folder = temporaryFolder()
    const file = join(folder.path, 'script')
    writeFileSync(file, '#!/bin/sh\n')
    chmodSync(file, 0o600)
    await using run = startTestRun([file])
    expect(await run.event('child-ended')).toEqual({
      kind: 'child-ended',
      command: file,
      end: { kind: 'not-started', reason: 'not-executable', error: 'EACCES' },
    })
    expect(await run.code).toBe(126)
  })

  test('leaves nobody behind when it ends by itself', async () => {
    await using run = startTestRun(sh(`sleep 1000 & ${ESCAPE}; exit 3`))
    expect(await run.code).toBe(3)
    expect(await markedProcesses(run.runId)).toEqual([])
  })
})

describe.concurrent('a new token', () => {
  test('restarts the child within a second; the same one does nothing', async () => {
    await using run = startTestRun(sh(`echo "up $${TEST_KEY}"; exec sleep 1000`))
    await run.wrote(`up ${ONE}`)
    run.deliver(ONE)
    run.deliver(TWO)
    await run.wrote(`up ${TWO}`)
    await run.event('started', ({ occasion }) => occasion === 'restart')
    const [first, changed, second] = run.events().filter(({ event }) => event.kind !== 'proof')
    expect([first, changed, second].map((one) => one?.event.kind)).toEqual([
      'started',
      'token-changed',
      'started',
    ])
    expect((second?.ticks ?? Infinity) - (changed?.ticks ?? 0)).toBeLessThan(1000)
  })

  test('kills what ignores TERM, whole tree and escaped orphans, before the new child is started', async () => {
    const script = `[ $${TEST_KEY} = ${TWO} ] && { echo "up again"; exec sleep 1000; }
      trap '' TERM; sh -c 'trap "" TERM; sleep 1000; sleep 1000' & ${ESCAPE}; echo up; while :; do sleep 1; done`
    await using run = startTestRun(sh(script), { graceMs: 700 })
    await run.wrote('up')
    const before = await markedProcesses(run.runId)
    expect(before.length).toBeGreaterThanOrEqual(4)
    run.deliver(TWO)
    await run.wrote('up again')
    const { pid } = await run.event('started', ({ occasion }) => occasion === 'restart')
    expect(await markedProcesses(run.runId)).toEqual([pid])
    expect((await run.event('killed')).pids.length).toBeGreaterThan(0)
  })

  test('backs off when the child dies of it, and is stopped there with the signal’s code', async () => {
    await using run = startTestRun(sh(`[ $${TEST_KEY} = ${ONE} ] || exit 4; echo up; exec sleep 1000`))
    await run.wrote('up')
    run.deliver(TWO)
    expect(await run.event('backing-off', ({ failures }) => failures === 2)).toMatchObject({
      delayMs: 2000,
      code: 4,
    })
    run.process.kill('SIGTERM')
    expect(await run.code).toBe(143)
  })

  test('by command: the command has the token in its environment, and its output is not the child’s', async () => {
    const line = `echo "told $EVERTHREAD_FINGERPRINT"; [ $${TEST_KEY} = ${TWO} ] && kill -USR1 $EVERTHREAD_CHILD_PID`
    const child = `process.on('SIGUSR1', () => console.log('reloaded')); setInterval(() => {}, 1000); console.log('up')`
    await using run = startTestRun([process.execPath, '-e', child], {
      reload: { kind: 'command', command: line },
    })
    await run.wrote('up')
    run.deliver(TWO)
    await run.wrote('reloaded')
    await run.event('proof', ({ occasion }) => occasion === 'command')
    expect(run.talk()).toContain(`told ${fingerprint(TWO)}\n`)
  })
})

describe.concurrent('a signal to the run', () => {
  test('TERM ends the child, and its own code is the run’s', async () => {
    await using run = startTestRun(sh(`trap 'exit 5' TERM; echo up; while :; do sleep 0.1; done`))
    await run.wrote('up')
    run.process.kill('SIGTERM')
    expect(await run.code).toBe(5)
  })

  test('INT and HUP are handed on, and the child decides', async () => {
    const child = `process.on('SIGHUP', () => console.log('again')); process.on('SIGINT', () => process.exit(9))
      setInterval(() => {}, 1000); console.log('up')`
    await using run = startTestRun([process.execPath, '-e', child])
    await run.wrote('up')
    run.process.kill('SIGHUP')
    await run.wrote('again')
    run.process.kill('SIGINT')
    expect(await run.code).toBe(9)
  })

  test('TERM reaches a tree in a shared group without reaching anybody else', async () => {
    await using run = startTestRun(sh(`sleep 1000 & ${ESCAPE}; echo up; wait`), { group: 'shared' })
    await run.wrote('up')
    run.process.kill('SIGTERM')
    expect(await run.code).toBe(143)
  })
})

describe.concurrent('(control) what every one of these tests ends with', () => {
  test('finds a token that was told', async () => {
    const run = startTestRun(sh(`echo "$${TEST_KEY}" >&2`))
    await run.code
    await expect(run[Symbol.asyncDispose]()).rejects.toThrow('a token was told')
  })

  test('finds a process that was left', async () => {
    const run = startTestRun(sh('exit 0'))
    await run.code
    const left = spawn('sleep', ['1000'], {
      stdio: 'ignore',
      env: { ...process.env, [RUN_ID_NAME]: run.runId },
    })
    await expect(run[Symbol.asyncDispose]()).rejects.toThrow('processes are left')
    left.kill('SIGKILL')
  })
})
