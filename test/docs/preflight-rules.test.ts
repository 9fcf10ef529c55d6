/** Holds docs/preflight.md to the rules, and to what they say. */
import { expect, test } from 'vitest'
import { type Rule, RULES } from '../../packages/everthread/src/publisher/preflight/finding.ts'
import { preflight } from '../../packages/everthread/src/publisher/preflight/preflight.ts'
import { CASES } from '../../packages/everthread/src/publisher/preflight/test-rules.ts'
import { sayFinding } from '../../packages/everthread/src/words/preflight-words.ts'
import { readDoc, rowsOf, sectionOf } from './markdown.ts'

const PAGE = readDoc('preflight.md')
const NAMES = Object.keys(RULES) as Rule[]

test('docs/preflight.md has a section for every rule, and for nothing else', () => {
  const documented = [...PAGE.matchAll(/^### `(.+)`$/gm)].map(([, name]) => name)
  expect(documented.toSorted()).toEqual(NAMES.toSorted())
})

/** A case that breaks the rule: what is said of it is the example of the page. */
function saidOf(rule: Rule) {
  const { post, facts } = CASES[rule].trips
  const found = preflight(post, facts).find((one) => one.rule === rule)
  if (!found) throw new Error(`nothing breaks ${rule}`)
  return sayFinding(found, 'en')
}

test.each(NAMES)('docs/preflight.md says of %s what it is, when, and what helps', (rule) => {
  const { Level, When, Message, Remedy, Source, ...more } = Object.fromEntries(
    rowsOf(sectionOf(PAGE, `### \`${rule}\``)).map(([name, value]) => [name, value]),
  )
  const { message, remedy } = saidOf(rule)
  expect({ Level, Message, Remedy }).toEqual({ Level: RULES[rule], Message: message, Remedy: remedy })
  expect([When, Source]).not.toContain('')
  expect(more).toEqual({})
})
