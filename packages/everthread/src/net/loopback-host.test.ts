import { expect, test } from 'vitest'
import { isLoopbackHost } from './loopback-host.ts'

test.each([
  'http://localhost:4281',
  'http://a.localhost',
  'http://127.0.0.1',
  'http://127.9.9.9:1',
  'http://[::1]:80',
])('%s is this machine', (url) => {
  expect(isLoopbackHost(new URL(url).hostname)).toBe(true)
})

test.each([
  'http://localhost.example.com',
  'http://127.0.0.1.example.com',
  'http://notlocalhost',
  'http://10.0.0.1',
  'http://0.0.0.0',
  'http://[::2]',
])('%s is not', (url) => {
  expect(isLoopbackHost(new URL(url).hostname)).toBe(false)
})
