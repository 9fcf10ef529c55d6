// What does your application do on the day its Threads token expires? Here it is that day. Run: node --test
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { createSandbox } from '@everthread/sandbox'
import { greet } from './app.js'

test('the application asks for a new login when its token has expired', async () => {
  await using sandbox = await createSandbox({ users: [{ username: 'anna' }] })
  const { access_token: token } = sandbox.tokens.create({ user: 'anna' })
  sandbox.clock.advance('61d')

  assert.equal(await greet(sandbox.url, token), 'Please log in to Threads again')
})

test('and greets its user on the day before', async () => {
  await using sandbox = await createSandbox({ users: [{ username: 'anna' }] })
  const { access_token: token } = sandbox.tokens.create({ user: 'anna' })
  sandbox.clock.advance('59d')

  assert.equal(await greet(sandbox.url, token), 'Hello, anna')
})
