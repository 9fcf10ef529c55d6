import { expect, test } from 'vitest'
import { withoutSecrets } from './secret-shapes.ts'

const TOKEN = `THAA${'x'.repeat(120)}`

test.each([
  ['a token of Meta’s', `the answer was ${TOKEN} again`, 'the answer was [redacted] again'],
  [
    'a token in an address',
    '/refresh?grant=x&access_token=short1&y=1',
    '/refresh?grant=x&access_token=[redacted]&y=1',
  ],
  ['a secret in a form', 'client_secret=abc123&x=1', 'client_secret=[redacted]&x=1'],
  [
    'a password in JSON',
    '{"password":"hunter2hunter2","name":"anna"}',
    '{"password":"[redacted]","name":"anna"}',
  ],
  ['a header', 'authorization: Bearer abc.def', 'authorization: Bearer [redacted]'],
  ['an API key', `key evt_${'k'.repeat(43)}.`, 'key [redacted].'],
  ['a cookie', 'cookie: everthread_session=abc; other=1', 'cookie: everthread_session=[redacted]; other=1'],
  ['a hand-off link', 'GET /h/AbCdEfGhIjKlMnOpQrStUv/published', 'GET /h/…/published'],
  ['what the vault has sealed', `v1.abcdefgh.${'n'.repeat(16)}.ciphertext`, '[redacted]'],
])('%s is not repeated', (_what, text, expected) => {
  expect(withoutSecrets(text)).toBe(expected)
})

test('what is no secret stays as it is', () => {
  const line =
    '{"level":30,"event":"round","account":"a1","outcome":"renewed","fingerprint":"94bedf3abda1","code":190}'
  expect(withoutSecrets(line)).toBe(line)
})
