import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { setImmediate } from 'node:timers/promises'
import { describe, expect, onTestFinished, test } from 'vitest'
import { createTestClock } from '../time/test-clock.ts'
import type { ChildEnd } from './process-host.ts'
import type { Proof } from './proof.ts'
import { parseProve, type Prove, proveByReport } from './reported-proof.ts'
import { createTestProcessHost, type Program } from './test-process-host.ts'

const DONE: ChildEnd = { kind: 'exited', code: 0 }

test('what --prove is: an http address, else a shell line', () => {
  expect(parseProve('http://127.0.0.1:8080/token')).toEqual({
    kind: 'url',
    url: 'http://127.0.0.1:8080/token',
  })
  expect(parseProve('HTTPS://a.example/x')).toEqual({ kind: 'url', url: 'HTTPS://a.example/x' })
  expect(parseProve('curl http://x')).toEqual({ kind: 'command', command: 'curl http://x' })
})

async function askCommand(
  programs: readonly Program[],
): Promise<{ proof: Proof; asked: number; environments: unknown[] }> {
  const clock = createTestClock()
  let turn = 0
  const host = createTestProcessHost(clock, () => {
    const program = programs[Math.min(turn, programs.length - 1)]
    turn += 1
    return program ?? {}
  })
  const prove: Prove = { kind: 'command', command: 'ask it' }
  const question = {
    prove,
    fingerprint: 'fp-new',
    environment: { PATH: '/bin' },
    stderr: 'ignore',
  } as const
  const given = { host, clock, fetch: noFetch, signal: new AbortController().signal }
  const proof = proveByReport(question, given)
  for (let ms = 0; ms < 11_000; ms += 50) await clock.advance(50)
  expect(clock.sleeping(), 'timers left behind').toBe(0)
  expect(host.alive(), 'commands left behind').toEqual([])
  return {
    proof: await proof,
    asked: turn,
    environments: host.launches.map(({ environment }) => environment),
  }
}
function answers(output: string): Program {
  return { output, ends: { afterMs: 10, end: DONE } }
}

function exits(end: ChildEnd): Program {
  return { ends: { afterMs: 10, end } }
}

describe('a command', () => {
  test('that answers the fingerprint proves it, spaces and newline aside', async () => {
    expect(await askCommand([answers(' fp-new\n')])).toMatchObject({ proof: { kind: 'reported' }, asked: 1 })
  })

  test('is asked again until it answers right: an application takes its time', async () => {
    const { proof, asked: times } = await askCommand([
      exits({ kind: 'exited', code: 7 }),
      answers('fp-old'),
      answers('fp-new'),
    ])
    expect(proof).toEqual({ kind: 'reported' })
    expect(times).toBe(3)
  })

  test('is not told what the right answer would be', async () => {
    const { environments } = await askCommand([answers('fp-new')])
    expect(environments).toEqual([{ PATH: '/bin' }])
  })

  const UNPROVEN: readonly [string, Program, object][] = [
    ['answers another one', answers('fp-old'), { reason: 'prove-answered-other' }],
    ['answers more than that', answers('fp-new fp-old'), { reason: 'prove-answered-other' }],
    ['answers nothing', answers(''), { reason: 'prove-answered-other' }],
    ['fails', exits({ kind: 'exited', code: 7 }), { reason: 'prove-failed', detail: 'exit 7' }],
    [
      'crashes',
      exits({ kind: 'signalled', signal: 'SIGSEGV' }),
      { reason: 'prove-failed', detail: 'SIGSEGV' },
    ],
    [
      'cannot be started',
      exits({ kind: 'not-started', reason: 'refused', error: 'EAGAIN' }),
      { reason: 'prove-failed', detail: 'EAGAIN' },
    ],
    ['hangs', { atTerm: 'ignores' }, { reason: 'prove-timed-out' }],
  ]
  test.each(UNPROVEN)('that %s leaves it unproven', async (_name, program, expected) => {
    expect((await askCommand([program])).proof).toEqual({ kind: 'unproven', ...expected })
  })

  test('that hangs after a wrong answer: the wrong answer says more', async () => {
    const { proof } = await askCommand([answers('fp-old'), {}])
    expect(proof).toEqual({ kind: 'unproven', reason: 'prove-answered-other' })
  })
})

async function served(status: number, body: string): Promise<string> {
  const server = createServer((_request, response) => response.writeHead(status).end(body))
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve)
  })
  onTestFinished(() => void server.close())
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}/secret?key=hidden`
}

/** Asks once: the clock stands still. */
async function askUrl(url: string): Promise<Proof> {
  const abort = new AbortController()
  const clock = createTestClock()
  const question = {
    prove: { kind: 'url', url },
    fingerprint: 'fp-new',
    environment: {},
    stderr: 'ignore',
  } as const
  const host = createTestProcessHost(clock, () => ({}))
  const proof = proveByReport(question, { host, clock, fetch: globalThis.fetch, signal: abort.signal })
  const seen = { settled: false }
  void proof.finally(() => {
    seen.settled = true
  })
  // Until it is answered, or waits before it asks again (the other sleeper is the limit).
  while (!seen.settled && clock.sleeping() < 2) await setImmediate()
  abort.abort()
  return await proof
}

describe('an address', () => {
  const ANSWERS: readonly [number, string, Proof][] = [
    [200, 'fp-new\n', { kind: 'reported' }],
    [200, '<html>fp-new</html>', { kind: 'unproven', reason: 'prove-answered-other' }],
    [503, 'fp-new', { kind: 'unproven', reason: 'prove-failed', detail: 'HTTP 503' }],
  ]
  test.each(ANSWERS)('that answers %i %s: %o', async (status, body, expected) => {
    expect(await askUrl(await served(status, body))).toEqual(expected)
  })

  test('that is not there leaves it unproven, and is not repeated', async () => {
    // Port 9 of the loopback: nobody listens there.
    const proof = await askUrl('http://127.0.0.1:9/secret?key=hidden')
    expect(proof).toMatchObject({ kind: 'unproven', reason: 'prove-unreachable' })
    expect(JSON.stringify(proof)).not.toContain('hidden')
  })
})

function noFetch(): Promise<never> {
  return Promise.reject(new Error('no network here'))
}
