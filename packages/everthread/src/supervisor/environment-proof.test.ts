import { describe, expect, test } from 'vitest'
import { createTestClock, type TestClock } from '../time/test-clock.ts'
import { followTree } from './child-tree.ts'
import { holding, type Holding, judgeEnvironment, proveByEnvironment } from './environment-proof.ts'
import type { EnvironmentView, Launch } from './process-host.ts'
import type { Proof } from './proof.ts'
import { createTestProcessHost, type Program, type TestProcessHost } from './test-process-host.ts'

const KEY = 'THREADS_ACCESS_TOKEN'
const FRESH = { [KEY]: 'new' }
const STALE = { [KEY]: 'old' }

function readable(...entries: string[]): EnvironmentView {
  return { kind: 'readable', entries }
}

describe('what one process holds', () => {
  const VIEWS: readonly [EnvironmentView, Holding][] = [
    [readable(`${KEY}=new`, 'A=b'), 'new'],
    [readable(`${KEY}=old`), 'other'],
    [readable(`${KEY}=`), 'other'],
    [readable(`${KEY}=newer`), 'other'],
    [readable(`${KEY}=new`, `${KEY}=old`), 'other'],
    [readable(`${KEY}S=new`, `X${KEY}=new`), 'nothing'],
    [readable(), 'nothing'],
    [{ kind: 'gone' }, 'gone'],
    [{ kind: 'unreadable', error: 'EACCES' }, 'unreadable'],
    [{ kind: 'unsupported' }, 'not-shown'],
  ]
  test.each(VIEWS)('%o: %s', (view, expected) => {
    expect(holding(view, { key: KEY, value: 'new' })).toBe(expected)
  })
})

describe('all processes together', () => {
  const LOOKS: readonly [readonly Holding[], Proof][] = [
    [['new'], { kind: 'environment', pids: [1] }],
    [['new', 'nothing', 'gone', 'new'], { kind: 'environment', pids: [1, 4] }],
    [['new', 'other'], { kind: 'unproven', reason: 'other-value', pids: [2] }],
    [['new', 'unreadable'], { kind: 'unproven', reason: 'environment-unreadable', pids: [2] }],
    [['unreadable', 'other'], { kind: 'unproven', reason: 'other-value', pids: [2] }],
    [['nothing', 'gone'], { kind: 'unproven', reason: 'no-process-has-it' }],
    [[], { kind: 'unproven', reason: 'no-process-has-it' }],
    [['not-shown'], { kind: 'unproven', reason: 'environment-not-shown' }],
  ]
  test.each(LOOKS)('%o: %o', (holds, expected) => {
    expect(judgeEnvironment(holds.map((one, index) => ({ pid: index + 1, holds: one })))).toEqual(expected)
  })
})

interface Scene {
  readonly clock: TestClock
  readonly host: TestProcessHost
  readonly proof: Promise<Proof>
  readonly main: number
}

function scene(program: Program, signal = new AbortController().signal): Scene {
  const clock = createTestClock()
  const host = createTestProcessHost(clock, () => program)
  const launch: Launch = {
    command: ['app'],
    environment: FRESH,
    group: 'own',
    stdio: { stdin: 'ignore', stdout: 'ignore', stderr: 'ignore' },
  }
  const { identity = { pid: 0, bornAt: 0 } } = host.start(launch)
  const tree = followTree(host, { main: identity, group: 'own', mark: 'MARK=1' })
  const proof = proveByEnvironment({ key: KEY, value: 'new', tree }, { host, clock, signal })
  return { clock, host, proof, main: identity.pid }
}

async function pass({ clock }: Scene, ms: number): Promise<void> {
  for (let left = ms; left > 0; left -= 50) await clock.advance(Math.min(50, left))
  for (let turn = 0; turn < 5; turn += 1) await clock.advance(0)
}

describe('a look', () => {
  test('proves a tree in which everybody has the new value', async () => {
    const seen = scene({ starts: [{}, { environment: {} }] })
    await pass(seen, 2500)
    expect(await seen.proof).toEqual({ kind: 'environment', pids: [100, 101] })
  })

  test('finds the wrapper that exports the old token just before the program', async () => {
    const seen = scene({})
    await pass(seen, 1900)
    seen.host.execute(seen.main, STALE)
    await pass(seen, 2500)
    expect(await seen.proof).toEqual({ kind: 'unproven', reason: 'other-value', pids: [100] })
  })

  test('forgives a helper that is gone meanwhile', async () => {
    const end = { kind: 'exited', code: 0 } as const
    const seen = scene({ starts: [{ environment: STALE, ends: { afterMs: 600, end } }] })
    await pass(seen, 3500)
    expect(await seen.proof).toEqual({ kind: 'environment', pids: [100] })
  })

  test('judges a tree that never comes to rest by the worst that it saw', async () => {
    const seen = scene({})
    for (let turn = 0; turn < 10; turn += 1) {
      seen.host.execute(seen.main, turn % 2 === 0 ? STALE : FRESH)
      await pass(seen, 1000)
    }
    expect(await seen.proof).toMatchObject({ kind: 'unproven', reason: 'other-value' })
  })

  test('is over at once when nobody needs it any more', async () => {
    const abort = new AbortController()
    const seen = scene({}, abort.signal)
    await pass(seen, 100)
    abort.abort()
    await seen.proof
    expect(seen.clock.sleeping()).toBe(0)
  })
})
