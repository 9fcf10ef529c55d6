/**
 * For tests: `.env` files as people write them. Each line is built from classes; each class names the readers that
 * cannot read it by their own documented grammar, so that what is left out is left out by name.
 */
import * as fc from 'fast-check'
import type { EnvReader } from './env-syntax.ts'

/** Who cannot read a file that has one of these in it. */
export const LEFT_OUT = {
  'byte order mark': ['node', 'python-dotenv', 'shell'],
  'CRLF line endings': ['shell'],
  'spaces round the equals sign': ['shell'],
  'export behind a tab': ['node'],
  'colon instead of an equals sign': ['node', 'python-dotenv', 'shell'],
  backticks: ['python-dotenv', 'shell'],
  'backticks over several lines': ['python-dotenv', 'shell'],
  'bytes that are no UTF-8': ['python-dotenv'],
  'a bare value that a shell acts on': ['shell'],
  'an escaped quote': ['shell'],
  'a comment that touches quotes': ['shell'],
  prose: ['shell'],
  'nothing but spaces for a value': ['node'],
  'nothing but a comment for a value': [],
} as const satisfies Readonly<Record<string, readonly EnvReader[]>>

export type LeftOutClass = keyof typeof LEFT_OUT

export interface GeneratedEnv {
  /** Latin1. The target's value stands between the two, quotes included. */
  readonly before: string
  readonly value: string
  readonly after: string
  readonly classes: readonly LeftOutClass[]
}

interface Piece {
  readonly text: string
  readonly classes: readonly LeftOutClass[]
}

export function readableBy(reader: EnvReader, { classes }: Pick<GeneratedEnv, 'classes'>): boolean {
  return classes.every((each) => !LEFT_OUT[each].some((excluded) => excluded === reader))
}

function piece(text: string, ...classes: readonly LeftOutClass[]): Piece {
  return { text, classes }
}

function join(pieces: readonly Piece[]): Piece {
  return {
    text: pieces.map(({ text }) => text).join(''),
    classes: [...new Set(pieces.flatMap(({ classes }) => classes))],
  }
}

function sequence(...parts: readonly fc.Arbitrary<Piece>[]): fc.Arbitrary<Piece> {
  return fc.tuple(...parts).map(join)
}

const HEADS = [
  piece(''),
  piece('export '),
  piece('  '),
  piece('\t'),
  piece(' export  '),
  piece('export\t', 'export behind a tab'),
]

const SEPARATORS = [
  piece('='),
  piece(' = ', 'spaces round the equals sign'),
  piece('= ', 'spaces round the equals sign'),
  piece('\t=', 'spaces round the equals sign'),
  piece(': ', 'colon instead of an equals sign'),
]

const TAILS = [
  piece(''),
  piece(' # comment'),
  piece("  # don't TOKEN=x"),
  piece('   '),
  piece(' #"'),
  piece('\t '),
]

const OTHER_KEYS = ['TOKEN_2', 'MY_TOKEN', 'TOKENS', 'A', 'DATABASE_URL', 'token'].map((key) => piece(key))

const OTHER_VALUES = [
  piece('1'),
  piece('postgres://user:pw@host:5432/db'),
  piece("'single # quoted'"),
  piece('"double # quoted"'),
  piece("'TOKEN=inside'"),
  piece('"over\nTOKEN=lines\n"'),
  piece("'over\n# TOKEN=lines\n\n'"),
  piece('""'),
  piece('\xc3\xa9\xe2\x82\xac'),
  piece("'\xff\x80'", 'bytes that are no UTF-8'),
  piece('two words', 'a bare value that a shell acts on'),
  piece('a;b&c', 'a bare value that a shell acts on'),
  piece('`back # ticks`', 'backticks'),
  piece('`over\nTOKEN=lines\n`', 'backticks over several lines'),
  piece('"an \\" escaped one"', 'an escaped quote'),
]

const OTHER_LINES = [
  piece(''),
  piece('   '),
  piece('\t'),
  piece('# TOKEN=no'),
  piece("  # don't"),
  piece('#'),
  piece('#\xc3\xa9 "'),
  piece('A='),
  piece('A=  ', 'nothing but spaces for a value'),
  piece('A= # TOKEN=no', 'nothing but a comment for a value'),
  piece('just some words', 'prose'),
  piece('#\xff', 'bytes that are no UTF-8'),
]

function targetValues(token: string): readonly Piece[] {
  return [
    piece(token),
    piece(`'${token}'`),
    piece(`"${token}"`),
    piece(`\`${token}\``, 'backticks'),
    piece("''"),
    piece('""'),
    piece("'old\nTOKEN=lines'"),
  ]
}

const TARGET_TAILS = [...TAILS, piece('#c', 'a comment that touches quotes')]

/** Files of the pieces that `takes` lets through. */
function envFiles(takes: (piece: Piece) => boolean): fc.Arbitrary<GeneratedEnv> {
  const oneOf = (pieces: readonly Piece[]) => fc.constantFrom(...pieces.filter(takes))
  // The first is the usual one.
  const mostly = (pieces: readonly Piece[]) =>
    fc.oneof({ arbitrary: oneOf(pieces.slice(0, 1)), weight: 2 }, { arbitrary: oneOf(pieces), weight: 1 })
  const [head, separator] = [mostly(HEADS), mostly(SEPARATORS)]
  const assignment = sequence(head, oneOf(OTHER_KEYS), separator, oneOf(OTHER_VALUES), mostly(TAILS))
  const lines = fc.array(fc.oneof(assignment, oneOf(OTHER_LINES)), { maxLength: 6 })
  const token = fc.stringMatching(/^[A-Za-z0-9_-]{1,40}$/)
  return fc
    .record({
      mark: mostly([piece(''), piece('\xef\xbb\xbf', 'byte order mark')]),
      above: lines,
      duplicate: mostly([piece(''), piece('TOKEN=first\n')]),
      head: sequence(head, fc.constant(piece('TOKEN')), separator),
      value: token.chain((value) => oneOf(targetValues(value))),
      tail: mostly(TARGET_TAILS),
      below: lines,
      last: oneOf([piece(''), piece('\n')]),
      ending: mostly([piece('\n'), piece('\r\n', 'CRLF line endings')]),
    })
    .map(assemble)
}

interface Parts
  extends Readonly<Record<'mark' | 'duplicate' | 'head' | 'value' | 'tail' | 'last' | 'ending', Piece>> {
  readonly above: readonly Piece[]
  readonly below: readonly Piece[]
}

function assemble(parts: Parts): GeneratedEnv {
  const { mark, duplicate, head, value, tail, last, ending } = parts
  const above = join([mark, ...parts.above.map((line) => join([line, piece('\n')])), duplicate, head])
  const below = join([tail, ...parts.below.map((line) => join([piece('\n'), line])), last])
  const withEndings = ({ text }: Piece) => text.replaceAll('\n', ending.text)
  return {
    before: withEndings(above),
    value: withEndings(value),
    after: withEndings(below),
    classes: join([above, value, below, ending]).classes,
  }
}

/** Two in three are such that every reader can read them. */
export const generatedEnv: fc.Arbitrary<GeneratedEnv> = fc.oneof(
  { arbitrary: envFiles(({ classes }) => classes.length === 0), weight: 2 },
  { arbitrary: envFiles(() => true), weight: 1 },
)

const SOUP_WORDS = [
  ['TOKEN', 'FOO', 'TOKEN=', 'TOKEN=', 'FOO=', 'FOO=', 'BAR=', 'export ', 'export\t', 'a', 'b1', '\u00e9'],
  ['=', ': ', '"', "'", '`', '\\', '\\n', '$', '${A}', '#', ' # '],
  ['\n', '\n', '\n', '\r\n', '\r', ' ', '\t', '\ufeff'],
].flat()

/** Anything that can be put together from what the readers give a meaning to. */
export const envSoup: fc.Arbitrary<Uint8Array> = fc
  .array(fc.constantFrom(...SOUP_WORDS), { maxLength: 16 })
  .map((words) => Buffer.from(words.join('')))
