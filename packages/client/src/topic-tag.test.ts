import { expect, test } from 'vitest'
import { findTopicTag } from './topic-tag.ts'

test.each([
  ['#NationalParks #Waterfall #NatureLovers', 'NationalParks'],
  ['no tag', undefined],
  ['about C# and F#', undefined],
  ['#1 is no tag, #2nd is', '2nd'],
  ['#2026', undefined],
  ['ends at a stop: #topic.more', 'topic'],
  ['#a&b', 'a'],
  ['#a@b', 'a'],
  ['#a!', 'a'],
  ['#a?', 'a'],
  ['#a,b', 'a'],
  ['#a;b', 'a'],
  ['#a:b', 'a'],
  ['#a\tb', 'a'],
  ['#a\nb', 'a'],
  ['##a', 'a'],
  ['#тема', 'тема'],
  ['#日本語タグ', '日本語タグ'],
  ['https://example.com/#section', undefined],
  ['https://example.com/#section #real', 'real'],
  [`#${'x'.repeat(50)}`, 'x'.repeat(50)],
  [`#${'x'.repeat(51)} #y`, 'y'],
])('%j is about %j', (text, tag) => {
  expect(findTopicTag(text)).toBe(tag)
})
