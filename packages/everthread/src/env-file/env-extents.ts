/**
 * Lines of which the readers disagree where they end, so that some of them take the line below for a part of it.
 *
 * | What stands there | Who goes astray |
 * |---|---|
 * | a quote that is never closed | compose and the shell refuse the file |
 * | a quote that Node (the first one), or the escape-aware readers, close on another line than we | all but dotenv |
 * | backticks over several lines | python-dotenv and compose end at the first line |
 * | an empty value, then white space to the line's end | Node takes the next line for the value (26.10) |
 * | an empty value, and a quote at the start of the next line | dotenv takes that for the value |
 * | a stray line that begins with `=`, ends with `:` or has white space other than spaces and tabs | dotenv |
 * | a stray line that begins with `=`, or in which an open quote or a gap follows a `=` | Node |
 * | a stray line that begins with `'` | python-dotenv |
 * | `export KEY=` and nothing more | Node: the key is `export KEY` (26.10) |
 * | `KEY: ` and a value with `=` or a quote in it | Node |
 * | a comment that is none to Node or the shell: `afterComment` | Node, shell |
 * | a carriage return alone | Node, compose and the shell see no line ending in it |
 * | a line that a shell cannot take for complete: `shellLosesTrack` | shell |
 */
import {
  type Assignment,
  BYTE_ORDER_MARK,
  type EnvDocument,
  type EnvReader,
  lineEnd,
  lineEndingAt,
  QUOTES,
  type Remark,
  type Statement,
} from './env-syntax.ts'

export interface UnclearEnd {
  readonly line: number
  readonly differs: readonly EnvReader[]
}

export function unclearEnds({ text, statements }: EnvDocument): readonly UnclearEnd[] {
  const unclear = statements.map((statement) => ({
    line: statement.line,
    differs: statement.kind === 'comment' ? afterComment(text, statement) : afterStatement(text, statement),
  }))
  return [...loneCarriageReturn(text), ...unclear.filter(({ differs }) => differs.length > 0)]
}

function loneCarriageReturn(text: string): readonly UnclearEnd[] {
  const at = text.search(/\r(?!\n)/)
  if (at === -1) return []
  const line = text.slice(0, at).split(/\r\n|\n/).length
  return [{ line, differs: ['node', 'compose', 'shell'] }]
}

/**
 * Behind a byte order mark a comment is none to Node and the shell; and Node sees none in an indented one that follows
 * another comment or an empty value (26.10).
 */
function afterComment(text: string, { from, to }: Remark): readonly EnvReader[] {
  const comment = text.slice(from, to)
  const isMarked = from === BYTE_ORDER_MARK.length && text.startsWith(BYTE_ORDER_MARK)
  const differs: EnvReader[] = []
  if ((isMarked || !comment.startsWith('#')) && nodeReadsOn(comment)) differs.push('node')
  if (isMarked && shellLosesTrack(BYTE_ORDER_MARK + comment)) differs.push('shell')
  return differs
}

/** To Node everything before the first `=` is a key: what stands behind it may end further down. */
function nodeReadsOn(line: string): boolean {
  const [, space = '', quote = '', rest = ''] = /=([ \t]*)(['"`]?)(.*)$/s.exec(line) ?? []
  return quote === '' ? space !== '' && rest === '' : !rest.includes(quote)
}

function afterStatement(text: string, statement: Assignment | Remark): readonly EnvReader[] {
  const readers =
    statement.kind === 'assignment' ? afterAssignment(text, statement) : afterStray(text, statement)
  return [...readers, ...shellGoingAstray(text, statement)]
}

function afterAssignment(text: string, assignment: Assignment): readonly EnvReader[] {
  if (assignment.form === 'empty') return afterEmpty(text, assignment)
  if (text[assignment.behindSeparator - 1] === ':') return afterYaml(text, assignment)
  const quote = text[assignment.valueFrom] ?? ''
  return QUOTES.includes(quote) ? afterQuote(text, assignment, quote) : []
}

function afterStray(text: string, { from, to }: Remark): readonly EnvReader[] {
  const words = text.slice(from, to).replace(/^[ \t]+/, '')
  const differs: EnvReader[] = []
  const hasOtherSpace = /[^\S \t]/.test(Buffer.from(words, 'latin1').toString('utf8'))
  if (/^=|[\w.-]:$/.test(words) || hasOtherSpace) differs.push('dotenv')
  if (words.startsWith('=') || nodeReadsOn(words)) differs.push('node')
  if (/^(?:export[ \t]+)?'/.test(words)) differs.push('python-dotenv')
  return differs
}

function afterEmpty(text: string, { from, keyFrom, behindSeparator, to }: Assignment): readonly EnvReader[] {
  const tail = text.slice(behindSeparator, to)
  if (tail.includes('#')) return []
  const differs: EnvReader[] = []
  // @NOTE Of `export KEY=` with nothing behind it Node makes the key `export KEY` (26.10).
  if (tail !== '' || text.slice(from, keyFrom).includes('export')) differs.push('node')
  if (/^[\s\ufeff]*['"`]/.test(text.slice(to))) differs.push('dotenv')
  return differs
}

/** To Node the key of `A: b=c` is `A: b`. */
function afterYaml(text: string, assignment: Assignment): readonly EnvReader[] {
  const quote = text[assignment.valueFrom] ?? ''
  if (QUOTES.includes(quote)) return ['node', ...afterQuote(text, assignment, quote)]
  return nodeReadsOn(text.slice(assignment.valueFrom, assignment.to)) ? ['node'] : []
}

function afterQuote(text: string, assignment: Assignment, quote: string): readonly EnvReader[] {
  const { valueFrom, valueTo, form } = assignment
  if (quote === '`' && /[\r\n]/.test(text.slice(valueFrom, valueTo))) return ['python-dotenv', 'compose']
  if (form === 'bare' && !text.includes(quote, valueFrom + 1)) return ['compose']
  return closingQuotesAgree(text, assignment, quote) ? [] : ['node', 'python-dotenv', 'compose']
}

/** On the same line: the first quote (Node's), the first that is not escaped (the others'), and ours. */
function closingQuotesAgree(text: string, { valueFrom, to }: Assignment, quote: string): boolean {
  const first = text.indexOf(quote, valueFrom + 1)
  let unescaped = first
  while (unescaped - 1 > valueFrom && text[unescaped - 1] === '\\') {
    unescaped = text.indexOf(quote, unescaped + 1)
  }
  return lineEnd(text, first) === to && unescaped !== -1 && lineEnd(text, unescaped) === to
}

function shellGoingAstray(text: string, { from, to }: Statement): readonly EnvReader[] {
  const carriageReturn = lineEndingAt(text, to) === '\r\n' ? '\r' : ''
  return shellLosesTrack(text.slice(from, to) + carriageReturn) ? ['shell'] : []
}

/**
 * A quote that is not closed, a command or a redirection, a backslash at the end; and `export` with anything but a name
 * and one plain value, where a shell stops altogether.
 */
function shellLosesTrack(line: string): boolean {
  const words = line.replaceAll(/'[^']*'|"[^"\\`$]*"/g, '%').replace(/(?:^|[ \t])#.*$/, '')
  if (/\\['"`]/.test(line) || /['"`(<]|\\(?:\\|\r?$)/.test(words)) return true
  const isPlain = /^[ \t]*(?:export[ \t]+)?[A-Za-z_]\w*(?:=\S*\r?)?[ \t]*$/.test(words)
  return /\bexport\b/.test(words) && !isPlain
}
