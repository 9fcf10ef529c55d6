import { expect, test } from 'vitest'
import { type IntentParameters, followIntentUrl, intentUrl } from './intents.ts'

test.each<[IntentParameters, string]>([
  [{}, ''],
  [{ text: 'Hi & bye' }, '?text=Hi%20%26%20bye'],
  [{ text: '1+1 ✓' }, '?text=1%2B1%20%E2%9C%93'],
  [{ text: '\uD83D' }, '?text=%EF%BF%BD'],
  [{ url: 'https://example.com/?a=b' }, '?url=https%3A%2F%2Fexample.com%2F%3Fa%3Db'],
  [{ tag: 'Slow food', replyControl: 'mentioned_only' }, '?tag=Slow%20food&reply_control=mentioned_only'],
  [{ replyPostShortcode: 'DRM8DF9AGUc' }, '?reply_post_shortcode=DRM8DF9AGUc'],
  [{ quotePostShortcode: 'DCkkKl_OGb1' }, '?quote_post_shortcode=DCkkKl_OGb1'],
])('%j', (intent, query) => {
  expect(intentUrl(intent)).toBe(`https://www.threads.com/intent/post${query}`)
})

test.each<[keyof IntentParameters, unknown]>([
  ['text', 7],
  ['url', 'example.com'],
  ['url', 'javascript:alert(1)'],
  ['tag', ''],
  ['tag', 'a.b'],
  ['tag', 'a&b'],
  ['tag', 'a\nb'],
  ['tag', 'a\tb'],
  ['tag', 'x'.repeat(51)],
  ['replyControl', 'parent_post_author_only'],
  ['replyPostShortcode', 'https://www.threads.com/@a/post/DRM8DF9AGUc'],
  ['quotePostShortcode', ''],
])('%s may not be %j', (field, value) => {
  expect(() => intentUrl({ [field]: value })).toThrow(new RegExp(`^intent.${field} must be`))
  expect(() => intentUrl({ [field]: value })).toThrow(TypeError)
})

test('whom to follow', () => {
  expect(followIntentUrl('anna_k.01')).toBe('https://www.threads.com/intent/follow?username=anna_k.01')
  for (const wrong of ['', '@anna', 'a b', 'x'.repeat(31)])
    expect(() => followIntentUrl(wrong)).toThrow(/^username must be/)
})
