import { describe, expect, it } from 'vitest'
import { withoutTokens } from '../observability/secret-shapes.ts'

const REST = 'x'.repeat(150)

describe('talk', () => {
  it.each([`THAA${REST}`, `THQVJ${REST}`, `TH|123456789|${REST}`, `EAAB${REST}`])(
    'repeats no token that was put in the wrong place: %s',
    (token) => {
      expect(withoutTokens(`unknown command '${token}'`)).toBe("unknown command '[redacted]'")
    },
  )

  it.each([
    'set THREADS_ACCESS_TOKEN in .env',
    'token 64e083215909, issued THIS morning',
    `https://www.threads.com/oauth/authorize?client_id=1&state=THAB${'x'.repeat(18)}&scope=threads_basic`,
  ])('is left as it is where there is none: %s', (text) => {
    expect(withoutTokens(text)).toBe(text)
  })
})
