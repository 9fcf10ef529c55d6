/** `fields=` (threads-api.md §1.5): what is asked for, in its order, and what has a value. */
import { MetaRefusal } from '../errors/meta-refusal.ts'
import { withMemory } from '../memory.ts'

/** One field with what its braces ask for: `location{id,name}`. */
export interface WantedField {
  readonly name: string
  readonly subfields: readonly WantedField[]
}

/** Splits at the commas that are outside braces. Never throws: unbalanced braces end where the text ends. */
export const parseFields = withMemory(readFields, 100)

function readFields(text: string): readonly WantedField[] {
  const wanted: WantedField[] = []
  for (const part of splitOutsideBraces(text)) {
    const brace = part.indexOf('{')
    const name = (brace === -1 ? part : part.slice(0, brace)).trim()
    const inner = brace === -1 ? '' : part.slice(brace + 1).replace(/\}\s*$/, '')
    if (name !== '') wanted.push({ name, subfields: readFields(inner) })
  }
  return wanted
}

function splitOutsideBraces(text: string): readonly string[] {
  if (!text.includes('{')) return text === '' ? [] : text.split(',')
  const parts: string[] = []
  let depth = 0
  let start = 0
  for (let index = 0; index < text.length; index += 1) {
    const character = text[index]
    if (character === '{') depth += 1
    else if (character === '}') depth -= 1
    else if (character === ',' && depth <= 0) {
      parts.push(text.slice(start, index))
      start = index + 1
    }
  }
  return [...parts, text.slice(start)]
}

/**
 * How each field of a node is read; `undefined` where this object has no value. A field that is a node itself obeys what
 * its braces ask for.
 */
export type FieldReaders<Node> = Readonly<Record<string, (node: Node, subfields: Subfields) => unknown>>

export type Subfields = readonly WantedField[]

export interface NodeShape<Node> {
  /** Meta's name for the type, for the error. */
  readonly type: string
  readonly readers: FieldReaders<Node>
  /** What is answered when no fields are asked for. */
  readonly defaults: readonly string[]
}

/** The asked-for fields that have a value, and always `id`. @throws MetaRefusal for a field that the type does not have. */
export function selectFields<Node>(shape: NodeShape<Node>, node: Node, fields: string | null): object {
  return selection(shape, parseFields(fields ?? ''))(node)
}

/** The same for many nodes: what is asked for is looked at once, and refused even where there is no node. */
export function selection<Node>(shape: NodeShape<Node>, wanted: Subfields): (node: Node) => object {
  const readers = wantedOrDefault(shape, wanted).map((field) => ({ ...field, read: readerOf(shape, field) }))
  const readId = shape.readers.id
  return (node) => {
    const selected: Record<string, unknown> = {}
    for (const { name, subfields, read } of readers) {
      const value = read(node, subfields)
      if (value !== undefined) selected[name] = value
    }
    if (readId && !('id' in selected)) selected.id = readId(node, [])
    return selected
  }
}

function wantedOrDefault<Node>(shape: NodeShape<Node>, wanted: Subfields): Subfields {
  return wanted.length > 0 ? wanted : shape.defaults.map((name) => ({ name, subfields: [] }))
}

function readerOf<Node>(shape: NodeShape<Node>, { name }: WantedField): FieldReaders<Node>[string] {
  const read = Object.hasOwn(shape.readers, name) ? shape.readers[name] : undefined
  if (!read) throw new MetaRefusal('unknown_field', { field: name, node: shape.type })
  return read
}
