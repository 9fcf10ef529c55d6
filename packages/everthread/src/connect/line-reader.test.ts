import { PassThrough } from 'node:stream'
import { expect, test } from 'vitest'
import { createLineReader } from './line-reader.ts'

const signal = new AbortController().signal

test('lines come one at a time, also those that were typed ahead, and then the end', async () => {
  const input = new PassThrough()
  using reader = createLineReader(input)
  input.write('first\r\nsecond\nthi')
  expect(await reader.readLine(signal)).toBe('first')
  expect(await reader.readLine(signal)).toBe('second')
  input.end('rd')
  expect(await reader.readLine(signal)).toBe('third')
  expect(await reader.readLine(signal)).toBeUndefined()
  expect(await reader.readLine(signal)).toBeUndefined()
})

test('a reader that gives up loses no line', async () => {
  const input = new PassThrough()
  using reader = createLineReader(input)
  const impatient = new AbortController()
  const giving = reader.readLine(impatient.signal)
  impatient.abort()
  expect(await giving).toBeUndefined()
  expect(await reader.readLine(impatient.signal)).toBeUndefined()
  input.write('late\n')
  expect(await reader.readLine(signal)).toBe('late')
})
