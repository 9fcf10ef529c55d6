import { inspect } from 'node:util'
import { expect, it } from 'vitest'
import { secretOf } from './secrets.ts'

it('a secret is taken without the white space that copying adds, and does not print itself', () => {
  const secret = secretOf(' THAAtoken\n')
  expect(secret?.reveal()).toBe('THAAtoken')
  expect(`${inspect(secret)}${JSON.stringify({ secret })}`).not.toContain('THAAtoken')
})

it('what is unset or blank is absent', () => {
  expect(secretOf(' \t')).toBeUndefined()
  expect(secretOf(undefined)).toBeUndefined()
})
