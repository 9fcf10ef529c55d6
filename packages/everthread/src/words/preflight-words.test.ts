import { expect, test } from 'vitest'
import { LANGUAGES } from './language.ts'
import { sayFinding } from './preflight-words.ts'
import { type Rule } from '../publisher/preflight/finding.ts'
import { preflight } from '../publisher/preflight/preflight.ts'
import { CASES } from '../publisher/preflight/test-rules.ts'

const found = Object.entries(CASES).map(
  ([
    rule,
    {
      trips: { post, facts },
    },
  ]) => {
    const one = preflight(post, facts).find((finding) => finding.rule === rule)
    if (!one) throw new Error(`nothing breaks ${rule}`)
    return { rule: rule as Rule, one }
  },
)

const spoken = LANGUAGES.flatMap((language) => found.map((each) => ({ language, ...each })))

test.each(spoken)(
  '$rule in $language is whole, in its language, and says what helps',
  ({ language, one }) => {
    const { message, remedy = '' } = sayFinding(one, language)
    for (const text of [message, remedy]) {
      expect(text).not.toMatch(/undefined|NaN|\[object| {2}|\.\.$/)
      expect(/[А-Яа-яЁё]/.test(text)).toBe(language === 'ru')
      expect(text).toMatch(/\.$/)
    }
  },
)

/** Numbers of the case, commands, settings and scopes. */
function names({ message, remedy = '' }: ReturnType<typeof sayFinding>): string[] {
  const text = `${message} ${remedy}`.replaceAll(/(?<=\d),(?=\d{3})/g, '')
  return (text.match(/`[^`]+`|\b\w+_\w+\b|https?:|\b\d+\b/g) ?? []).toSorted()
}

test.each(found)('$rule names the same numbers, commands and permissions in both languages', ({ one }) => {
  expect(names(sayFinding(one, 'ru'))).toEqual(names(sayFinding(one, 'en')))
})
