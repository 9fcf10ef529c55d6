/**
 * Lines of which the readers disagree where they end, so that some of them take the line below for a part of it.
 *
 * | What stands there | Who reads on |
 * |---|---|
 * | a quote that is never closed | compose and the shell refuse the file |
 * | a quote that is closed on another line by Node (the first quote), or by the escape-aware readers, than by us | all but dotenv |
 * | backticks over several lines | python-dotenv, compose, shell: they end at the first line |
 * | an empty value, white space, the line's end | Node takes the next line for the value (26.10) |
 * | an empty value, and a quote at the start of the next line | dotenv takes it for the value |
 * | a stray line with a quote, `=` or `:` in certain places | below |
 * | `export` and anything but a name and a plain value | the shell stops there: `export` is a special builtin |
 * | a stray line that begins with white space other than spaces and tabs | dotenv passes over that |
 * | an odd quote, `(`, `<` or a last backslash in a bare value | shell |
 * | a carriage return alone | Node, compose and the shell see no line ending in it |
 */
import { type Assignment, type EnvDocument, type EnvReader, lineEnd, QUOTES, type Statement } from './env-syntax.ts'

export interface UnclearEnd {
  readonly line: number
  readonly differs: readonly EnvReader[]
}

export function unclearEnds(document: EnvDocument): readonly UnclearEnd[] {
  const unclear = document.statements.map((statement) => ({
    line: statement.line,
    differs:
      statement.kind === 'stray' ? afterStray(document, statement) : afterAssignment(document, statement),
  }))
  return [...loneCarriageReturn(document), ...unclear.filter(({ differs }) => differs.length > 0)]
}

function loneCarriageReturn({ text }: EnvDocument): readonly UnclearEnd[] {
  const at = text.search(/\r(?!\n)/)
  if (at === -1) return []
  const line = text.slice(0, at).split(/\r\n|\n/).length
  return [{ line, differs: ['node', 'compose', 'shell'] }]
}

function afterAssignment(document: EnvDocument, assignment: Assignment): readonly EnvReader[] {
  const { text } = document
  if (assignment.form === 'empty') return afterEmpty(text, assignment)
  const quote = text[assignment.valueFrom] ?? ''
  if (!QUOTES.includes(quote)) return shellReadsOn(behindValueStart(text, assignment)) ? ['shell'] : []
  if (closingQuotesAgree(text, assignment, quote)) {
    return assignment.form === 'backtick'
      ? multiLineBackticks(text, assignment)
      : shellInQuotes(text, assignment)
  }
  return ['node', 'python-dotenv', 'compose', 'shell']
}

function afterEmpty(text: string, { behindSeparator, to }: Assignment): readonly EnvReader[] {
  const tail = text.slice(behindSeparator, to)
  if (tail.includes('#')) return []
  const differs: EnvReader[] = []
  if (tail !== '') differs.push('node')
  if (/^[\s\ufeff]*['"`]/.test(text.slice(to))) differs.push('dotenv')
  return differs
}

function shellStopsAt(line: string): boolean {
  const words = line.replace(/[ \t]#.*$/s, '')
  const plain =
    /^[ \t]*export[ \t]+[A-Za-z_]\w*(?:=(?:'[^']*'|"[^"$`\\]*"|[^\s'"`\\$()<>&;|]*))?[ \t]*$/
  return /^[ \t]*export[ \t]/.test(words) && !plain.test(words)
}

/** The shell goes by the rest of the line, unless white space makes a comment of it. */
function behindValueStart(text: string, { valueFrom, to }: Assignment): string {
  return text.slice(valueFrom, to).replace(/[ \t]#.*$/s, '')
}

function shellReadsOn(words: string): boolean {
  if (/[(<]|\\$/.test(words)) return true
  return Array.from(QUOTES).some((quote) => words.split(quote).length % 2 === 0)
}

/** On the same line: the first quote (Node), the first that is not escaped (the others), and ours. */
function closingQuotesAgree(text: string, { valueFrom, to, form }: Assignment, quote: string): boolean {
  const end = (at: number) => (at === -1 ? undefined : lineEnd(text, at))
  const first = text.indexOf(quote, valueFrom + 1)
  let unescaped = first
  while (unescaped !== -1 && text[unescaped - 1] === '\\' && unescaped - 1 > valueFrom) {
    unescaped = text.indexOf(quote, unescaped + 1)
  }
  const neverCloses = first === -1 && form === 'bare' && quote === '`'
  return neverCloses || (end(first) === to && end(unescaped) === to)
}

function multiLineBackticks(text: string, { valueFrom, valueTo }: Assignment): readonly EnvReader[] {
  return /[\r\n]/.test(text.slice(valueFrom, valueTo)) ? ['python-dotenv', 'compose', 'shell'] : []
}

/** A command that begins inside double quotes may end anywhere. */
function shellInQuotes(text: string, { form, valueFrom, valueTo, to }: Assignment): readonly EnvReader[] {
  const value = text.slice(valueFrom, valueTo)
  const startsCommand = form === 'double' && /`|\$[({]/.test(value)
  return startsCommand || shellReadsOn(text.slice(valueTo, to).replace(/[ \t]#.*$/s, '')) ? ['shell'] : []
}

function afterStray({ text }: EnvDocument, { from, to }: Statement): readonly EnvReader[] {
  const words = text.slice(from, to)
  const differs: EnvReader[] = []
  if (/^[ \t]*=|[\w.-]:$/.test(words)) differs.push('dotenv')
  if (/^[^\S \t]/.test(Buffer.from(words.trimStart(), 'latin1').toString('utf8'))) differs.push('dotenv')
  if (/=[ \t]*(?:['"`]|$)/.test(words)) differs.push('node')
  if (/^[ \t]*(?:export[ \t]+)?'/.test(words)) differs.push('python-dotenv')
  if (shellReadsOn(words)) differs.push('shell')
  return differs
}
