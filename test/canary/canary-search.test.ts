import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { piecesOf, seenBelow, seenIn } from './canary-search.ts'

const VALUE = 'THAAq7Xv2mPz9Rk4Lw8Tn1Jc5Ybd6Hs3GfeQU0oi-VA_NMKxBZEC'
const PIECES = piecesOf([{ name: 'the token', value: VALUE }])

describe('the search for a secret', () => {
  it.each([
    ['whole', `token=${VALUE}&x=1`],
    ['without its beginning', `…${VALUE.slice(20)}`],
    ['without its end', `${VALUE.slice(0, 24)}…`],
    ['nineteen characters of it', VALUE.slice(17, 36)],
    ['in base64', Buffer.from(VALUE).toString('base64')],
    ['in base64, after something else', Buffer.from(`Bearer ${VALUE}`).toString('base64')],
    ['among bytes that are no text', `\u0000\u0001${VALUE}\uFFFD`],
  ])('finds it %s', (_, text) => {
    expect(seenIn(text, PIECES)).toEqual(['the token'])
  })

  it('finds no fingerprint and no other token', () => {
    expect(seenIn('token 64e083215909, THAAq7X, THAAother00000000000000000000', PIECES)).toEqual([])
  })

  it('finds it in files and in their names, save where it may be', () => {
    const folder = mkdtempSync(join(tmpdir(), 'everthread-canary-'))
    try {
      writeFileSync(join(folder, 'log'), `a ${VALUE}`)
      writeFileSync(join(folder, '.env'), VALUE)
      writeFileSync(join(folder, VALUE), '')
      const seen = seenBelow(folder, PIECES, (path) => path.endsWith('.env'))
      expect(seen.toSorted()).toEqual(
        [`${folder}/${VALUE}: the token`, `${folder}/log: the token`].toSorted(),
      )
    } finally {
      rmSync(folder, { recursive: true })
    }
  })

  it('refuses a secret that is too short to be told from anything else', () => {
    expect(() => piecesOf([{ name: 'a PIN', value: '1234' }])).toThrow(TypeError)
  })
})
