import { describe, expect, it } from 'vitest'
import { typeset } from './typeset.ts'

const shown = (text: string): string => typeset(text).replaceAll('\u00a0', '_')

describe('Russian', () => {
  it.each([
    ['Записан в файл', 'Записан в_файл'],
    ['И в нём, и на диске', 'И_в_нём, и_на_диске'],
    ['Meta — не ответ', 'Meta_— не_ответ'],
    ['связи с Everthread', 'связи с_Everthread'],
    ['Минутой позже', 'Минутой позже'],
    ['ничего', 'ничего'],
  ])('sets %j so that no short word ends a line', (given, set) => {
    expect(shown(given)).toBe(set)
  })

  it('is set wherever a sentence stands: in a list, in a part, in an answer', () => {
    const words = typeset({ part: { list: ['в лесу'] }, say: (name: string) => `${name} в сети`, count: 3 })
    expect(words.part.list).toEqual(['в\u00a0лесу'])
    expect(words.say('anna')).toBe('anna в\u00a0сети')
    expect(words.count).toBe(3)
  })
})
