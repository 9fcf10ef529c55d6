/** Where the code cites `docs/threads-api.md` by a section's number, the page has that section. */
import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { ENDPOINTS } from '../../packages/sandbox/src/coverage/endpoints.ts'
import { REPOSITORY } from '../support/repository.ts'
import { readDoc, rowsOf, sectionOf } from './markdown.ts'

const PAGE = readDoc('threads-api.md')

/** Headings by their number, and the rows of §12 by theirs. */
function sectionsOf(page: string): Set<string> {
  const headings = [...page.matchAll(/^#{2,3} ([\d.]+?)\.? /gm)].map((match) => match[1] ?? '')
  const questions = rowsOf(sectionOf(page, '## 12. What nobody outside Meta knows')).map(
    ([number]) => `12.${number}`,
  )
  return new Set([...headings, ...questions])
}

/** `threads-api.md §2.2 to §3.5`, `(threads-api.md §2.4), or … (§2.8)`; a DESIGN or a standard is another document. */
function citationsIn(source: string): string[] {
  return source.split('\n').flatMap((line) => {
    const isOther = /DESIGN|\b(?:ISO|RFC) /.test(line) && !line.includes('threads-api.md')
    return isOther ? [] : [...line.matchAll(/§(\d+(?:\.\d+)?)/g)].map((match) => match[1] ?? '')
  })
}

const CITED = globSync('packages/*/src/**/*.ts', { cwd: REPOSITORY }).flatMap((name) =>
  citationsIn(readFileSync(join(REPOSITORY, name), 'utf8')),
)

test('every cited section is there', () => {
  const sections = sectionsOf(PAGE)
  expect(CITED.length).toBeGreaterThan(50)
  expect([...new Set(CITED)].filter((section) => !sections.has(section))).toEqual([])
})

test('every endpoint that the sandbox has is in its section', () => {
  const sections = sectionsOf(PAGE)
  const served = Object.values(ENDPOINTS).filter(({ status }) => status === 'supported')
  expect(served.filter(({ section }) => !sections.has(section))).toEqual([])
})

test('control: a section that is not there is missed', () => {
  const sections = sectionsOf(PAGE)
  const cited = citationsIn('/** A fact (threads-api.md §2.6, §2.99, §12.23, §12.999; DESIGN). */')
  expect(cited.filter((section) => !sections.has(section))).toEqual(['2.99', '12.999'])
})
