/** The proof with real processes and real time; every wait is for an event. Needs a POSIX shell. */
import { readFile } from 'node:fs/promises'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { platform } from 'node:os'
import { join } from 'node:path'
import { fingerprint } from '@everthread/client'
import { describe, expect, test } from 'vitest'
import { TEST_KEY } from './test-run.ts'
import {
  CANARY,
  ESCAPE,
  markedProcesses,
  ONE,
  sh,
  startTestRun,
  temporaryFolder,
  TWO,
} from './test-run-harness.ts'

describe.skipIf(platform() !== 'linux').concurrent('the proof by environment', () => {
  test('holds for the first child and for the restarted one, with the shell between', async () => {
    await using run = startTestRun(sh('echo up; sleep 1000; true'))
    const first = await run.event('proof')
    expect(first).toMatchObject({ occasion: 'first', proof: { kind: 'environment' } })
    expect(first.proof.kind === 'environment' && first.proof.pids.length).toBe(2)
    run.deliver(TWO)
    const second = await run.event('proof', ({ occasion }) => occasion === 'restart')
    expect(second).toMatchObject({ fingerprint: fingerprint(TWO), proof: { kind: 'environment' } })
  })

  const UNPROVEN: readonly [string, string, string][] = [
    ['a wrapper re-exports the old token', `${TEST_KEY}=THAAold exec sleep 1000`, 'other-value'],
    ['a grandchild has the old token', `sh -c '${TEST_KEY}=THAAold sleep 1000; true'; true`, 'other-value'],
    [
      'an escaped grandchild has the old token',
      `export ${TEST_KEY}=THAAold; ${ESCAPE}; unset ${TEST_KEY}; exec sleep 1000`,
      'other-value',
    ],
    ['the key is taken away', `unset ${TEST_KEY}; exec sleep 1000`, 'no-process-has-it'],
  ]
  test.each(UNPROVEN)('does not hold when %s', async (_name, script, reason) => {
    await using run = startTestRun(sh(script))
    expect((await run.event('proof')).proof).toMatchObject({ kind: 'unproven', reason })
  })

  test('is never given for a signal, heard or ignored', async () => {
    await using run = startTestRun(sh(`trap '' HUP; echo up; while :; do sleep 0.2; done`), {
      reload: { kind: 'signal', signal: 'SIGHUP' },
    })
    await run.wrote('up')
    run.deliver(TWO)
    const told = await run.event('proof', ({ occasion }) => occasion === 'signal')
    expect(told).toMatchObject({
      fingerprint: fingerprint(TWO),
      proof: { kind: 'unproven', reason: 'not-restarted' },
    })
  })
})

describe.concurrent('the proof by report', () => {
  test('is what the application answers to the command', async () => {
    using folder = temporaryFolder()
    const file = join(folder.path, 'fingerprint')
    const child = `const fs = require('fs')
      fs.writeFileSync(${JSON.stringify(file)}, 'fp-0-old')
      process.on('SIGHUP', () => fs.writeFileSync(${JSON.stringify(file)}, ${JSON.stringify(fingerprint(TWO))}))
      setInterval(() => {}, 1000); console.log('up')`
    await using run = startTestRun([process.execPath, '-e', child], {
      reload: { kind: 'signal', signal: 'SIGHUP' },
      prove: { kind: 'command', command: `cat '${file}'` },
    })
    await run.wrote('up')
    run.deliver(TWO)
    expect(await run.event('proof', ({ occasion }) => occasion === 'signal')).toMatchObject({
      fingerprint: fingerprint(TWO),
      proof: { kind: 'reported' },
    })
  })

  test('is what it answers at the address', async () => {
    await using server = createServer((_request, response) => response.end(`${fingerprint(ONE)}\n`))
    await new Promise<void>((resolve) => {
      server.listen(0, '127.0.0.1', resolve)
    })
    const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`
    await using run = startTestRun(sh('exec sleep 1000'), { prove: { kind: 'url', url } })
    expect((await run.event('proof')).proof).toEqual({ kind: 'reported' })
  })
})

test.skipIf(platform() !== 'linux')('no process of a run has the token in its arguments', async () => {
  await using run = startTestRun(sh('echo up; sleep 1000; true'), {
    prove: { kind: 'command', command: 'sleep 1000' },
  })
  await run.wrote('up')
  const pids = [process.pid, run.process.pid, ...(await markedProcesses(run.runId))]
  expect(pids.length).toBeGreaterThanOrEqual(3)
  const lines = await Promise.all(pids.map((pid) => readFile(`/proc/${pid}/cmdline`, 'utf8').catch(() => '')))
  expect(lines.join('\n')).toContain('sleep')
  expect(lines.join('\n')).not.toContain(CANARY)
})
