import { createHash } from 'node:crypto'
import { format, inspect } from 'node:util'
import { expect, test } from 'vitest'
import { fingerprint, Secret } from './secret.ts'

const VALUE = 'THAAcanarySecretTest0123456789'
const secret = new Secret(VALUE)

test.each([
  ['a text', 'token: ' + String(secret)],
  ['a template', `token: ${secret as unknown as string}`],
  ['JSON', JSON.stringify({ nested: [secret] })],
  ['inspect', inspect({ nested: secret }, { depth: 9, showHidden: true })],
  ['format', format('%s %o %j', secret, secret, secret)],
  ['an error', inspect(new Error('failed', { cause: secret }))],
  ['a copy of its fields', inspect(Object.assign({}, secret))],
])('%s never shows the value', (_, text) => {
  expect(text).not.toContain(VALUE)
})

test('what is shown instead says that there is one', () => {
  expect(String(secret)).toBe('[secret]')
  expect(JSON.stringify({ secret })).toBe('{"secret":"[secret]"}')
  expect(inspect(secret)).toBe('[secret]')
})

test('the value comes out of reveal only', () => {
  expect(secret.reveal()).toBe(VALUE)
})

test('a fingerprint is the head of the SHA-256, of the secret and of the bare string alike', () => {
  const expected = createHash('sha256').update(VALUE).digest('hex').slice(0, 12)
  expect(fingerprint(secret)).toBe(expected)
  expect(fingerprint(VALUE)).toBe(expected)
})

test('nothing is no secret', () => {
  expect(() => new Secret('')).toThrow(TypeError)
  expect(() => new Secret(undefined as unknown as string)).toThrow(TypeError)
})
