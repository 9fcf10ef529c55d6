import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { redacted } from './redaction.ts'
import { Secret } from './secret.ts'

const secret = new Secret('not-of-Metas-shape+but/known=1')

test.each([
  ['a known secret', `got ${secret.reveal()}!`, 'got [redacted]!'],
  ['a known secret as a query encodes it', 'x=not-of-Metas-shape%2Bbut%2Fknown%3D1&y', 'x=[redacted]&y'],
  ['an unknown token', 'Malformed access token THAAbcdefgh-_12345', 'Malformed access token [redacted]'],
  ['an app token', 'used TH|1234567890|abcdefgh', 'used [redacted]'],
  [
    'a query',
    'GET https://graph.threads.net/me?access_token=1#x failed',
    'GET https://graph.threads.net/me failed',
  ],
  [
    'a password in an address',
    'proxy http://me:pass@proxy:8080/ refused',
    'proxy http://proxy:8080/ refused',
  ],
  ['a parameter without its URL', '/me: access_token=abc&x=1', '/me: access_token=[redacted]&x=1'],
  ['control characters', 'red \u001B[31m text\r\nnext\u2028line', 'red  [31m text next line'],
])('%s is cut out', (_, text, clean) => {
  expect(redacted(text, [secret])).toBe(clean)
})

test('ids and names that a person needs stay', () => {
  const text = 'The media with id 18077125565432112 cannot be found. THREADS_API__LINK_LIMIT_EXCEEDED'
  expect(redacted(text, [secret])).toBe(text)
})

test('a secret that a cut would halve is gone before the cut', () => {
  const text = 'x'.repeat(1995) + secret.reveal()
  expect(redacted(`${secret.reveal().repeat(80)} ${text}`, [secret])).not.toContain('Metas')
})

test('a known secret never stays, wherever it stands', () => {
  const anySecret = fc.stringMatching(/^[\x21-\x7e]{8,60}$/)
  fc.assert(
    fc.property(anySecret, fc.string(), fc.string(), (value, before, after) => {
      expect(redacted(before + value + after, [new Secret(value)])).not.toContain(value)
    }),
    { seed: 2, numRuns: 500 },
  )
})

test('hostile text of a megabyte takes no time to speak of', () => {
  for (const piece of ['http://', 'a://b@', 'access_token=', 'THAA|', '\u0000']) {
    expect(redacted(piece.repeat(200_000), [secret]).length).toBeLessThanOrEqual(500)
  }
})
