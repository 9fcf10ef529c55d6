/**
 * Reads one key of a `.env` file and changes its value, bytes in, bytes out. Nothing but the value's own bytes changes:
 * comments, order, quotes, `export`, spacing, line endings, BOM and bytes that are no UTF-8 stay as they are.
 * The grammar stands in `env-syntax.ts`, the choice of quotes in `env-style.ts`.
 */
import { describeDocument, type EnvProblem } from './env-problems.ts'
import { chooseStyle, writeInStyle } from './env-style.ts'
import {
  type Assignment,
  assignmentsOf,
  BYTE_ORDER_MARK,
  type EnvDocument,
  lineEndingAt,
  parseEnvDocument,
  rawValue,
} from './env-syntax.ts'

export type EnvReading =
  | {
      readonly kind: 'found'
      readonly value: string
      /** How often the key is assigned; the last one is what is read. */
      readonly occurrences: number
      /** Of the assignment that counts, from 1. */
      readonly line: number
    }
  | { readonly kind: 'empty'; readonly occurrences: number; readonly line: number }
  | { readonly kind: 'missing' }

export interface EnvChange {
  readonly bytes: Uint8Array
  readonly change: 'replaced' | 'appended' | 'unchanged'
  /** What is wrong with the line as it stands now, and whether quotes had to be added. */
  readonly warnings: readonly EnvProblem[]
}

/** @throws TypeError when the key is no name of an environment variable. */
export function readEnvValue(bytes: Uint8Array, key: string): EnvReading {
  assertKey(key)
  const document = parseEnvDocument(bytes)
  const occurrences = assignmentsOf(document, key)
  const last = occurrences.at(-1)
  if (!last) return { kind: 'missing' }
  const value = Buffer.from(rawValue(document, last), 'latin1').toString('utf8')
  const { line } = last
  if (value === '') return { kind: 'empty', occurrences: occurrences.length, line }
  return { kind: 'found', value, occurrences: occurrences.length, line }
}

/** @throws TypeError when the value can be written in no style that all readers read equally. */
export function setEnvValue(bytes: Uint8Array, key: string, value: string): EnvChange {
  if (holds(bytes, key, value)) {
    return { bytes, change: 'unchanged', warnings: describeEnvProblems(bytes, key) }
  }
  const document = parseEnvDocument(bytes)
  const last = assignmentsOf(document, key).at(-1)
  const edit = last ? replacement(document, last, value) : addition(document, key, value)
  const changed = Buffer.from(applyEdit(document.text, edit), 'latin1')
  if (!holds(changed, key, value)) {
    // A quote in the value can close one that an earlier line left open.
    throw new TypeError(`${key} would not read back: close the open quote above it in the .env file first`)
  }
  const warnings = [...edit.warnings, ...describeEnvProblems(changed, key)]
  return { bytes: changed, change: last ? 'replaced' : 'appended', warnings }
}

function holds(bytes: Uint8Array, key: string, value: string): boolean {
  const reading = readEnvValue(bytes, key)
  return reading.kind === 'found' && reading.value === value
}

/** What `doctor` says about this key: its value, its line, and lines of which it is not clear where they end. */
export function describeEnvProblems(bytes: Uint8Array, key: string): readonly EnvProblem[] {
  assertKey(key)
  return describeDocument(parseEnvDocument(bytes), key)
}

/** Offsets and text in latin1. */
interface Edit {
  readonly from: number
  readonly to: number
  readonly text: string
  readonly warnings: readonly EnvProblem[]
}

function replacement(document: EnvDocument, assignment: Assignment, value: string): Edit {
  const { text } = document
  const { from, to } = assignment.form === 'empty' ? emptyPlace(text, assignment) : valuePlace(assignment)
  const current = assignment.form === 'empty' ? 'bare' : assignment.form
  const style = chooseStyle(value, {
    current,
    // @NOTE compose takes a comment behind a tab for a part of a bare value.
    bareIsUnsafe: /^[ \t]*\t#/.test(text.slice(to, assignment.to)),
  })
  // A "#" that touches the value is a comment to dotenv and Node and a part of it to the others: a space settles it.
  const apart = text[to] === '#' ? ' ' : ''
  const { line } = assignment
  const warnings: EnvProblem[] = style === current ? [] : [{ kind: 'quotes-changed', line, differs: [] }]
  return { from, to, text: toLatin1(writeInStyle(value, style)) + apart, warnings }
}

function valuePlace({ valueFrom, valueTo }: Assignment): { from: number; to: number } {
  return { from: valueFrom, to: valueTo }
}

/** Right behind `=`, because a shell allows no space there; behind one space when there is one before `=` as well. */
function emptyPlace(
  text: string,
  { keyFrom, key, behindSeparator }: Assignment,
): { from: number; to: number } {
  const hasGapBefore = behindSeparator - 1 > keyFrom + key.length
  const isYaml = text[behindSeparator - 1] === ':'
  const at = behindSeparator + ((hasGapBefore || isYaml) && /[ \t]/.test(text[behindSeparator] ?? '') ? 1 : 0)
  return { from: at, to: at }
}

function addition({ text }: EnvDocument, key: string, value: string): Edit {
  const ending = lastLineEnding(text)
  const isOpen = text !== '' && !/[\r\n]$/.test(text) && text !== BYTE_ORDER_MARK
  const line = `${key}=${toLatin1(writeInStyle(value, chooseStyle(value, {})))}${ending}`
  return { from: text.length, to: text.length, text: (isOpen ? ending : '') + line, warnings: [] }
}

/** Of the last line that has one: a file of mixed endings goes on as it ends. */
function lastLineEnding(text: string): string {
  const at = Math.max(text.lastIndexOf('\n'), text.lastIndexOf('\r'))
  if (at === -1) return '\n'
  return lineEndingAt(text, text[at] === '\n' && text[at - 1] === '\r' ? at - 1 : at)
}

function applyEdit(text: string, edit: Edit): string {
  return text.slice(0, edit.from) + edit.text + text.slice(edit.to)
}

function toLatin1(text: string): string {
  return Buffer.from(text, 'utf8').toString('latin1')
}

function assertKey(key: string): void {
  if (!/^[A-Za-z_][A-Za-z0-9_]*$/.test(key)) {
    throw new TypeError(`"${key}" is no name of an environment variable: letters, digits and _ only`)
  }
}
