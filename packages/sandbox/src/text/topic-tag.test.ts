import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { liftTopicTag } from './topic-tag.ts'

const TABLE: readonly [text: string, stored: string, tag: string | undefined][] = [
  ['#NationalParks #Waterfall #NatureLovers', 'NationalParks #Waterfall #NatureLovers', 'NationalParks'],
  ['We are #1, says #Anna!', 'We are #1, says Anna!', 'Anna'],
  ['#a.b', 'a.b', 'a'],
  ['On\n#утро, всё', 'On\nутро, всё', 'утро'],
  ['no tag: C#, a#b, # alone', 'no tag: C#, a#b, # alone', undefined],
  [`#${'x'.repeat(51)} #y`, `#${'x'.repeat(51)} y`, 'y'],
  [`#${'x'.repeat(50)}`, 'x'.repeat(50), 'x'.repeat(50)],
]

test('the first valid tag becomes the topic and loses its #', () => {
  for (const [text, stored, tag] of TABLE) expect(liftTopicTag(text)).toEqual({ text: stored, tag })
})

test('a text loses one character with its tag, and none without', () => {
  fc.assert(
    fc.property(fc.string({ unit: fc.constantFrom('#', 'a', '1', ' ', '.', '&', '\n') }), (text) => {
      const lifted = liftTopicTag(text)
      expect(text.length - lifted.text.length).toBe(lifted.tag === undefined ? 0 : 1)
      expect(lifted.tag ?? 'a').toMatch(/^[^\s.&@!?,;:]{1,50}$/)
    }),
  )
})
