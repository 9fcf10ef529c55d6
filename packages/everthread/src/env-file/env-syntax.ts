/**
 * The grammar of a `.env` file, on bytes.
 *
 * There is no standard. Five readers matter: dotenv, Node's `--env-file`, python-dotenv, docker compose and a POSIX shell.
 * This is what they have in common, with dotenv's reading where they part (it is the format's origin); where they part on
 * the line that we are asked for, `env-problems.ts` says so.
 *
 *     file       = [BOM] { line }
 *     line       = blank | comment | assignment | stray              ended by CRLF, LF, CR or the end of the file
 *     comment    = gap "#" anything
 *     assignment = gap [ "export" gap1 ] key ( gap "=" | ":" before gap1 ) gap [ value ] gap [ comment ]
 *     key        = one or more of A-Z a-z 0-9 _ . -
 *     value      = single | double | backtick | bare
 *     single     = "'" anything "'"     also over several lines; so are double (") and backtick (`)
 *     bare       = anything up to "#" or the end of the line, without the gap at its end
 *     gap        = any number of spaces and tabs;  gap1 = at least one
 *     stray      = anything else: a bare key, prose, a broken line. It assigns nothing
 *
 * A quoted value ends at the first quote of its kind that no backslash stands before, provided that only a comment
 * follows on that line; failing that, at the last escaped quote of which this is true; failing that it is bare (so
 * `A="x"y` and a quote that is never closed are bare values that begin with a quote).
 * Inside double quotes `\n` and `\r` are line breaks; no other escape is undone. A key assigned twice has its last value.
 *
 * Text is held as latin1, one character a byte: offsets are byte offsets, and bytes that are no UTF-8 survive.
 *
 * @see https://github.com/motdotla/dotenv#what-rules-does-the-parsing-engine-follow (2026-11-23)
 * @see https://nodejs.org/api/environment_variables.html#env-files (2026-11-23)
 * @see https://saurabh-kumar.com/python-dotenv/#file-format (2026-11-23)
 * @see https://docs.docker.com/compose/how-tos/environment-variables/variable-interpolation/#env-file-syntax (2026-11-23)
 */

export type EnvReader = 'dotenv' | 'node' | 'python-dotenv' | 'compose' | 'shell'

export type ValueForm = 'empty' | 'bare' | 'single' | 'double' | 'backtick'

export interface Assignment {
  readonly kind: 'assignment'
  readonly key: string
  /** Of the key, counted from 1. */
  readonly line: number
  readonly form: ValueForm
  /** Offset of the first byte of the line. */
  readonly from: number
  /** Offset of the key. */
  readonly keyFrom: number
  /** Offset behind `=` or `:`. */
  readonly behindSeparator: number
  /** The value with its quotes; both offsets are equal when it is empty. */
  readonly valueFrom: number
  readonly valueTo: number
  /** Offset of the line ending. */
  readonly to: number
}

/** A line that assigns nothing. */
export interface Remark {
  readonly kind: 'comment' | 'stray'
  readonly line: number
  readonly from: number
  readonly to: number
}

export type Statement = Assignment | Remark

export interface EnvDocument {
  /** The whole file, one character a byte. */
  readonly text: string
  /** Without blank lines. */
  readonly statements: readonly Statement[]
}

export const BYTE_ORDER_MARK = '\xef\xbb\xbf'

/** Takes a file apart. Never fails: what is not understood is stray. */
export function parseEnvDocument(bytes: Uint8Array): EnvDocument {
  const text = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('latin1')
  const statements: Statement[] = []
  let line = 1
  let from = text.startsWith(BYTE_ORDER_MARK) ? BYTE_ORDER_MARK.length : 0
  while (from < text.length) {
    const statement = readStatement(text, { from, line })
    if (statement) statements.push(statement)
    const next = behindLineEnding(text, statement?.to ?? lineEnd(text, from))
    line += countLineEndings(text.slice(from, next))
    from = next
  }
  return { text, statements }
}

/** All assignments of this key, in their order; the last one counts. */
export function assignmentsOf(document: EnvDocument, key: string): readonly Assignment[] {
  return document.statements
    .filter((statement) => statement.kind === 'assignment')
    .filter((assignment) => assignment.key === key)
}

/** What the value says, in latin1: quotes taken off, line endings as LF, `\n` undone in double quotes. */
export function rawValue(document: EnvDocument, { valueFrom, valueTo }: Assignment): string {
  const written = document.text.slice(valueFrom, valueTo).replaceAll(/\r\n?/g, '\n')
  const quote = written[0]
  const isQuoted =
    written.length > 1 && quote !== undefined && QUOTES.includes(quote) && written.endsWith(quote)
  const inner = isQuoted ? written.slice(1, -1) : written
  return quote === '"' ? inner.replaceAll('\\n', '\n').replaceAll('\\r', '\r') : inner
}

/** Offset of the line ending (or the end of the file) at or behind this offset. */
export function lineEnd(text: string, from: number): number {
  const match = matchAt(/[^\r\n]*/y, text, from)
  return from + (match?.[0].length ?? 0)
}

/** The line ending that begins here: CRLF, LF, CR, or nothing at the end of the file. */
export function lineEndingAt(text: string, at: number): string {
  return matchAt(/\r\n|\n|\r/y, text, at)?.[0] ?? ''
}

export const QUOTES = `'"\``

const FORM_OF_QUOTE: Readonly<Record<string, ValueForm>> = { "'": 'single', '"': 'double', '`': 'backtick' }

interface Place {
  readonly from: number
  readonly line: number
}

function readStatement(text: string, { from, line }: Place): Statement | undefined {
  if (matchAt(/[ \t]*(?:[\r\n]|$)/y, text, from)) return undefined
  if (matchAt(/[ \t]*#/y, text, from)) return { kind: 'comment', line, from, to: lineEnd(text, from) }
  const head = matchAt(/([ \t]*(?:export[ \t]+)?)([\w.-]+)(?:[ \t]*=|:(?=[ \t]))/y, text, from)
  if (!head) return { kind: 'stray', line, from, to: lineEnd(text, from) }
  const [whole, indent = '', key = ''] = head
  const behindSeparator = from + whole.length
  const value = readValue(
    text,
    behindSeparator + (matchAt(/[ \t]*/y, text, behindSeparator)?.[0].length ?? 0),
  )
  const to = lineEnd(text, value.valueTo)
  return { kind: 'assignment', key, line, from, keyFrom: from + indent.length, behindSeparator, ...value, to }
}

function readValue(text: string, valueFrom: number): Pick<Assignment, 'form' | 'valueFrom' | 'valueTo'> {
  const quote = text[valueFrom] ?? ''
  const form = FORM_OF_QUOTE[quote]
  const closing = form && closingQuote(text, { from: valueFrom + 1, quote })
  if (form && closing !== undefined) return { form, valueFrom, valueTo: closing + 1 }
  const bare = withoutGapAtEnd(matchAt(/[^#\r\n]*/y, text, valueFrom)?.[0] ?? '')
  return { form: bare === '' ? 'empty' : 'bare', valueFrom, valueTo: valueFrom + bare.length }
}

function closingQuote(text: string, { from, quote }: { from: number; quote: string }): number | undefined {
  let closing: number | undefined
  for (let at = text.indexOf(quote, from); at !== -1; at = text.indexOf(quote, at + 1)) {
    if (matchAt(/[ \t]*(?:#|[\r\n]|$)/y, text, at + 1)) closing = at
    if (at === from || text[at - 1] !== '\\') break
  }
  return closing
}

/** Not by a pattern: `[ \t]+$` takes the square of the length of a gap that is not at the end. */
function withoutGapAtEnd(text: string): string {
  let end = text.length
  while (text[end - 1] === ' ' || text[end - 1] === '\t') end -= 1
  return text.slice(0, end)
}

function behindLineEnding(text: string, at: number): number {
  return at + lineEndingAt(text, at).length
}

function countLineEndings(text: string): number {
  return text.match(/\r\n|\n|\r/g)?.length ?? 0
}

/** `pattern` is sticky: it matches at this offset or not at all. */
function matchAt(pattern: RegExp, text: string, at: number): RegExpExecArray | null {
  pattern.lastIndex = at
  return pattern.exec(text)
}
