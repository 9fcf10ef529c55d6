/** Holds `docs/cli.md` to the command line: every command, every option, every exit code, and no other. */
import { expect, test } from 'vitest'
import { EXIT } from '../../packages/everthread/src/cli/exit-code.ts'
import { runProgram } from '../../packages/everthread/src/cli/program.ts'
import { programEn } from '../../packages/everthread/src/cli/words/program-words.ts'
import { namesIn, readDoc, rowsOf, sectionOf, spansOf } from './markdown.ts'

const DOC = readDoc('cli.md')
const GLOBALS = optionsIn(sectionOf(DOC, '## Every command')).filter((name) => name !== '--version')
const COMMANDS = await commandsOfProgram()

/** As its own help has them. */
async function help(...args: readonly string[]): Promise<string> {
  let text = ''
  const write = (more: string): void => {
    text += more
  }
  const contextFor = () => {
    throw new Error('help runs no command')
  }
  await runProgram([...args, '--help'], { words: programEn, contextFor, out: write, err: write })
  return text
}

async function commandsOfProgram(): Promise<string[]> {
  const [, list = ''] = (await help()).split('Commands:')
  return [...list.matchAll(/^ {2}([a-z]+)/gm)]
    .map((match) => match[1] ?? '')
    .filter((name) => name !== 'help')
}

async function optionsOfProgram(command: string): Promise<string[]> {
  const text = await help(command)
  const all = [...text.matchAll(/^ {2}(?:-\w, )?(--[a-z-]+)/gm)].map((match) => match[1] ?? '')
  return all.filter((name) => !GLOBALS.includes(name)).toSorted()
}

/** The options that the tables of a section have. */
function optionsIn(section: string): string[] {
  const names = namesIn(section).flatMap((name) => /^--[a-z-]+/.exec(name) ?? [])
  return [...new Set(names)].toSorted()
}

function commandsIn(doc: string): string[] {
  const headings = sectionOf(doc, '## Commands')
    .split('\n')
    .filter((line) => line.startsWith('### '))
  return headings.flatMap(spansOf)
}

test('every command has its section, and every section is a command', () => {
  expect(COMMANDS.length).toBeGreaterThan(10)
  expect(commandsIn(DOC).toSorted()).toEqual(COMMANDS.toSorted())
})

test.each(COMMANDS)('%s: every option is in its table, and no other is', async (command) => {
  expect(optionsIn(sectionOf(DOC, `### \`${command}\``))).toEqual(await optionsOfProgram(command))
})

test('what every command takes is told once', async () => {
  expect(GLOBALS).toEqual(['--api-url', '--data', '--help', '--json', '--lang'])
  for (const command of ['', ...COMMANDS]) {
    const text = await help(...(command === '' ? [] : [command]))
    expect(GLOBALS.filter((name) => !text.includes(name))).toEqual([])
  }
})

test('the exit codes are those of the program', () => {
  const codes = rowsOf(sectionOf(DOC, '## Exit codes')).map(([code]) => Number(code))
  expect(codes).toEqual(Object.values(EXIT).toSorted((a, b) => a - b))
})

test('control: a page without one option, or with one too many, is told from the program', async () => {
  const actual = await optionsOfProgram('renew')
  const section = sectionOf(DOC, '### `renew`')
  expect(optionsIn(section.replace('| `--force`', '| `force`'))).not.toEqual(actual)
  expect(optionsIn(section.replace('| `--force`', '| `--faster`, `--force`'))).not.toEqual(actual)
})
