import { describe, expect, it, test } from 'vitest'
import { LANGUAGES, type Language } from '../words/language.ts'
import { EXIT } from './exit-code.ts'
import { explainFailure, type ExplainedFailure } from './explain-failure.ts'
import { runProgram } from './program.ts'
import { programEn, programRu, type ProgramWords } from './words/program-words.ts'

const WORDS: Record<Language, ProgramWords> = { en: programEn, ru: programRu }

interface Ran extends Partial<ExplainedFailure> {
  readonly exitCode: number
  /** What commander wrote, to either stream. */
  readonly written: string
}

/** A line that gets as far as a command has none of the mistakes that are looked for here. */
async function run(line: string, language: Language = 'en'): Promise<Ran> {
  let written = ''
  const write = (text: string): void => {
    written += `${text}\n`
  }
  const contextFor = () => Promise.reject(new Error('the command was reached'))
  const argv = line.split(' ').filter((word) => word !== '')
  const program = runProgram(argv, { words: WORDS[language], contextFor, out: write, err: write })
  const ended = await program.then(
    (exitCode) => ({ exitCode }),
    (error: unknown) => explainFailure(error, language),
  )
  return { ...ended, written }
}

const MISTAKES = [
  ['frobnicate', 'there is no command "frobnicate"', 'команды «frobnicate» нет'],
  ['check --frob', 'there is no option --frob', 'параметра --frob нет'],
  ['check --env', '--env <file> needs a value', 'у --env <file> не указано значение'],
  ['status x', 'too many arguments: x', 'слишком много аргументов: x'],
  [
    'check --within soon',
    '--within must be a duration such as 90s, 25h or 7d, and is "soon"',
    '--within: нужен срок вида 90s, 25h или 7d, а указано: «soon»',
  ],
  ['rollback --to x', '--to must be a whole number, and is "x"', '--to: нужно целое число, а указано: «x»'],
  [
    'queue --missed never',
    '--missed must be one of publish, hold, and is "never"',
    '--missed: нужно одно из publish, hold, а указано: «never»',
  ],
  [
    'adopt --token x',
    '--token must be "-": the token is read from standard input, because arguments can be seen by everybody',
    '--token: допустимо только «-». Токен читается со стандартного ввода, потому что аргументы видны всем',
  ],
  [
    'adopt --renew-before 60d',
    '--renew-before must be a time such as 20d or a share such as 33%, less than the 60 days that a token lives, and is "60d"',
    '--renew-before: нужен срок вида 20d или доля вида 33%, меньше 60 дней, которые живёт токен, а указано: «60d»',
  ],
] as const

describe.each(MISTAKES)('%s', (line, en, ru) => {
  it('is a wrong command line, said in the language and by nobody else', async () => {
    for (const [language, message] of [['en', en] as const, ['ru', ru] as const]) {
      const ran = await run(line, language)
      expect(ran).toMatchObject({ code: 'usage', exitCode: EXIT.usage, message, written: '' })
      expect(/[А-Яа-я]/.test(ran.remedy ?? message)).toBe(language === 'ru')
    }
  })
})

test('a slip of the finger is answered with what was meant', async () => {
  expect((await run('chekc')).remedy).toBe('Did you mean check?')
  expect((await run('check --wit=3', 'ru')).remedy).toBe('Возможно, вы имели в виду --within?')
})

test('what is wrong with a command is answered with where its help is', async () => {
  expect((await run('check --frob')).remedy).toBe('See everthread check --help.')
  expect((await run('--frob', 'ru')).remedy).toBe('Справка: everthread --help.')
})

test('the value of an option that there is not may be a secret, and is not repeated', async () => {
  expect(JSON.stringify(await run('connect --app-secret=hunter2'))).not.toContain('hunter2')
})

test('without a command there is the help, and a sentence', async () => {
  const { written, ...ended } = await run('')
  expect(written).toContain('Usage: everthread')
  expect(ended).toEqual({ code: 'usage', exitCode: EXIT.usage, message: 'name one of the commands above' })
})

test.each(LANGUAGES)('help and version are answers (%s)', async (language) => {
  for (const line of ['--help', 'help', 'help run', 'run --help', '--version'])
    expect(await run(line, language)).toMatchObject({ exitCode: EXIT.done })
})

test('the help is in one language', async () => {
  const commands = [...(await run('--help')).written.matchAll(/^ {2}([a-z]+) /gm)].map(([, name]) => name)
  expect(commands.length).toBeGreaterThan(10)
  for (const command of ['', ...commands]) {
    const { written } = await run(`${command} --help`, 'ru')
    const text = written.replaceAll(/[<[][^>\]]+[>\]]/g, '')
    expect(text).not.toMatch(/Usage|Options|Commands|Arguments|display|output|default/)
  }
})
