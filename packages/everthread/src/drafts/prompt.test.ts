import * as fc from 'fast-check'
import { expect, it } from 'vitest'
import type { DraftRequest, Grounding } from './draft.ts'
import { promptFor, promptToShorten } from './prompt.ts'

const REQUEST: DraftRequest = { prompt: 'tea', language: 'en', variants: 3, mostParts: 1 }

it('keeps what people wrote out of the rules, whatever it says', () => {
  fc.assert(
    fc.property(fc.string({ minLength: 1 }), fc.string({ minLength: 1 }), (prompt, text) => {
      const grounding: Grounding = {
        voice: { profile: text, bannedPhrases: [text] },
        examples: [{ text, did: 'well', engagementPerView: 0.1, views: 10 }],
      }
      const { system, user } = promptFor({ ...REQUEST, prompt, topic: text, tone: text }, grounding)
      expect(system).toBe(promptFor(REQUEST, { examples: [] }).system)
      expect(JSON.parse(user)).toMatchObject({
        wish: { about: prompt, topic: text, tone: text },
        voice: { in_their_words: text, never_write: [text] },
        their_posts: { did_well: [{ text, views: 10 }], did_badly: [] },
      })
    }),
  )
})

it('says how many, in which language, and how long a chain', () => {
  const { system } = promptFor({ ...REQUEST, variants: 2, mostParts: 4, language: 'ru' }, { examples: [] })
  expect(system).toContain('2 different variants, in Russian')
  expect(system).toContain('at most 4 parts')
})

it('asks for a shorter text in the same language, and says what is too long', () => {
  const flaws = [{ kind: 'too-long', part: 1, length: 600, most: 500 } as const]
  const { system, user } = promptToShorten(['long'], flaws, REQUEST)
  expect(system).toContain('English')
  expect(JSON.parse(user)).toEqual({ parts: ['long'], too_long: flaws })
})
