/** Nobody clears up after a killed process: what it had claimed comes free by itself (T2). The one test that waits for it. */
import { expect, it } from 'vitest'
import { LEASE_MS } from '../../packages/everthread/src/store/claims.ts'
import { documentOf, everthreadFromSource } from '../support/everthread.ts'
import { keepEnv } from '../support/kept-env.ts'
import { callsOf, isFresh } from '../support/sandbox-calls.ts'

it('the claim of a killed process holds the next one up until its lease ends, and then it goes on', async () => {
  await using env = await keepEnv({ adopted: true })
  const { sandbox, home } = env
  const everthread = everthreadFromSource()
  const renew = ['renew', '--env', '.env', '--json']
  const killed = await everthread.run(home, renew, { env: { EVERTHREAD_CRASH_AT: 'token-proven' } })
  expect(killed.signal).toBe('SIGKILL')
  const startedAt = performance.now()
  const next = await everthread.run(home, renew)
  expect({ code: next.code, stderr: next.stderr }).toEqual({ code: 0, stderr: '' })
  expect(documentOf(next)).toMatchObject({ outcome: 'renewed' })
  // It has waited, or this test is about nothing.
  expect(performance.now() - startedAt).toBeGreaterThan(LEASE_MS / 2)
  expect([callsOf(sandbox, 'refresh_access_token'), isFresh(sandbox, env.token() ?? '')]).toEqual([1, true])
})
