import { fingerprint, Secret } from '@everthread/client'
import * as fc from 'fast-check'
import { describe, expect, onTestFinished, test } from 'vitest'
import { createTestClock, type TestClock } from '../time/test-clock.ts'
import { RUN_ID_NAME } from './child-surroundings.ts'
import type { ChildEnd, Launch } from './process-host.ts'
import { superviseChild, type Supervisor, type SupervisorOptions } from './supervisor.ts'
import type { SupervisorEvent } from './supervisor-event.ts'
import { createTestProcessHost, type Program, type TestProcessHost } from './test-process-host.ts'

const KEY = 'THREADS_ACCESS_TOKEN'
const EXIT_3: ChildEnd = { kind: 'exited', code: 3 }

interface Run {
  readonly clock: TestClock
  readonly host: TestProcessHost
  readonly events: SupervisorEvent[]
  readonly supervisor: Supervisor
  pass(ms: number): Promise<void>
  code(): Promise<number | 'running'>
}

interface RunOptions extends Partial<SupervisorOptions> {
  readonly program?: (launch: Launch, number: number) => Program
}

function token(value: string): Secret {
  return new Secret(value)
}

async function startRun({ program = () => ({}), ...options }: RunOptions = {}): Promise<Run> {
  const clock = createTestClock()
  let started = 0
  const host = createTestProcessHost(clock, (launch) => {
    started += 1
    return program(launch, started)
  })
  const events: SupervisorEvent[] = []
  const supervisor = superviseChild(
    {
      command: ['app'],
      environment: {},
      key: KEY,
      token: token('one'),
      reload: { kind: 'restart' },
      ...options,
    },
    {
      clock,
      host,
      fetch: () => Promise.reject(new Error('no network here')),
      newId: () => 'run-1',
      onEvent: (event) => events.push(event),
    },
  )
  // In small steps: what a look at the processes brings takes some turns of the microtask queue.
  const pass = async (ms: number): Promise<void> => {
    for (let left = ms; left > 0; left -= 50) await clock.advance(Math.min(left, 50))
    for (let turn = 0; turn < 10; turn += 1) await clock.advance(0)
  }
  await pass(0)
  onTestFinished(async () => {
    supervisor.stop('SIGTERM')
    await pass(30_000)
    await supervisor.ended
    await pass(60_000)
    expect(clock.sleeping(), 'timers left behind').toBe(0)
  })
  return {
    clock,
    host,
    events,
    supervisor,
    pass,
    code: () =>
      Promise.race([supervisor.ended.then(({ code }) => code), pass(0).then(() => 'running' as const)]),
  }
}

function ofKind<K extends SupervisorEvent['kind']>(
  { events }: Run,
  kind: K,
): Extract<SupervisorEvent, { kind: K }>[] {
  return events.filter((event): event is Extract<SupervisorEvent, { kind: K }> => event.kind === kind)
}

function tokensOf({ host }: Run): readonly (string | undefined)[] {
  return host.alive().map(({ environment }) => environment[KEY])
}

describe('the child', () => {
  test('has the fresh token whatever it would inherit, and the mark', async () => {
    const run = await startRun({
      environment: { [KEY]: 'stale', [RUN_ID_NAME]: 'outer', PATH: '/bin', GONE: undefined },
    })
    expect(run.host.launches[0]?.environment).toEqual({ [KEY]: 'one', [RUN_ID_NAME]: 'run-1', PATH: '/bin' })
    expect(run.host.launches[0]?.command).toEqual(['app'])
  })

  test('owns the standard streams', async () => {
    const run = await startRun()
    expect(run.host.launches[0]?.stdio).toEqual({ stdin: 'inherit', stdout: 'inherit', stderr: 'inherit' })
  })

  test('is running with a new token in no time of the clock', async () => {
    const run = await startRun()
    await run.pass(100_000)
    run.supervisor.deliver(token('two'))
    await run.pass(0)
    expect(tokensOf(run)).toEqual(['two'])
  })

  test('has nobody beside it: the new one waits for the slowest of the old ones, and for those that got away', async () => {
    const run = await startRun({
      program: (_launch, number) =>
        number > 1
          ? {}
          : { starts: [{ atTerm: { afterMs: 3000 } }, { escaped: true, atTerm: { afterMs: 5000 } }] },
    })
    run.supervisor.deliver(token('two'))
    await run.pass(4900)
    expect(tokensOf(run)).toEqual(['one'])
    await run.pass(200)
    expect(tokensOf(run)).toEqual(['two'])
  })

  test('is killed after the grace with all that is left, and only then started again', async () => {
    const run = await startRun({
      program: (_launch, number) => (number > 1 ? {} : { atTerm: 'ignores' }),
      graceMs: 4000,
    })
    run.supervisor.deliver(token('two'))
    await run.pass(3900)
    expect(tokensOf(run)).toEqual(['one'])
    await run.pass(200)
    expect(tokensOf(run)).toEqual(['two'])
    expect(ofKind(run, 'killed')).toEqual([{ kind: 'killed', pids: [100] }])
  })

  test('is not doubled when the old one cannot be killed', async () => {
    const run = await startRun({ program: () => ({ unkillable: true }), graceMs: 1000 })
    run.supervisor.deliver(token('two'))
    await run.pass(300_000)
    expect(tokensOf(run)).toEqual(['one'])
    expect(ofKind(run, 'will-not-end')).toEqual([{ kind: 'will-not-end', pids: [100] }])
    run.host.end(100, EXIT_3)
    await run.pass(100)
    expect(tokensOf(run)).toEqual(['two'])
    run.host.end(101, { kind: 'exited', code: 0 })
  })

  test('that ends by itself takes along what it left behind, and its code is the run’s', async () => {
    const run = await startRun({ program: () => ({ starts: [{}, { escaped: true }] }) })
    run.host.end(100, EXIT_3)
    await run.pass(100)
    expect(run.host.alive()).toEqual([])
    expect(await run.code()).toBe(3)
  })
})

describe('changes of the token', () => {
  test('an unchanged token restarts nothing', async () => {
    const run = await startRun()
    for (let times = 0; times < 5; times += 1) run.supervisor.deliver(token('one'))
    await run.pass(10_000)
    expect(run.host.launches).toHaveLength(1)
  })

  test('the first acts at once; those of the next 2 s become one', async () => {
    const run = await startRun()
    run.supervisor.deliver(token('two'))
    await run.pass(0)
    for (const value of ['three', 'four', 'five']) {
      run.supervisor.deliver(token(value))
      await run.pass(300)
    }
    expect(tokensOf(run)).toEqual(['two'])
    await run.pass(1100)
    expect(tokensOf(run)).toEqual(['five'])
    expect(run.host.launches).toHaveLength(3)
  })

  test('a change during a restart is part of it', async () => {
    const run = await startRun({ program: () => ({ atTerm: { afterMs: 1000 } }) })
    run.supervisor.deliver(token('two'))
    await run.pass(500)
    run.supervisor.deliver(token('three'))
    await run.pass(5000)
    expect(run.host.launches.map(({ environment }) => environment[KEY])).toEqual(['one', 'three'])
  })

  test('a listener may deliver from within an event', async () => {
    const run = await startRun()
    const { push } = run.events
    run.events.push = (...events) => {
      if (events.some(({ kind }) => kind === 'token-changed')) run.supervisor.deliver(token('three'))
      return push.apply(run.events, events)
    }
    run.supervisor.deliver(token('two'))
    await run.pass(0)
    expect(tokensOf(run)).toEqual(['three'])
    expect(ofKind(run, 'started').map((event) => event.fingerprint)).toEqual([
      fingerprint('one'),
      fingerprint('three'),
    ])
  })
})

describe('back-off', () => {
  const dies: Program = { ends: { afterMs: 100, end: EXIT_3 } }

  test('1, 2, 4, 8, 16 s for a child that dies of our restart, then its code', async () => {
    const run = await startRun({ program: (_launch, number) => (number === 1 ? {} : dies) })
    run.supervisor.deliver(token('two'))
    await run.pass(40_000)
    expect(ofKind(run, 'backing-off').map(({ delayMs }) => delayMs)).toEqual([1000, 2000, 4000, 8000, 16_000])
    expect(run.host.launches).toHaveLength(7)
    expect(await run.code()).toBe(3)
  })

  test('none for a first child that dies young', async () => {
    const run = await startRun({ program: () => dies })
    await run.pass(200)
    expect(await run.code()).toBe(3)
    expect(run.host.launches).toHaveLength(1)
  })

  test('none for a child that dies 10 s after our restart', async () => {
    const old: Program = { ends: { afterMs: 10_100, end: EXIT_3 } }
    const run = await startRun({ program: (_launch, number) => (number === 1 ? {} : old) })
    run.supervisor.deliver(token('two'))
    await run.pass(10_300)
    expect(await run.code()).toBe(3)
    expect(run.host.launches).toHaveLength(2)
  })

  test('takes the newest token at the next try', async () => {
    const run = await startRun({ program: (_launch, number) => (number === 2 ? dies : {}) })
    run.supervisor.deliver(token('two'))
    await run.pass(300)
    run.supervisor.deliver(token('three'))
    await run.pass(1000)
    expect(tokensOf(run)).toEqual(['three'])
  })
})

describe('reload', () => {
  test('by signal goes to the main process alone, once for each change', async () => {
    const run = await startRun({
      reload: { kind: 'signal', signal: 'SIGHUP' },
      program: () => ({ handles: ['SIGHUP'], starts: [{ handles: ['SIGHUP'] }] }),
    })
    run.supervisor.deliver(token('two'))
    run.supervisor.deliver(token('two'))
    await run.pass(5000)
    expect(run.host.signals).toEqual([{ target: { kind: 'process', pid: 100 }, signal: 'SIGHUP' }])
    expect(run.host.launches).toHaveLength(1)
  })

  test('by a signal that the child does not survive starts it again, with the new token', async () => {
    const run = await startRun({ reload: { kind: 'signal', signal: 'SIGHUP' } })
    run.supervisor.deliver(token('two'))
    await run.pass(3000)
    expect(tokensOf(run)).toEqual(['two'])
    expect(ofKind(run, 'killed-by-reload')).toHaveLength(1)
    expect(ofKind(run, 'proof').at(-1)).toMatchObject({ occasion: 'restart', proof: { kind: 'environment' } })
  })

  test('by command has the token under its key alone, the fingerprint and the child’s pid', async () => {
    const run = await startRun({
      reload: { kind: 'command', command: 'tell it' },
      environment: { PATH: '/bin' },
      program: ({ command }) =>
        command[0] === '/bin/sh' ? { ends: { afterMs: 50, end: { kind: 'exited', code: 0 } } } : {},
    })
    run.supervisor.deliver(token('two'))
    await run.pass(3000)
    const [, shell] = run.host.launches
    expect(shell?.command).toEqual(['/bin/sh', '-c', 'tell it'])
    expect(shell?.environment).toEqual({
      PATH: '/bin',
      [KEY]: 'two',
      EVERTHREAD_FINGERPRINT: fingerprint('two'),
      EVERTHREAD_CHILD_PID: '100',
    })
    expect(shell?.stdio).toEqual({ stdin: 'ignore', stdout: 2, stderr: 2 })
    expect(ofKind(run, 'reload-failed')).toEqual([])
  })

  const FAILURES: readonly [string, Program, object][] = [
    ['fails', { ends: { afterMs: 50, end: EXIT_3 } }, { kind: 'command-exited', code: 3 }],
    ['hangs for a minute', {}, { kind: 'command-timed-out' }],
  ]
  test.each(FAILURES)('by a command that %s is told, and ends nothing', async (_name, program, failure) => {
    const run = await startRun({
      reload: { kind: 'command', command: 'tell it' },
      program: ({ command }) => (command[0] === '/bin/sh' ? program : {}),
    })
    run.supervisor.deliver(token('two'))
    await run.pass(61_000)
    expect(ofKind(run, 'reload-failed')).toEqual([{ kind: 'reload-failed', failure }])
    expect(run.host.alive().map(({ command }) => command)).toEqual([['app']])
  })

  test('by none leaves the child alone', async () => {
    const run = await startRun({ reload: { kind: 'none' } })
    run.supervisor.deliver(token('two'))
    await run.pass(5000)
    expect(run.host.launches).toHaveLength(1)
    expect(run.host.signals).toEqual([])
    expect(ofKind(run, 'token-changed')).toHaveLength(1)
  })
})

describe('the end', () => {
  test('comes with everything gone, after TERM, the grace and KILL', async () => {
    const run = await startRun({ program: () => ({ starts: [{ escaped: true, atTerm: 'ignores' }] }) })
    run.supervisor.stop('SIGTERM')
    await run.pass(10_100)
    expect(run.host.alive()).toEqual([])
    expect(await run.code()).toBe(143)
  })

  test('comes with `await using`, too', async () => {
    const run = await startRun()
    const disposed = run.supervisor[Symbol.asyncDispose]()
    await run.pass(0)
    await disposed
    expect(run.host.alive()).toEqual([])
  })

  test('comes before the start when we are stopped at once', async () => {
    const clock = createTestClock()
    const host = createTestProcessHost(clock, () => ({}))
    const supervisor = superviseChild(
      { command: ['app'], environment: {}, key: KEY, token: token('one'), reload: { kind: 'none' } },
      {
        clock,
        host,
        fetch: () => Promise.reject(new Error('no network here')),
        newId: () => 'x',
        onEvent: () => undefined,
      },
    )
    supervisor.stop('SIGTERM')
    expect(await supervisor.ended).toEqual({ code: 143 })
    expect(host.launches).toEqual([])
  })

  test('is told to whoever waits for it when a listener throws', async () => {
    const clock = createTestClock()
    const supervisor = superviseChild(
      { command: ['app'], environment: {}, key: KEY, token: token('one'), reload: { kind: 'none' } },
      {
        clock,
        host: createTestProcessHost(clock, () => ({})),
        fetch: () => Promise.reject(new Error('no network here')),
        newId: () => 'x',
        onEvent: () => {
          throw new Error('a listener’s own fault')
        },
      },
    )
    await expect(supervisor.ended).rejects.toThrow('a listener’s own fault')
  })
})

describe('whatever is delivered when', () => {
  const deliveries = fc.array(
    fc.record({ afterMs: fc.nat(5000), value: fc.constantFrom('one', 'two', 'three') }),
    {
      maxLength: 12,
    },
  )
  const program: fc.Arbitrary<Program> = fc.record({
    atTerm: fc.constantFrom({ afterMs: 0 }, { afterMs: 700 }, 'ignores' as const),
    starts: fc.constantFrom([], [{}], [{ escaped: true }, { atTerm: 'ignores' as const }]),
  })

  test('there is one copy at most, the last token arrives, and each start has one proof', async () => {
    await fc.assert(
      fc.asyncProperty(deliveries, program, async (delivered, child) => {
        const run = await startRun({ program: () => child, graceMs: 3000 })
        for (const { afterMs, value } of delivered) {
          run.supervisor.deliver(token(value))
          await run.pass(afterMs)
          const copies = new Set(tokensOf(run))
          expect(copies.size).toBeLessThanOrEqual(1)
          expect(run.host.alive().filter(({ command }) => command.length === 1).length).toBeLessThanOrEqual(1)
        }
        await run.pass(20_000)
        expect(new Set(tokensOf(run))).toEqual(new Set([delivered.at(-1)?.value ?? 'one']))
        expect(ofKind(run, 'proof')).toHaveLength(run.host.launches.length)
        expect(ofKind(run, 'started')).toHaveLength(run.host.launches.length)
        expect(ofKind(run, 'proof').at(-1)).toMatchObject({ proof: { kind: 'environment' } })
      }),
      { numRuns: process.env['EVERTHREAD_TEST_LONG'] === '1' ? 1000 : 40, seed: 20_261_120 },
    )
  })
})
