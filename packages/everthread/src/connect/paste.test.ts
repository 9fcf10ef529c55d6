import { inspect } from 'node:util'
import { expect, test } from 'vitest'
import { readPaste } from './paste.ts'

const STATE = 'the-state'
const CALLBACK = 'https://localhost:4281/callback'

test.each([
  `${CALLBACK}?code=AQBx&state=${STATE}#_`,
  `  ${CALLBACK}?code=AQBx&state=${STATE}%23_  \n`.replace(`${STATE}%23_`, STATE),
  `https://example.com/anything?state=${STATE}&code=AQBx`,
])('the address with code and state is the answer: %s', (text) => {
  const paste = readPaste(text, STATE)
  expect(paste).toMatchObject({ kind: 'granted' })
  expect(paste.kind === 'granted' && paste.code.reveal()).toBe('AQBx')
  expect(inspect(paste)).not.toContain('AQBx')
})

test.each([
  [`${CALLBACK}?error=access_denied&error_reason=user_denied&state=${STATE}`],
  [`${CALLBACK}?error=access_denied&error_reason=user_denied`],
])('a refusal is a refusal, with our state or with none: %s', (text) => {
  expect(readPaste(text, STATE)).toEqual({ kind: 'denied' })
})

test.each([
  ['another login’s answer', `${CALLBACK}?code=AQBx&state=another`, 'wrong-state'],
  ['another login’s refusal', `${CALLBACK}?error=access_denied&state=another`, 'wrong-state'],
  ['an empty state', `${CALLBACK}?code=AQBx&state=`, 'wrong-state'],
  ['an address without its state', `${CALLBACK}?code=AQBx`, 'paste-incomplete'],
  [
    'the address of the login window',
    'https://www.threads.com/oauth/authorize?client_id=1',
    'paste-incomplete',
  ],
  ['two codes', `${CALLBACK}?code=AQBx&code=AQBy&state=${STATE}`, 'paste-damaged'],
  ['a code with a space in it', `${CALLBACK}?code=AQ%20Bx&state=${STATE}`, 'paste-damaged'],
  ['a bare code', 'AQBx-hBsH3', 'paste-not-an-address'],
  ['prose', 'what do I paste here?', 'paste-not-an-address'],
  ['a token', 'THAAcanary0123456789', 'paste-is-token'],
  ['JSON that is no page of the login window', '{"a":1}', 'paste-not-an-address'],
])('%s is asked for again', (_title, text, phrase) => {
  expect(readPaste(text, STATE)).toEqual({ kind: 'again', phrase })
})

test.each([
  [1349168, 'redirect-uri-wrong'],
  [1349245, 'not-a-tester'],
  [1349026, 'app-id-wrong'],
  [4476002, 'app-id-wrong'],
  [1, 'login-misconfigured'],
  [999_999, 'window-refused'],
])('the login window’s page with error %i is understood as %s', (code, phrase) => {
  const page = JSON.stringify({ error_message: 'Invalid Request: whatever.', error_code: code })
  expect(readPaste(`${page}\n`, STATE)).toEqual({ kind: 'window-refused', phrase })
})

test.each(['', '   ', '\t'])('nothing is nothing', (text) => {
  expect(readPaste(text, STATE)).toEqual({ kind: 'nothing' })
})
