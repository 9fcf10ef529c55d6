import { createHmac } from 'node:crypto'
import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { Secret } from './secret.ts'
import { parseSignedRequest } from './signed-request.ts'

const secret = new Secret('0123456789abcdef-app-secret')
const PAYLOAD = { user_id: '27538818229088576', algorithm: 'HMAC-SHA256', issued_at: 1_291_836_800 }

function signed(payload: string, key = secret.reveal(), padding = ''): string {
  const encoded = Buffer.from(payload).toString('base64url') + padding
  return `${createHmac('sha256', key).update(encoded).digest('base64url')}.${encoded}`
}

const parsed = (payload: unknown) => parseSignedRequest(signed(JSON.stringify(payload)), secret)

test('a request of Meta’s is valid, and its seconds become milliseconds', async () => {
  expect(await parsed({ ...PAYLOAD, expires: 1_291_840_400 })).toEqual({
    kind: 'valid',
    userId: '27538818229088576',
    issuedAt: 1_291_836_800_000,
    expiresAt: 1_291_840_400_000,
  })
})

test('what Meta leaves out, or writes as 0, is absent', async () => {
  const { user_id, algorithm } = PAYLOAD
  expect(await parsed({ user_id, algorithm, expires: 0 })).toEqual({ kind: 'valid', userId: user_id })
})

test('a bare user id above 2^53 survives', async () => {
  const payload = '{"user_id":27538818229088577,"algorithm":"HMAC-SHA256"}'
  expect(await parseSignedRequest(signed(payload), secret)).toMatchObject({ userId: '27538818229088577' })
})

test('base64 padding is part of what is signed', async () => {
  const payload = JSON.stringify({ ...PAYLOAD, user_id: '12345678' })
  const padding = '='.repeat((4 - (Buffer.from(payload).toString('base64url').length % 4)) % 4)
  expect(await parseSignedRequest(signed(payload, secret.reveal(), padding), secret)).toMatchObject({
    kind: 'valid',
  })
})

describe('is not believed', () => {
  const genuine = signed(JSON.stringify(PAYLOAD))

  test('with another app’s signature', async () => {
    const forged = signed(JSON.stringify(PAYLOAD), 'another secret')
    expect(await parseSignedRequest(forged, secret)).toEqual({ kind: 'invalid', reason: 'signature' })
  })

  test('with any one letter of the signature or the payload changed', async () => {
    const halfUsed = genuine.indexOf('.') - 1 // Two bits of this letter belong to no byte.
    const indices = Array.from(genuine, (_, index) => index).filter((index) => index !== halfUsed)
    for (const index of indices) {
      const other = genuine[index] === 'A' ? 'Z' : 'A'
      const changed = genuine.slice(0, index) + other + genuine.slice(index + 1)
      expect(await parseSignedRequest(changed, secret)).toMatchObject({ kind: 'invalid' })
    }
  })

  test.each([
    ['algorithm', { ...PAYLOAD, algorithm: 'none' }],
    ['algorithm', { user_id: '1' }],
    ['payload', { algorithm: 'HMAC-SHA256' }],
    ['payload', { ...PAYLOAD, user_id: { toString: 1 } }],
    ['payload', { ...PAYLOAD, user_id: '1; DROP' }],
    ['payload', [PAYLOAD]],
    ['payload', null],
  ])('%s: signed, but %j', async (reason, payload) => {
    expect(await parsed(payload)).toEqual({ kind: 'invalid', reason })
  })

  test.each(['', '.', 'a.b', 'abc', `${genuine}.x`, `${'a'.repeat(70_000)}.b`])(
    'malformed: %#',
    async (text) => {
      expect(await parseSignedRequest(text, secret)).toEqual({ kind: 'invalid', reason: 'malformed' })
    },
  )
})

test('no text makes it throw', async () => {
  const base64ish = fc.stringMatching(/^[\w=-]{0,50}\.[\w=-]{0,50}$/)
  await fc.assert(
    fc.asyncProperty(fc.oneof(fc.string({ unit: 'binary' }), base64ish), async (text) => {
      expect((await parseSignedRequest(text, secret)).kind).toBe('invalid')
    }),
    { seed: 7, numRuns: 300 },
  )
})

test('a secret that is none is the caller’s mistake', async () => {
  await expect(parseSignedRequest('a.b', 'plain' as unknown as Secret)).rejects.toThrow(TypeError)
})
