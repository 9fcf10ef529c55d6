/** What an answer means to a publication: by code and subcode, and by which call it was; never by a status alone. */
import { Secret, ThreadsApiError, ThreadsProtocolError, ThreadsTransportError } from '@everthread/client'
import { createSandbox } from '@everthread/sandbox'
import { describe, expect, it } from 'vitest'
import { createHttpFetch } from '../net/http-fetch.ts'
import type { Millis } from '../time/clock.ts'
import { createThreadsPublisher, sortTrouble } from './threads-publisher.ts'

type Endpoint = ConstructorParameters<typeof ThreadsApiError>[0]['endpoint']

function told(endpoint: Endpoint, code: number, subcode?: number): string {
  const refusal = { endpoint, code, status: 500, ...(subcode !== undefined && { subcode }) }
  const trouble = sortTrouble(new ThreadsApiError(refusal))
  if (trouble.kind === 'refused') return `refused ${trouble.why}`
  return trouble.kind === 'no_answer' ? `no_answer ${trouble.effect}` : trouble.kind
}

describe('a refusal', () => {
  it.each<[string, string, Parameters<typeof told>]>([
    ['4279009 when publishing', 'media_not_found', ['publish', 24, 4279009]],
    ['4279009 when creating', 'media_not_found', ['create_container', 24, 4279009]],
    ['code 10 when publishing may be a post', 'no_answer possible', ['publish', 10]],
    ['code 10 when creating is a scope', 'scope_missing', ['create_container', 10]],
    ['code 1 when publishing may be a post', 'no_answer possible', ['publish', 1]],
    ['code 1 when creating', 'no_answer possible', ['create_container', 1]],
    ['506 when publishing may be a post', 'no_answer possible', ['publish', 506]],
    ['506 when creating', 'refused other', ['create_container', 506]],
    ['a parameter, with status 500', 'refused other', ['publish', 100]],
    ['an object that is not there', 'refused not_found', ['container', 100, 33]],
    ['a file that was not fetched', 'refused media_not_fetched', ['create_container', 1, 2207052]],
    ['the items of a carousel', 'refused children_invalid', ['create_container', 100, 4279004]],
    ['a dead token', 'token_refused', ['publish', 190, 463]],
    ['somebody who is no tester', 'token_refused', ['publish', 100, 10]],
    ['a restriction', 'restricted', ['create_container', 368]],
    ['a restriction, by its subcode', 'restricted', ['publish', 1, 2207051]],
    ['too many', 'rate_limited', ['publish', 613, 4279002]],
    ['too many of the app', 'rate_limited', ['publish', 4]],
  ])('%s', (...[, expected, answer]) => {
    expect(told(...answer)).toBe(expected)
  })

  it('is kept as numbers and Meta’s trace, without words', () => {
    const error = new ThreadsApiError({
      endpoint: 'publish',
      code: 613,
      subcode: 4279002,
      status: 400,
      fbtraceId: 'AbC',
      apiMessage: 'what somebody wrote',
      retryAfterSeconds: 60,
    })
    expect(sortTrouble(error)).toEqual({
      kind: 'rate_limited',
      said: { code: 613, subcode: 4279002, status: 400, fbtraceId: 'AbC' },
      retryAfterMs: 60_000,
    })
  })
})

describe('no answer', () => {
  it('was sent, or was not', () => {
    const sent = { endpoint: 'publish', code: 'timeout', outcome: 'unknown' } as const
    const unsent = { endpoint: 'publish', code: 'dns', outcome: 'not_sent' } as const
    expect([sent, unsent].map((failure) => sortTrouble(new ThreadsTransportError(failure)))).toEqual([
      { kind: 'no_answer', reason: 'network', effect: 'possible', said: {} },
      { kind: 'no_answer', reason: 'network', effect: 'none', said: {} },
    ])
  })

  it('of the API’s may be a post', () => {
    const portal = new ThreadsProtocolError({ endpoint: 'publish', code: 'content_type', status: 200 })
    expect(sortTrouble(portal)).toEqual({
      kind: 'no_answer',
      reason: 'not-json',
      effect: 'possible',
      said: { status: 200 },
    })
  })

  it('that nobody knows of is a defect, and thrown', () => {
    expect(() => sortTrouble(new RangeError('ours'))).toThrow(RangeError)
  })
})

describe('the calendar', () => {
  it('learns from what the API itself answers, good or bad, and not from a portal in between', async () => {
    await using sandbox = await createSandbox({ users: [{ username: 'anna' }] })
    sandbox.clock.advance('3h')
    const token = new Secret(sandbox.tokens.create({ user: 'anna' }).access_token)
    await using http = createHttpFetch()
    const learnt: number[] = []
    const api = createThreadsPublisher({
      transport: { fetch: http.fetch, baseUrl: sandbox.url, timeoutMs: 10_000 },
      calendar: { now: () => 0 as Millis, learn: (date) => void learnt.push(date) },
      beforeCall: () => undefined,
    })
    const create = () => api.createContainer(token, { kind: 'text', text: 'Hello' })
    sandbox.faults.add({
      endpoint: 'create_container',
      fault: { kind: 'body', status: 200, type: 'text/html', body: '<p>Log in to the hotel</p>' },
    })
    expect(await create()).toMatchObject({ kind: 'no_answer' })
    expect(learnt).toEqual([])
    sandbox.faults.add({ endpoint: 'create_container', fault: { kind: 'error', code: 613 } })
    expect(await create()).toMatchObject({ kind: 'rate_limited' })
    expect(await create()).toMatchObject({ kind: 'ok' })
    expect(learnt).toHaveLength(2)
    for (const date of learnt) expect(Math.abs(date - sandbox.clock.now())).toBeLessThan(60_000)
  })
})
