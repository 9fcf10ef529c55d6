import { countText, TEXT_LIMIT } from '@everthread/client'
import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { flawsOf, isTooLong } from './judge-variant.ts'

const voice = (...bannedPhrases: string[]) => ({ profile: '', bannedPhrases })

describe('a variant', () => {
  it('is as long as the publisher counts it, never longer', () => {
    fc.assert(
      fc.property(
        fc.array(fc.string({ unit: 'grapheme', maxLength: 700 }), { minLength: 1, maxLength: 4 }),
        (parts) => {
          const flaws = flawsOf({ parts }, { mostParts: 10 })
          const tooLong = flaws.flatMap((flaw) => (flaw.kind === 'too-long' ? [flaw.part] : []))
          const counted = parts.flatMap((text, index) =>
            countText(text).strictLength > TEXT_LIMIT ? [index + 1] : [],
          )
          expect(tooLong).toEqual(counted)
        },
      ),
    )
  })

  it.each([
    ['at the end of a sentence', { text: 'What a game changer.', phrase: 'game changer', found: true }],
    ['in capitals', { text: 'GAME CHANGER', phrase: 'game changer', found: true }],
    ['over two lines', { text: 'a game\nchanger', phrase: 'game changer', found: true }],
    ['as a part of a word', { text: 'gamechangers', phrase: 'game', found: false }],
    ['behind such a part', { text: 'gamers love a game', phrase: 'game', found: true }],
    ['with ё for е', { text: 'Всё ещё впереди', phrase: 'все еще', found: true }],
    ['with signs of its own', { text: 'Buy now!!!', phrase: '!!!', found: true }],
    ['of nothing', { text: 'anything', phrase: '   ', found: false }],
  ])('has a phrase %s', (_, { text, phrase, found }) => {
    const flaws = flawsOf({ parts: [text] }, { mostParts: 1, voice: voice(phrase) })
    expect(flaws).toEqual(found ? [{ kind: 'banned-phrase', part: 1, phrase }] : [])
  })

  it('has more parts than were asked for', () => {
    const flaws = flawsOf({ parts: ['a', 'b'] }, { mostParts: 1 })
    expect(flaws).toEqual([{ kind: 'too-many-parts', count: 2, most: 1 }])
    expect(isTooLong(flaws)).toBe(true)
  })

  it('has more links than a post may have, which shortening does not mend', () => {
    const text = Array.from({ length: 6 }, (_, index) => `https://a.example/${index}`).join(' ')
    const flaws = flawsOf({ parts: [text] }, { mostParts: 1 })
    expect(flaws).toEqual([{ kind: 'too-many-links', part: 1, count: 6, most: 5 }])
    expect(isTooLong(flaws)).toBe(false)
  })
})
