/**
 * The running application holds the new token, or it is said that nobody knows (DESIGN §1, S10): `everthread run` as a
 * process, with children that do not do what one would like. And how long the way takes, from Meta to the child.
 */
import { fingerprint, Secret } from '@everthread/client'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { bundleEverthread, type Everthread } from '../support/everthread.ts'
import { type KeptEnv, keepEnv } from '../support/kept-env.ts'
import type { RunningProcess } from '../support/running-process.ts'
import { callsOf, isFresh } from '../support/sandbox-calls.ts'
import { until } from '../support/until.ts'

let everthread: Everthread

beforeAll(async () => {
  everthread = await bundleEverthread()
})

afterAll(() => everthread[Symbol.dispose]())

interface ProofLine {
  readonly kind: 'proof'
  readonly occasion: string
  readonly fingerprint: string
  readonly proof: { readonly kind: string; readonly reason?: string; readonly pids?: readonly number[] }
}

/** What was said of each start and each reload, from the NDJSON on standard error. */
function proofsIn(running: RunningProcess): ProofLine[] {
  return running
    .stderr()
    .split('\n')
    .filter((line) => line.startsWith('{'))
    .map((line) => JSON.parse(line) as ProofLine | { kind: 'other' })
    .filter((line) => line.kind === 'proof')
}

/** Runs the script under `everthread run`, makes the token due once the first proof is there, and waits for the second. */
async function proofOfRenewal(env: KeptEnv, options: readonly string[], script: string): Promise<ProofLine> {
  const args = ['run', '--env', '.env', '--json', ...options, '--', 'sh', '-c', script]
  await using running = everthread.start(env.home, args)
  await until(() => proofsIn(running).length === 1, 'the first start is looked at')
  env.sandbox.clock.advance('35d')
  await until(() => proofsIn(running).length === 2, 'the renewal is looked at')
  const [, proof] = proofsIn(running)
  if (!proof) throw new Error('there is no second proof')
  running.kill('SIGTERM')
  await running.ended
  return proof
}

const fingerprintIn = (env: KeptEnv): string => fingerprint(new Secret(env.token() ?? ''))

describe.concurrent('after a renewal, a child', () => {
  it('that is started again with the new token is proven by its environment', async () => {
    await using env = await keepEnv({ age: '10d' })
    const { proof, occasion, fingerprint: told } = await proofOfRenewal(env, [], 'sleep 1000 & wait')
    expect({ occasion, told }).toEqual({ occasion: 'restart', told: fingerprintIn(env) })
    expect(proof).toMatchObject({ kind: 'environment' })
  })

  it('whose grandchild gets the old token again is unproven', async () => {
    await using env = await keepEnv({ age: '10d' })
    const { proof } = await proofOfRenewal(
      env,
      [],
      `[ -f kept ] || printf %s "$THREADS_ACCESS_TOKEN" > kept
       THREADS_ACCESS_TOKEN=$(cat kept) sh -c 'sleep 1000 & wait' &
       wait`,
    )
    expect(proof).toMatchObject({ kind: 'unproven', reason: 'other-value' })
    expect(proof.pids?.length).toBeGreaterThan(0)
  })

  it('that ignores the signal which should tell it is unproven, and goes on', async () => {
    await using env = await keepEnv({ age: '10d' })
    const { proof, occasion } = await proofOfRenewal(
      env,
      ['--reload', 'SIGHUP'],
      `trap '' HUP; echo started >> starts; while :; do sleep 1; done`,
    )
    expect(occasion).toBe('signal')
    expect(proof).toMatchObject({ kind: 'unproven', reason: 'not-restarted' })
    expect(env.home.read('starts')).toBe('started\n')
  })

  it('that is told by a signal and answers the new fingerprint is proven by its word', async () => {
    await using env = await keepEnv({ age: '10d' })
    const { proof } = await proofOfRenewal(
      env,
      ['--reload', 'SIGHUP', '--prove', 'cat answer'],
      // The application reads its .env again, as one that takes a signal does.
      `tell() { sed -n 's/^THREADS_ACCESS_TOKEN=//p' .env | tr -d '\\n' | sha256sum | cut -c1-12 > answer; }
       trap tell HUP; tell; while :; do sleep 0.05; done`,
    )
    expect(proof).toEqual({ kind: 'reported' })
  })
})

it('the way from Meta’s answer to a child that runs with the new token is measured', async ({ annotate }) => {
  await using env = await keepEnv({ age: '10d' })
  const { sandbox, home } = env
  const child = ['node', '-e', `console.log('runs'); setInterval(() => {}, 60_000)`]
  await using running = everthread.start(home, ['run', '--env', '.env', '--json', '--', ...child])
  await running.said('runs\n', 'stdout')
  sandbox.clock.advance('35d')
  await until(() => callsOf(sandbox, 'refresh_access_token') === 1, 'the token is renewed')
  const renewedAt = performance.now()
  await running.said('runs\nruns\n', 'stdout')
  const tookMs = Math.round(performance.now() - renewedAt)
  await annotate(`renewed upstream → the child runs with it: ${tookMs} ms, the child’s own start included`)
  expect(isFresh(sandbox, env.token() ?? '')).toBe(true)
})
