/** A source file as the rules of the house look at it: what it imports, and which names it uses. */
import { readdirSync, readFileSync } from 'node:fs'
import { dirname, join, relative, sep } from 'node:path'
import { parseAst } from 'rolldown/parseAst'
import { REPOSITORY } from '../support/repository.ts'

export interface SourceFile {
  /** From the repository's root, with slashes. */
  readonly path: string
  readonly imports: readonly Import[]
  /** Identifiers that stand for themselves, and member expressions of two names such as `process.env`. No types. */
  readonly names: ReadonlySet<string>
  /** Its first comment. */
  readonly docstring: string
}

export interface Import {
  /** As it is written, or for a relative one the path of the file, from the repository's root. */
  readonly target: string
  /** Gone when the types are erased: nothing of the target is loaded. */
  readonly isTypeOnly: boolean
  /** `import()`: loaded when it is called for. */
  readonly isLazy: boolean
}

export function sourceFiles(): SourceFile[] {
  return readdirSync(join(REPOSITORY, 'packages')).flatMap((name) =>
    readdirSync(join(REPOSITORY, 'packages', name, 'src'), { recursive: true, encoding: 'utf8' })
      .filter((file) => file.endsWith('.ts'))
      .map((file) => join('packages', name, 'src', file).split(sep).join('/'))
      .map((path) => parseSource(path, readFileSync(join(REPOSITORY, path), 'utf8'))),
  )
}

export function parseSource(path: string, text: string): SourceFile {
  const imports: Import[] = []
  const names = new Set<string>()
  visit(parseAst(text, { lang: 'ts' }), (node) => {
    const found = importOf(node, path)
    if (found) imports.push(found)
    const name = nameOf(node)
    if (name !== undefined) names.add(name)
  })
  const [docstring = ''] = /^\/\*\*.*?\*\//s.exec(text) ?? []
  return { path, imports, names, docstring }
}

interface Node {
  readonly type: string
  readonly [field: string]: unknown
}

/** Types are passed over, as Node passes over them. */
function visit(value: unknown, look: (node: Node) => void): void {
  if (Array.isArray(value)) for (const one of value) visit(one, look)
  if (!isNode(value) || isType(value)) return
  look(value)
  const { type, key, property, computed, ...rest } = value
  for (const child of Object.values(rest)) visit(child, look)
  // `{ name: … }` and `x.name` use no variable of that name.
  if (computed === true || type === 'PropertyDefinition') visit([key, property], look)
}

function isNode(value: unknown): value is Node {
  return typeof value === 'object' && value !== null && 'type' in value && typeof value.type === 'string'
}

const VALUES_WITH_TYPES = ['TSAsExpression', 'TSSatisfiesExpression', 'TSNonNullExpression']

function isType({ type }: Node): boolean {
  return type.startsWith('TS') && !VALUES_WITH_TYPES.includes(type)
}

function importOf(node: Node, path: string): Import | undefined {
  const isStatement = [
    'ImportDeclaration',
    'ExportNamedDeclaration',
    'ExportAllDeclaration',
    'ImportExpression',
  ].includes(node.type)
  const { source } = node
  if (!isStatement || !isNode(source) || typeof source['value'] !== 'string') return undefined
  const target = source['value'].startsWith('.')
    ? relative(REPOSITORY, join(REPOSITORY, dirname(path), source['value']))
        .split(sep)
        .join('/')
    : source['value']
  return {
    target,
    isTypeOnly: node['importKind'] === 'type' || node['exportKind'] === 'type',
    isLazy: node.type === 'ImportExpression',
  }
}

function nameOf({ type, name, object, property, computed }: Node): string | undefined {
  if (type === 'Identifier') return String(name)
  if (type !== 'MemberExpression' || computed === true || !isNode(object) || !isNode(property))
    return undefined
  return object.type === 'Identifier' ? `${String(object['name'])}.${String(property['name'])}` : undefined
}
