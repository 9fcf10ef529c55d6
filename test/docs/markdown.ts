/** Reads our own documentation as data: sections by their heading, tables by their rows. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { REPOSITORY } from '../support/repository.ts'

/** A file under `docs/`. */
export function readDoc(name: string): string {
  return readFileSync(join(REPOSITORY, 'docs', name), 'utf8')
}

/** What stands under a heading, to the next one of its depth or above. Throws where there is no such heading. */
export function sectionOf(text: string, heading: string): string {
  const lines = text.split('\n')
  const start = lines.indexOf(heading)
  if (start < 0) throw new Error(`there is no heading "${heading}"`)
  const depth = depthOf(heading)
  const length = lines.slice(start + 1).findIndex((line) => depthOf(line) > 0 && depthOf(line) <= depth)
  return lines.slice(start + 1, length < 0 ? undefined : start + 1 + length).join('\n')
}

/** The rows of every table, or of those whose first column has this head. */
export function rowsOf(section: string, head?: string): string[][] {
  const tables = section
    .split(/\n(?!\|)/)
    .map((block) => block.split('\n').filter((line) => line.startsWith('|')))
  return tables.flatMap(([first = '', _rule, ...rows]) =>
    head === undefined || cellsOf(first)[0] === head ? rows.map(cellsOf) : [],
  )
}

/** The text of every `code span` in a piece of Markdown. */
export function spansOf(markdown: string): string[] {
  return [...markdown.matchAll(/`([^`]+)`/g)].map((match) => match[1] ?? '')
}

/** The code spans of the first column. */
export function namesIn(section: string, head?: string): string[] {
  return rowsOf(section, head).flatMap(([first = '']) => spansOf(first))
}

function depthOf(line: string): number {
  return /^(#{1,6}) /.exec(line)?.[1]?.length ?? 0
}

function cellsOf(line: string): string[] {
  return line
    .slice(1, -1)
    .split(/(?<!\\)\|/)
    .map((cell) => cell.trim().replaceAll('\\|', '|'))
}
