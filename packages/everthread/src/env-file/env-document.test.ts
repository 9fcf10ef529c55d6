import { describe, expect, test } from 'vitest'
import { describeEnvProblems, readEnvValue, setEnvValue } from './env-document.ts'

const KEY = 'TOKEN'

/** What the file holds, what is read from it, and what it holds after `new` was written. Latin1: one character a byte. */
const GRAMMAR: readonly (readonly [
  name: string,
  before: string,
  reads: string | undefined,
  after: string,
])[] = [
  ['a plain line', 'TOKEN=old\n', 'old', 'TOKEN=new\n'],
  ['no final newline', 'TOKEN=old', 'old', 'TOKEN=new'],
  ['lines around it', 'A=1\n\nTOKEN=old\n# end\nB=2\n', 'old', 'A=1\n\nTOKEN=new\n# end\nB=2\n'],
  ['export', 'export TOKEN=old\n', 'old', 'export TOKEN=new\n'],
  ['export behind a tab', 'export\tTOKEN=old\n', 'old', 'export\tTOKEN=new\n'],
  ['indentation', ' \t TOKEN=old\n', 'old', ' \t TOKEN=new\n'],
  ['spaces round the equals sign', 'TOKEN = old\n', 'old', 'TOKEN = new\n'],
  ['tabs round the equals sign', 'TOKEN\t=\told\n', 'old', 'TOKEN\t=\tnew\n'],
  ['spaces at the end of the line', 'TOKEN=old  \n', 'old', 'TOKEN=new  \n'],
  ['a colon', 'TOKEN: old\n', 'old', 'TOKEN: new\n'],
  ['a colon that no space follows', 'TOKEN:old\n', undefined, 'TOKEN:old\nTOKEN=new\n'],
  ['single quotes', "TOKEN='old'\n", 'old', "TOKEN='new'\n"],
  ['double quotes', 'TOKEN="old"\n', 'old', 'TOKEN="new"\n'],
  ['backticks', 'TOKEN=`old`\n', 'old', 'TOKEN=`new`\n'],
  ['empty quotes', 'TOKEN=""\n', '', 'TOKEN="new"\n'],
  ['a space inside quotes', "TOKEN=' old '\n", ' old ', "TOKEN='new'\n"],
  ['other quotes inside quotes', `TOKEN="'old'"\n`, "'old'", 'TOKEN="new"\n'],
  ['a line break in double quotes', 'TOKEN="a\\nb\\rc"\n', 'a\nb\rc', 'TOKEN="new"\n'],
  ['no line break in single quotes', "TOKEN='a\\nb'\n", 'a\\nb', "TOKEN='new'\n"],
  ['no line break in a bare value', 'TOKEN=a\\nb\n', 'a\\nb', 'TOKEN=new\n'],
  ['an escaped quote', 'TOKEN="a\\"b"\n', 'a\\"b', 'TOKEN="new"\n'],
  ['an escaped quote at the end', 'TOKEN="a\\"\nB=1\n', 'a\\', 'TOKEN="new"\nB=1\n'],
  ['a quoted value over lines', 'TOKEN="a\nb"\nB=1\n', 'a\nb', 'TOKEN="new"\nB=1\n'],
  ['a quoted value over CRLF lines', 'TOKEN="a\r\nb"\r\nB=1\r\n', 'a\nb', 'TOKEN="new"\r\nB=1\r\n'],
  ['a quote that never closes', 'TOKEN="old\nB=1\n', '"old', 'TOKEN=new\nB=1\n'],
  ['a quote that closes behind other text', 'TOKEN="old\nB="1"\n', '"old', 'TOKEN=new\nB="1"\n'],
  ['text behind the quotes', 'TOKEN="old"x # c\n', '"old"x', 'TOKEN=new # c\n'],
  ['a comment', 'TOKEN=old # c\n', 'old', 'TOKEN=new # c\n'],
  ['a comment behind a tab', 'TOKEN=old\t# c\n', 'old', "TOKEN='new'\t# c\n"],
  ['a comment that touches the value', 'TOKEN=old#c\n', 'old', 'TOKEN=new #c\n'],
  ['a comment behind quotes', 'TOKEN="old" # "c"\n', 'old', 'TOKEN="new" # "c"\n'],
  ['a comment that touches the quotes', "TOKEN='old'#c\n", 'old', "TOKEN='new' #c\n"],
  ['a hash inside quotes', 'TOKEN="a#b"\n', 'a#b', 'TOKEN="new"\n'],
  ['nothing but a comment', 'TOKEN= # c\n', '', 'TOKEN=new # c\n'],
  ['nothing but a comment that touches', 'TOKEN=#c\n', '', 'TOKEN=new #c\n'],
  ['nothing', 'TOKEN=\nB=1\n', '', 'TOKEN=new\nB=1\n'],
  ['nothing but spaces', 'TOKEN=  \nB=1\n', '', 'TOKEN=new  \nB=1\n'],
  ['nothing, with spaces round the sign', 'TOKEN = \nB=1\n', '', 'TOKEN = new\nB=1\n'],
  ['nothing behind a colon', 'TOKEN: \n', '', 'TOKEN: new\n'],
  ['CRLF', 'A=1\r\nTOKEN=old\r\nB=2\r\n', 'old', 'A=1\r\nTOKEN=new\r\nB=2\r\n'],
  ['CR alone', 'A=1\rTOKEN=old\rB=2', 'old', 'A=1\rTOKEN=new\rB=2'],
  ['a byte order mark', '\xef\xbb\xbfTOKEN=old\n', 'old', '\xef\xbb\xbfTOKEN=new\n'],
  ['bytes that are no UTF-8', 'A=\xff\xfe\nTOKEN=old\n#\x80\n', 'old', 'A=\xff\xfe\nTOKEN=new\n#\x80\n'],
  ['duplicates: the last counts', 'TOKEN=a\nTOKEN=b\n', 'b', 'TOKEN=a\nTOKEN=new\n'],
  ['a duplicate with export', 'TOKEN=a\nexport TOKEN=b\n', 'b', 'TOKEN=a\nexport TOKEN=new\n'],
  ['an empty duplicate', 'TOKEN=a\nTOKEN=\n', '', 'TOKEN=a\nTOKEN=new\n'],
  ['the key as a prefix', 'TOKEN_2=a\nTOKEN=b\nTOKENS=c\n', 'b', 'TOKEN_2=a\nTOKEN=new\nTOKENS=c\n'],
  ['the key as a suffix', 'MY_TOKEN=a\nMY.TOKEN=b\n', undefined, 'MY_TOKEN=a\nMY.TOKEN=b\nTOKEN=new\n'],
  ['another case', 'token=a\n', undefined, 'token=a\nTOKEN=new\n'],
  ['a comment that looks like it', '# TOKEN=a\n', undefined, '# TOKEN=a\nTOKEN=new\n'],
  ['an inline comment that looks like it', 'A=1 # TOKEN=a\n', undefined, 'A=1 # TOKEN=a\nTOKEN=new\n'],
  ['a value that looks like it', 'A="\nTOKEN=a\n"\n', undefined, 'A="\nTOKEN=a\n"\nTOKEN=new\n'],
  ['it, below a value that looks like it', "A='\nTOKEN=a\n'\nTOKEN=b\n", 'b', "A='\nTOKEN=a\n'\nTOKEN=new\n"],
  ['backticks around what looks like it', 'A=`\nTOKEN=a\n`\n', undefined, 'A=`\nTOKEN=a\n`\nTOKEN=new\n'],
  ['an equals sign in a value', 'A=TOKEN=a\n', undefined, 'A=TOKEN=a\nTOKEN=new\n'],
  ['an equals sign in its value', 'TOKEN=a=b==\n', 'a=b==', 'TOKEN=new\n'],
  ['the key without an equals sign', 'TOKEN\nB=1\n', undefined, 'TOKEN\nB=1\nTOKEN=new\n'],
  ['prose', 'my TOKEN=a\n', undefined, 'my TOKEN=a\nTOKEN=new\n'],
  ['an empty file', '', undefined, 'TOKEN=new\n'],
  ['a byte order mark and nothing else', '\xef\xbb\xbf', undefined, '\xef\xbb\xbfTOKEN=new\n'],
  ['missing, no final newline', 'A=1', undefined, 'A=1\nTOKEN=new\n'],
  ['missing, CRLF', 'A=1\r\n', undefined, 'A=1\r\nTOKEN=new\r\n'],
  ['missing, CRLF, no final newline', 'A=1\r\nB=2', undefined, 'A=1\r\nB=2\r\nTOKEN=new\r\n'],
  ['missing, CR', 'A=1\r', undefined, 'A=1\rTOKEN=new\r'],
  ['missing, mixed endings', 'A=1\r\nB=2\n', undefined, 'A=1\r\nB=2\nTOKEN=new\n'],
]

describe('every row of the grammar', () => {
  test.for(GRAMMAR)('%s: %j', ([, before, reads, after]) => {
    const bytes = Buffer.from(before, 'latin1')
    const reading = readEnvValue(bytes, KEY)
    expect(reading.kind).toBe(reads === undefined ? 'missing' : reads === '' ? 'empty' : 'found')
    if (reading.kind === 'found') expect(reading.value).toBe(reads)

    const change = setEnvValue(bytes, KEY, 'new')
    expect(Buffer.from(change.bytes).toString('latin1')).toBe(after)
    expect(change.change).toBe(reads === undefined ? 'appended' : 'replaced')
    expect(readEnvValue(change.bytes, KEY)).toMatchObject({ kind: 'found', value: 'new' })
  })

  test.for(GRAMMAR)('%s: written twice changes nothing the second time', ([, before]) => {
    const once = setEnvValue(Buffer.from(before, 'latin1'), KEY, 'new')
    const twice = setEnvValue(once.bytes, KEY, 'new')
    expect(twice.change).toBe('unchanged')
    expect(twice.bytes).toEqual(once.bytes)
  })
})

test('a value that is there already is left alone, whatever its line looks like', () => {
  for (const line of ['TOKEN=old#c', 'TOKEN=`old`', 'TOKEN : x\nTOKEN="old"#c\r']) {
    const bytes = Buffer.from(line)
    expect(setEnvValue(bytes, KEY, 'old')).toMatchObject({ change: 'unchanged', bytes })
  }
})

describe('the reading', () => {
  test('counts lines by any line ending, inside quotes too', () => {
    const file = Buffer.from('A="\r\n\r\n"\rB=1\nTOKEN=a\n\nTOKEN=b\n')
    expect(readEnvValue(file, KEY)).toEqual({ kind: 'found', value: 'b', occurrences: 2, line: 7 })
  })

  test('is UTF-8', () => {
    expect(readEnvValue(Buffer.from('TOKEN=é€\n'), KEY)).toMatchObject({ value: 'é€' })
  })

  test.for([
    ['a gap in the value', `TOKEN=a${' '.repeat(1_000_000)}b\n`],
    ['lines', 'A=b # c\n'.repeat(120_000)],
    ['quotes that never close', `A="b'c\`\n`.repeat(100_000)],
    ['escaped quotes', `A="\\"\n`.repeat(140_000)],
    ['escaped quotes in one value', `A="${'\\"'.repeat(500_000)}\n`],
    ['equals signs', '='.repeat(1_000_000)],
    ['spaces', ' '.repeat(1_000_000)],
  ])('takes no more than linear time for 1 MB of %s', ([, text]) => {
    const file = Buffer.from(text ?? '')
    const { bytes } = setEnvValue(file, KEY, 'new')
    expect(readEnvValue(bytes, KEY)).toMatchObject({ value: 'new' })
  })

  test('refuses what is no name of a variable, before it looks at anything', () => {
    for (const key of ['', 'A B', '1A', 'A=B', 'A-B', 'A.*']) {
      expect(() => readEnvValue(Buffer.of(), key)).toThrow(TypeError)
      expect(() => setEnvValue(Buffer.of(), key, 'new')).toThrow(TypeError)
      expect(() => describeEnvProblems(Buffer.of(), key)).toThrow(TypeError)
    }
  })
})

describe('a value that needs quotes', () => {
  test.each([
    ['TOKEN=old\n', 'a b', "TOKEN='a b'\n"],
    ['TOKEN=old\n', "it's", 'TOKEN="it\'s"\n'],
    ['TOKEN=old\n', '$HOME', "TOKEN='$HOME'\n"],
    ['TOKEN=old # c\n', '#1', "TOKEN='#1' # c\n"],
    ['TOKEN="old"\n', 'a"b', `TOKEN='a"b'\n`],
    ["TOKEN='old'\n", "it's", 'TOKEN="it\'s"\n'],
    ['TOKEN=`old`\n', 'a`b', "TOKEN='a`b'\n"],
    ['TOKEN=`old`\n', `a'"b`, `TOKEN=\`a'"b\`\n`],
    ['', 'é', "TOKEN='é'\n"],
    ['TOKEN=\n', 'a b', "TOKEN='a b'\n"],
  ])('%j and %j make %j', (before, value, after) => {
    const { bytes } = setEnvValue(Buffer.from(before), KEY, value)
    expect(Buffer.from(bytes).toString('utf8')).toBe(after)
    expect(readEnvValue(bytes, KEY)).toMatchObject({ value })
  })

  test('says that it has changed the quotes', () => {
    const { warnings } = setEnvValue(Buffer.from('A=1\nTOKEN=old\n'), KEY, 'a b')
    expect(warnings).toContainEqual({ kind: 'quotes-changed', line: 2, differs: [] })
  })

  test('keeps quiet when it has not', () => {
    expect(setEnvValue(Buffer.from('TOKEN=old\n'), KEY, 'THAA-1_x').warnings).toEqual([])
    expect(setEnvValue(Buffer.from(''), KEY, 'THAA-1_x').warnings).toEqual([])
  })

  test.each(['', 'a\nb', 'a\rb', 'a\0b', 'a\tb', '\u2028', '\ud800', `'"`, "'$", "a'\\", '${A}', "\\'"])(
    'is refused where the readers agree on no style: %j',
    (value) => {
      expect(() => setEnvValue(Buffer.from('TOKEN=old\n'), KEY, value)).toThrow(TypeError)
    },
  )

  test('is refused where its quote would close one that is open above', () => {
    const file = Buffer.from('A="x\nTOKEN=old\n')
    expect(() => setEnvValue(file, KEY, 'a"#b')).toThrow(/open quote/)
    expect(setEnvValue(file, KEY, 'new').change).toBe('replaced')
  })

  test('is never shown when it is refused', () => {
    expect(() => setEnvValue(Buffer.of(), KEY, 'SECRET\n')).toThrow(/^(?!.*SECRET)/)
  })
})
