/**
 * What is wrong, or read differently by different readers, about one key of a `.env` file. A problem names the readers
 * whose reading may differ from ours; where none is named, all of them read the same and a person should still look.
 *
 * The promise, which the property tests hold against the real parsers: a reader that no problem names reads this key as
 * `readEnvValue` does. It covers lines that a reader takes for a part of another line, and not what a shell or compose
 * makes of the other lines for themselves (a shell runs `FOO=a b`, compose refuses a file with a line it cannot read).
 */
import { unclearEnds } from './env-extents.ts'
import {
  type Assignment,
  assignmentsOf,
  BYTE_ORDER_MARK,
  type EnvDocument,
  type EnvReader,
  lineEndingAt,
  rawValue,
} from './env-syntax.ts'

export const ENV_PROBLEM_KINDS = [
  'duplicate-key', // assigned again further down; this assignment has no effect
  'bare-key', // the key without "="
  'byte-order-mark', // the file begins with one, which most readers take for a part of the first key
  'tab-after-export',
  'spaces-around-equals',
  'colon-separator', // `KEY: value`
  'comment-unclear', // a comment that some take for a part of the value
  'text-after-quote', // the value begins with a quote, but does not end with it
  'backtick-quotes',
  'needs-quotes', // characters that mean something to a shell or to compose
  'quotes-changed', // the new value needed other quotes than the old one had
  'expansion', // "$" or a backtick, which some readers act on inside quotes
  'backslash', // an escape, of which every reader has another idea
  'windows-line-ending', // which a shell takes for a part of the value
  'quote-in-value',
  'newline-in-value',
  'whitespace-in-value',
  'not-utf8',
  'assigned-in-passing', // `FOO=a KEY=b`: one value to us, two assignments to a shell
  'unclear-end', // a line of which it is not clear whether it goes on below
] as const

export type EnvProblemKind = (typeof ENV_PROBLEM_KINDS)[number]

export interface EnvProblem {
  readonly kind: EnvProblemKind
  /** From 1. */
  readonly line: number
  /** Whose reading may differ from ours. */
  readonly differs: readonly EnvReader[]
}

export function describeDocument(document: EnvDocument, key: string): readonly EnvProblem[] {
  const assignments = assignmentsOf(document, key)
  const last = assignments.at(-1)
  return [
    ...assignments.slice(0, -1).map(({ line }) => problem('duplicate-key', line)),
    ...bareKeys(document, key, last),
    ...(last ? [...lineProblems(document, last), ...valueProblems(document, last)] : []),
    ...assignedInPassing(document, key),
    ...invalidUtf8(document),
    ...unclearEnds(document).map(({ line, differs }) => problem('unclear-end', line, differs)),
  ]
}

function problem(kind: EnvProblemKind, line: number, differs: readonly EnvReader[] = []): EnvProblem {
  return { kind, line, differs }
}

/** python-dotenv unsets a key whose last line is bare; the others pass over it. */
function bareKeys(document: EnvDocument, key: string, last: Assignment | undefined): readonly EnvProblem[] {
  const pattern = new RegExp(`^[ \\t]*(?:export[ \\t]+)?${key}[ \\t]*(?:#.*)?$`)
  return document.statements
    .filter(({ kind, from, to }) => kind === 'stray' && pattern.test(document.text.slice(from, to)))
    .map(({ line }) => problem('bare-key', line, last && line > last.line ? ['python-dotenv'] : []))
}

function assignedInPassing({ text, statements }: EnvDocument, key: string): readonly EnvProblem[] {
  const pattern = new RegExp(`[ \\t]${key}=`)
  return statements
    .filter(({ kind }) => kind !== 'comment')
    .filter((statement) => statement.kind !== 'assignment' || statement.key !== key)
    .filter(({ from, to }) => pattern.test(text.slice(from, to).replace(/[ \t]#.*$/s, '')))
    .map(({ line }) => problem('assigned-in-passing', line, ['shell']))
}

function lineProblems({ text }: EnvDocument, assignment: Assignment): readonly EnvProblem[] {
  const { from, keyFrom, key, behindSeparator, valueFrom, line } = assignment
  const separator = text.slice(keyFrom + key.length, behindSeparator)
  const gap = text.slice(behindSeparator, valueFrom)
  const problems: EnvProblem[] = []
  if (from === BYTE_ORDER_MARK.length && text.startsWith(BYTE_ORDER_MARK)) {
    problems.push(problem('byte-order-mark', line, ['node', 'python-dotenv', 'shell']))
  }
  if (text.slice(from, keyFrom).includes('export\t'))
    problems.push(problem('tab-after-export', line, ['node']))
  if (separator === ':') problems.push(problem('colon-separator', line, ['node', 'python-dotenv', 'shell']))
  else if (separator !== '=' || (gap !== '' && assignment.form !== 'empty')) {
    problems.push(problem('spaces-around-equals', line, ['shell']))
  }
  return [...problems, ...tailProblems(text, assignment)]
}

/** What stands behind the value: a comment, a line ending. */
function tailProblems(text: string, assignment: Assignment): readonly EnvProblem[] {
  const { line, to, valueTo } = assignment
  const tail = text.slice(valueTo, to)
  const problems: EnvProblem[] = []
  const readers = tail.includes('#') ? readersOfComment(text, assignment) : []
  if (readers.length > 0) problems.push(problem('comment-unclear', line, readers))
  const endsInCarriageReturn = !tail.includes('#') && lineEndingAt(text, to) === '\r\n'
  if (endsInCarriageReturn || text.slice(assignment.valueFrom, valueTo).includes('\r')) {
    problems.push(problem('windows-line-ending', line, ['shell']))
  }
  return problems
}

/** Those who take the comment, or a part of it, for the value. */
function readersOfComment(
  text: string,
  { form, behindSeparator, valueTo }: Assignment,
): readonly EnvReader[] {
  if (form === 'empty') {
    return text[behindSeparator] === '#'
      ? ['python-dotenv', 'compose', 'shell']
      : ['python-dotenv', 'compose']
  }
  if (text[valueTo] === '#') return form === 'bare' ? ['python-dotenv', 'compose', 'shell'] : ['shell']
  return form === 'bare' && /^[ \t]*\t#/.test(text.slice(valueTo)) ? ['compose'] : []
}

function valueProblems(document: EnvDocument, assignment: Assignment): readonly EnvProblem[] {
  const { line, form, valueFrom, valueTo } = assignment
  const written = document.text.slice(valueFrom, valueTo)
  const value = Buffer.from(rawValue(document, assignment), 'latin1').toString('utf8')
  const edges = form === 'bare' && value !== value.trim()
  const found: (EnvProblem | undefined)[] = [
    form === 'backtick' ? problem('backtick-quotes', line, ['python-dotenv', 'compose', 'shell']) : undefined,
    ...(form === 'bare' ? bareProblems(written, line) : quotedProblems(written, assignment)),
    /['"`]/.test(value) ? problem('quote-in-value', line) : undefined,
    /[\r\n]/.test(value) ? problem('newline-in-value', line) : undefined,
    /[^\S\r\n]/.test(value)
      ? problem('whitespace-in-value', line, edges ? ['dotenv', 'python-dotenv', 'compose'] : [])
      : undefined,
  ]
  return found.filter((each) => each !== undefined)
}

function bareProblems(written: string, line: number): readonly EnvProblem[] {
  if (/^['"`]/.test(written)) {
    return [problem('text-after-quote', line, ['node', 'python-dotenv', 'compose', 'shell'])]
  }
  if (/^[\w\-.,:/@%+=\x80-\xff]*$/.test(written)) return []
  return [problem('needs-quotes', line, ['shell', ...expandingReaders(written)])]
}

function expandingReaders(written: string): readonly EnvReader[] {
  if (written.includes('${')) return ['compose', 'python-dotenv']
  return written.includes('$') ? ['compose'] : []
}

function quotedProblems(written: string, { form, line }: Assignment): readonly EnvProblem[] {
  const inner = written.slice(1, -1)
  const expanding = readersThatExpand(inner, form)
  const escaping = readersThatUnescape(inner, form)
  return [
    ...(expanding.length > 0 ? [problem('expansion', line, expanding)] : []),
    ...(escaping.length > 0 ? [problem('backslash', line, escaping)] : []),
  ]
}

function readersThatExpand(inner: string, form: Assignment['form']): readonly EnvReader[] {
  const inEveryStyle: readonly EnvReader[] = inner.includes('${') ? ['python-dotenv'] : []
  if (form !== 'double' || !/[$`]/.test(inner)) return inEveryStyle
  return inner.includes('$') ? [...inEveryStyle, 'compose', 'shell'] : ['shell']
}

function readersThatUnescape(inner: string, form: Assignment['form']): readonly EnvReader[] {
  if (!inner.includes('\\')) return []
  if (form === 'double') return ['node', 'python-dotenv', 'compose', 'shell']
  const endsInBackslash = inner.endsWith('\\')
  if (inner.includes("\\'") || inner.includes('\\`') || endsInBackslash) {
    return ['node', 'python-dotenv', 'compose', 'shell']
  }
  return inner.includes('\\\\') ? ['python-dotenv'] : []
}

/** One byte anywhere that is no UTF-8, and python-dotenv refuses the file. */
function invalidUtf8({ text }: EnvDocument): readonly EnvProblem[] {
  const lines = text.split(/\r\n|\n|\r/)
  const at = lines.findIndex((line) => {
    const bytes = Buffer.from(line, 'latin1')
    return !Buffer.from(bytes.toString('utf8'), 'utf8').equals(bytes)
  })
  return at === -1 ? [] : [problem('not-utf8', at + 1, ['python-dotenv'])]
}
