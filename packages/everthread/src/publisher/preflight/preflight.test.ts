import { describe, expect, it, test } from 'vitest'
import { type Rule, RULES } from './finding.ts'
import { preflight } from './preflight.ts'
import { CASES, KNOWN, type Tried } from './test-rules.ts'

const NAMES = Object.keys(CASES) as Rule[]

function rulesOf({ post, facts }: Tried): Rule[] {
  return preflight(post, facts).map(({ rule }) => rule)
}

describe('every rule', () => {
  it.each(NAMES)('%s is told where it is broken, with its level', (rule) => {
    const { post, facts } = CASES[rule].trips
    const found = preflight(post, facts).filter((one) => one.rule === rule)
    expect(found.length).toBeGreaterThan(0)
    expect(found.map(({ level }) => level)).toEqual(found.map(() => RULES[rule]))
  })

  it.each(NAMES)('%s is not told in the nearest case that keeps it', (rule) => {
    expect(rulesOf(CASES[rule].passes)).not.toContain(rule)
  })
})

test('what keeps one rule nearly breaks no other, but for what is said of its neighbours', () => {
  const others = NAMES.flatMap((rule) => rulesOf(CASES[rule].passes).map((other) => `${rule}: ${other}`))
  expect(others).toEqual([])
})

test('what is not known refuses nothing', () => {
  const unknown = { media: KNOWN.media, reachablePlaces: [], twins: [] }
  const content = { text: 'x', locationId: '1', crossreshareToIg: true, allowlistedCountryCodes: ['DE'] }
  expect(preflight({ parts: [{ position: 1, content, delayMs: 0 }] }, unknown)).toEqual([])
})

test('each part is looked at, and a finding says which', () => {
  const parts = [1, 2, 3].map((position) => ({
    position,
    content: position === 2 ? {} : { text: 'x' },
    delayMs: 0,
  }))
  expect(preflight({ parts }, KNOWN)).toEqual([
    { rule: 'text-missing', level: 'refused', position: 2, detail: {} },
  ])
})

test('a text that is too long says by how much, as Meta counts', () => {
  const content = { text: `${'x'.repeat(498)}🙂` }
  expect(preflight({ parts: [{ position: 1, content, delayMs: 0 }] }, KNOWN)).toMatchObject([
    { rule: 'text-too-long', detail: { count: 502, most: 500 } },
  ])
})
