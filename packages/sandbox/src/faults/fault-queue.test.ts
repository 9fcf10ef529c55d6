import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { withApi } from '../../test-support/api.ts'
import { createFaultQueue } from './fault-queue.ts'

const status = (code: number) => ({ kind: 'status', status: code }) as const

test('faults of one endpoint are played in the order they were set, each so often as it says', () => {
  const queue = createFaultQueue()
  queue.add({ endpoint: 'me', fault: status(501), times: 2 }, undefined)
  queue.add({ endpoint: 'me', fault: status(502) }, undefined)
  const played = Array.from({ length: 4 }, () => queue.take('me', () => undefined))
  expect(played).toEqual([status(501), status(501), status(502), undefined])
})

test('`after` lets that many calls pass, counted from when the fault was set', () => {
  const queue = createFaultQueue()
  queue.add({ endpoint: 'me', fault: status(502), after: 2 }, undefined)
  queue.add({ endpoint: 'me', fault: status(501) }, undefined)
  const played = Array.from({ length: 4 }, () => queue.take('me', () => undefined))
  expect(played).toEqual([status(501), undefined, status(502), undefined])
})

test('a fault for one endpoint or one user leaves all other calls alone', () => {
  const queue = createFaultQueue()
  queue.add({ endpoint: 'me', fault: status(501), user: 'anna' }, '1')
  expect(queue.take('debug_token', () => '1')).toBeUndefined()
  expect(queue.take('me', () => '2')).toBeUndefined()
  expect(queue.take('me', () => undefined)).toBeUndefined()
  expect(queue.take('me', () => '1')).toEqual(status(501))
})

test('what was set is either played or listed as unplayed, whatever the order of calls', () => {
  const order = fc.record({
    endpoint: fc.constantFrom('me', 'debug_token'),
    times: fc.integer({ min: 1, max: 3 }),
    after: fc.nat(3),
  })
  const calls = fc.array(fc.constantFrom('me', 'debug_token'), { maxLength: 30 })
  fc.assert(
    fc.property(fc.array(order, { maxLength: 4 }), calls, (orders, endpoints) => {
      const queue = createFaultQueue()
      for (const one of orders) queue.add({ ...one, fault: status(500) }, undefined)
      const played = endpoints.filter(
        (endpoint) => queue.take(endpoint, () => undefined) !== undefined,
      ).length
      const left = queue.unplayed().reduce((sum, { times }) => sum + times, 0)
      expect(played + left).toBe(orders.reduce((sum, { times }) => sum + times, 0))
    }),
  )
})

test('the control plane lists what is unplayed and clears it', async () => {
  await withApi(async ({ sandbox, control, get, send, token }) => {
    const access_token = token()
    const added = await control('faults', {
      endpoint: 'me',
      times: 3,
      after: 1,
      user: 'anna',
      fault: status(503),
    })
    expect(added.json).toMatchObject({ id: 'fault-1', endpoint: 'me', times: 3, after: 1, user: 'anna' })
    const statuses = []
    for (let call = 0; call < 3; call += 1) statuses.push((await get('/me', { access_token })).status)
    expect(statuses).toEqual([200, 503, 503])
    expect((await control('faults')).json).toEqual({
      faults: [{ id: 'fault-1', endpoint: 'me', user: 'anna', times: 1, after: 0, fault: status(503) }],
    })
    expect((await send('/__sandbox/faults', { method: 'DELETE' })).json).toEqual({ cleared: 1 })
    expect(sandbox.faults.unplayed()).toEqual([])
  })
})

test('faults for a user meet the codes of that user’s login too', async () => {
  await withApi(async (api) => {
    api.sandbox.users.put({ username: 'anna' })
    api.sandbox.faults.add({ endpoint: 'oauth_access_token', user: 'anna', fault: status(503) })
    expect((await api.post('/oauth/access_token', { code: 'AQunknown' })).status).toBe(400)
    const form = {
      client_id: api.sandbox.appId,
      redirect_uri: 'https://localhost:4281/callback',
      scope: 'threads_basic',
    }
    const answer = await api.post('/oauth/authorize', { ...form, user: 'anna', decision: 'approve' })
    const code = new URL(answer.headers.get('location') ?? '').searchParams.get('code') ?? ''
    expect((await api.post('/oauth/access_token', { code })).status).toBe(503)
  })
})
