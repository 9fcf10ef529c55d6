import { platform } from 'node:os'
import { describe, expect, test } from 'vitest'
import { createNodeProcessHost } from './node-process-host.ts'
import { listProc, parseStat, readEnvironment } from './proc-files.ts'
import { listPs, parsePs } from './ps-list.ts'

const STAT = 'S 41 42 43 34816 77 4194304 1 0 0 0 0 0 0 0 20 0 1 0 998877 9 9'

describe('/proc/PID/stat', () => {
  const NAMES = ['node', 'a b', ') S 1 1 1', '((', ''] as const
  test.each(NAMES)('is read behind the name (%s)', (name) => {
    expect(parseStat(`40 (${name}) ${STAT}\n`)).toEqual({
      pid: 40,
      parent: 41,
      group: 42,
      session: 43,
      bornAt: 998_877,
      life: 'alive',
    })
  })

  test('tells a zombie', () => {
    expect(parseStat(`40 (x) ${STAT.replace('S', 'Z')}`)?.life).toBe('zombie')
  })

  test.each(['', '40', '40 (x) S 1 2', 'x (y) S'])('is nothing when it is torn (%s)', (text) => {
    expect(parseStat(text)).toBeUndefined()
  })
})

describe('ps', () => {
  test('is read line by line, as Linux and macOS print it', () => {
    const text = '    1     0     1 Ss\n  412     1   412 S+\n  413   412   412 Z+\n\nPID TTY\n'
    expect(parsePs(text).map(({ pid, parent, group, life }) => ({ pid, parent, group, life }))).toEqual([
      { pid: 1, parent: 0, group: 1, life: 'alive' },
      { pid: 412, parent: 1, group: 412, life: 'alive' },
      { pid: 413, parent: 412, group: 412, life: 'zombie' },
    ])
  })

  test('finds this very process where there is a ps', async ({ skip }) => {
    const listing = await listPs()
    skip(listing.kind === 'unavailable', 'not run: no ps here')
    const processes = listing.kind === 'listed' ? listing.processes : []
    expect(processes.find(({ pid }) => pid === process.pid)).toMatchObject({ parent: process.ppid })
  })
})

describe.skipIf(platform() !== 'linux')('this machine', () => {
  test('lists this very process with its parent', async () => {
    const listing = await listProc()
    const own =
      listing.kind === 'listed' ? listing.processes.find(({ pid }) => pid === process.pid) : undefined
    expect(own).toMatchObject({ parent: process.ppid, life: 'alive' })
  })

  test('is a host that leaves its own process out', async () => {
    const listing = await createNodeProcessHost().list()
    const found = listing.kind === 'listed' ? listing.processes.map(({ pid }) => pid) : []
    expect(found).toContain(process.ppid)
    expect(found).not.toContain(process.pid)
  })

  test('shows environments, and tells who is gone', async () => {
    const own = await readEnvironment(process.pid)
    expect(own.kind === 'readable' && own.entries.some((entry) => entry.startsWith('PATH='))).toBe(true)
    expect(await readEnvironment(2 ** 22 + 1)).toEqual({ kind: 'gone' })
  })
})

test('a system that shows no environments says so', async () => {
  expect(await createNodeProcessHost('darwin').environment(process.pid)).toEqual({ kind: 'unsupported' })
})
