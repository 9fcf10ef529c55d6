/**
 * The fields of a JSON document as `docs/cli.md` has them, and as a document really has them: both as paths such as
 * `problems[].code`, so that they can be compared as sets.
 */
import { rowsOf, sectionOf, spansOf } from './markdown.ts'

/** Every path under the heading of a schema, with the shared parts that it names written out. */
export function documentedFields(doc: string, heading: string): Set<string> {
  return new Set(
    rowsOf(sectionOf(doc, heading), 'Field').flatMap(([names = '', type = '']) =>
      spansOf(names).flatMap((name) => [name, ...partsOf(doc, name, type)]),
    ),
  )
}

/** A type such as `[token](#token)` or `list of [problem](#problem)` stands for the rows under that heading. */
function partsOf(doc: string, name: string, type: string): string[] {
  const part = /^(list of )?\[(?:[a-z]+)\]\(#([a-z]+)\)$/.exec(type)
  if (!part) return []
  const prefix = part[1] === undefined ? `${name}.` : `${name}[].`
  return rowsOf(sectionOf(doc, `#### ${part[2]}`)).flatMap(([names = '']) =>
    spansOf(names).map((field) => `${prefix}${field}`),
  )
}

/** Every path of a document, with those of the objects and lists that lie on the way. */
export function printedFields(value: unknown, path = ''): Set<string> {
  const paths = new Set<string>()
  if (path !== '') paths.add(path.replace(/\[\]$/, ''))
  if (Array.isArray(value)) for (const item of value) add(paths, printedFields(item, `${path}[]`))
  else if (typeof value === 'object' && value !== null)
    for (const [key, inner] of Object.entries(value))
      add(paths, printedFields(inner, path === '' ? key : `${path}.${key}`))
  return paths
}

function add(all: Set<string>, more: Set<string>): void {
  for (const one of more) all.add(one)
}
