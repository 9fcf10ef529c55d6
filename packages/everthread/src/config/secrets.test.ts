import { inspect } from 'node:util'
import { expect, it } from 'vitest'
import { parseSecrets, secretOf } from './secrets.ts'

it('secrets are taken from their names, without the white space that copying adds', () => {
  const secrets = parseSecrets({
    THREADS_ACCESS_TOKEN: ' THAAtoken\n',
    THREADS_APP_SECRET: 'app-secret',
    GEMINI_API_KEY: 'gemini-key',
  })
  expect(secrets.accessToken?.reveal()).toBe('THAAtoken')
  expect(secrets.appSecret?.reveal()).toBe('app-secret')
  expect(secrets.geminiKey?.reveal()).toBe('gemini-key')
  expect(`${inspect(secrets)}${JSON.stringify(secrets)}`).not.toMatch(/THAAtoken|app-secret|gemini-key/)
})

it('what is unset or blank is absent', () => {
  expect(parseSecrets({ THREADS_ACCESS_TOKEN: ' \t' })).toEqual({})
  expect(secretOf(undefined)).toBeUndefined()
})
