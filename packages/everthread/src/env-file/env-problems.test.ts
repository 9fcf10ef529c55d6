import { describe, expect, test } from 'vitest'
import { describeEnvProblems } from './env-document.ts'
import { ENV_PROBLEM_KINDS, type EnvProblemKind } from './env-problems.ts'
import type { EnvReader } from './env-syntax.ts'

const BOM = '\xef\xbb\xbf'
const ALL_BUT_DOTENV: readonly EnvReader[] = ['node', 'python-dotenv', 'compose', 'shell']

/** A file, the problem that it has with TOKEN, its line, and who reads it otherwise. */
const PROBLEMS: readonly (readonly [string, EnvProblemKind, number, readonly EnvReader[]])[] = [
  ['TOKEN=a\nTOKEN=b\n', 'duplicate-key', 1, []],
  ['TOKEN=a\nTOKEN\n', 'bare-key', 2, ['python-dotenv']],
  ['TOKEN=a\nexport TOKEN\n', 'bare-key', 2, ['python-dotenv']],
  ['TOKEN # later\nTOKEN=a\n', 'bare-key', 1, []],
  [`${BOM}TOKEN=a\n`, 'byte-order-mark', 1, ['node', 'python-dotenv', 'shell']],
  ['export\tTOKEN=a\n', 'tab-after-export', 1, ['node']],
  ['TOKEN =a\n', 'spaces-around-equals', 1, ['shell']],
  ['TOKEN= a\n', 'spaces-around-equals', 1, ['shell']],
  ['TOKEN: a\n', 'colon-separator', 1, ['node', 'python-dotenv', 'shell']],
  ['TOKEN=a#c\n', 'comment-unclear', 1, ['python-dotenv', 'compose', 'shell']],
  ["TOKEN='a'#c\n", 'comment-unclear', 1, ['shell']],
  ['TOKEN=a\t#c\n', 'comment-unclear', 1, ['compose']],
  ['TOKEN=#c\n', 'comment-unclear', 1, ['python-dotenv', 'compose', 'shell']],
  ['TOKEN= #c\n', 'comment-unclear', 1, ['python-dotenv', 'compose']],
  ['TOKEN="a"b\n', 'text-after-quote', 1, ALL_BUT_DOTENV],
  ['TOKEN=`a`\n', 'backtick-quotes', 1, ['python-dotenv', 'compose', 'shell']],
  ['TOKEN=a;b\n', 'needs-quotes', 1, ['shell']],
  ['TOKEN=a$b\n', 'needs-quotes', 1, ['shell', 'compose']],
  ['TOKEN=a${b}\n', 'needs-quotes', 1, ['shell', 'compose', 'python-dotenv']],
  ['TOKEN="a$b"\n', 'expansion', 1, ['compose', 'shell']],
  ['TOKEN="a`b"\n', 'expansion', 1, ['shell']],
  ["TOKEN='${b}'\n", 'expansion', 1, ['python-dotenv']],
  ['TOKEN="a\\tb"\n', 'backslash', 1, ALL_BUT_DOTENV],
  ["TOKEN='a\\\\b'\n", 'backslash', 1, ['python-dotenv']],
  ["TOKEN='a\\'b'\n", 'backslash', 1, ALL_BUT_DOTENV],
  ['TOKEN=a\r\n', 'windows-line-ending', 1, ['shell']],
  ['TOKEN="a\r\nb" # c\r\n', 'windows-line-ending', 1, ['shell']],
  [`TOKEN="'a'"\n`, 'quote-in-value', 1, []],
  ['TOKEN=a"b"\n', 'quote-in-value', 1, []],
  ['\nTOKEN="a\nb"\n', 'newline-in-value', 2, []],
  ['TOKEN="a b"\n', 'whitespace-in-value', 1, []],
  ['TOKEN=\xc2\xa0a\n', 'whitespace-in-value', 1, ['dotenv', 'python-dotenv', 'compose']],
  ['A=1\nB=\xff\nTOKEN=a\n', 'not-utf8', 2, ['python-dotenv']],
  ['A=1 TOKEN=b\n', 'assigned-in-passing', 1, ['shell']],
  ['A="b\nTOKEN=a\n', 'unclear-end', 1, ['compose', 'shell']],
  ['A="b\nTOKEN="a"\n', 'unclear-end', 1, ALL_BUT_DOTENV],
  ['A=`b\nTOKEN=a\n`\n', 'unclear-end', 1, ['python-dotenv', 'compose', 'shell']],
  ['A= \nTOKEN=a\n', 'unclear-end', 1, ['node']],
  ['export A=\nTOKEN=a\n', 'unclear-end', 1, ['node']],
  ['A=\n"TOKEN=a\n"\n', 'unclear-end', 1, ['dotenv']],
  ['A:\nTOKEN=a\n', 'unclear-end', 1, ['dotenv']],
  ["A=don't\nTOKEN=a\n", 'unclear-end', 1, ['shell']],
  ['A=b\\\nTOKEN=a\n', 'unclear-end', 1, ['shell']],
  ['A: b="c\nTOKEN=a\n', 'unclear-end', 1, ['node', 'shell']],
  ["'A\nTOKEN'=a\n", 'unclear-end', 1, ['python-dotenv', 'shell']],
  ['A=1\rTOKEN=a\n', 'unclear-end', 1, ['node', 'compose', 'shell']],
  [`${BOM}# don't\nTOKEN=a\n`, 'unclear-end', 1, ['shell']],
  [`${BOM}# A= \nTOKEN=a\n`, 'unclear-end', 1, ['node']],
  ['# A\n # B="\nTOKEN=a\n"\n', 'unclear-end', 2, ['node']],
  ['export A=b c-d\nTOKEN=a\n', 'unclear-end', 1, ['shell']],
]

const FINE = [
  'TOKEN=THAA-1_x\n',
  'export TOKEN=a # comment\n',
  "TOKEN='a#b$c;d'\n",
  "TOKEN='a\\b'\n",
  'TOKEN="a#b"\n',
  "# don't\nA='it\n#is\n'\nB=\nTOKEN=a # don't\n",
  'TOKEN=\n',
  'TOKEN=\xc3\xa9\n',
  "A='b' # it's\nTOKEN=a",
  `${BOM}# a comment\nTOKEN=a\n`,
  '',
  'A=1\nTOKEN_2 = "x"\n',
]

describe('the problems of a key', () => {
  test.for(PROBLEMS)('%j has %s in line %d', ([file, kind, line, differs]) => {
    const problems = describeEnvProblems(Buffer.from(file, 'latin1'), 'TOKEN')
    expect(problems).toContainEqual({ kind, line, differs })
  })

  test.each(FINE)('%j has none', (file) => {
    expect(describeEnvProblems(Buffer.from(file, 'latin1'), 'TOKEN')).toEqual([])
  })

  test('each kind has an example here, but the one that only a change can have', () => {
    const shown = new Set(PROBLEMS.map(([, kind]) => kind))
    expect(ENV_PROBLEM_KINDS.filter((kind) => !shown.has(kind))).toEqual(['quotes-changed'])
  })
})
