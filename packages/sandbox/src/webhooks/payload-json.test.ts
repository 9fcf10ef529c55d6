import { createHmac } from 'node:crypto'
import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { payloadJson } from './payload-json.ts'
import { signatureOf } from './signature.ts'

const payload = fc.dictionary(fc.string({ unit: 'binary' }), fc.jsonValue({ stringUnit: 'binary' }))

test('what is written is ASCII with every slash escaped, and means what it meant', () => {
  fc.assert(
    fc.property(payload, (value) => {
      const written = payloadJson(value)
      expect(written).not.toMatch(/[^\x20-\x7f]/)
      expect(written).not.toMatch(/(?<!\\)\//)
      expect(JSON.parse(written)).toEqual(JSON.parse(JSON.stringify(value)))
    }),
  )
  expect(payloadJson({ a: 'ä/🧵' })).toBe(String.raw`{"a":"\u00e4\/\ud83e\uddf5"}`)
})

test('a receiver that signs the raw bytes always agrees; one that signs what it parsed and rewrote does not', () => {
  fc.assert(
    fc.property(payload, fc.string({ minLength: 1 }), (value, secret) => {
      const body = payloadJson(value)
      const raw = createHmac('sha256', secret).update(Buffer.from(body)).digest('hex')
      expect(signatureOf(body, secret)).toBe(`sha256=${raw}`)
      const rewritten = JSON.stringify(JSON.parse(body))
      expect(signatureOf(rewritten, secret) === signatureOf(body, secret)).toBe(rewritten === body)
    }),
  )
})
