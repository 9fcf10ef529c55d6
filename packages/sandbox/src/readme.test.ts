import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { withApi } from '../test-support/api.ts'
import { HELP } from './cli/arguments.ts'
import { fault } from './faults/fault.ts'
import { SWITCH_TABLE, type SwitchRow } from './switches/switch-table.ts'

const readme = readFileSync(new URL('../README.md', import.meta.url), 'utf8')

function spelled(value: string | number | boolean): string {
  if (typeof value === 'boolean') return value ? 'on' : 'off'
  return String(value)
}

/** The line of a switch in the README's table. */
function lineOf(name: string, row: SwitchRow): string {
  const others = row.values.filter((value) => value !== row.default).map((value) => `\`${spelled(value)}\``)
  const otherwise = [...others, ...(row.duration ? ['a duration'] : [])].join(', ')
  const about = row.status === 'not yet' ? `${row.about} No effect yet.` : row.about
  return `| \`${name}\` | \`${spelled(row.default)}\` | ${otherwise} | ${about} |`
}

test('the README has every switch with its default, and no other', () => {
  const lines = Object.entries(SWITCH_TABLE).map(([name, row]) => lineOf(name, row))
  expect(readme.split('\n').filter((line) => lines.includes(line))).toEqual(lines)
})

test('the README has every control call, option and ready-made fault', async () => {
  await withApi(async ({ control }) => {
    const calls = (await control('?')).json.error.replace(/^.*there are: /, '').split(', ')
    expect(calls.length).toBeGreaterThan(15)
    expect(calls.filter((call: string) => !readme.includes(`\`${call}\``))).toEqual([])
  })
  const options = [...HELP.matchAll(/ (--[a-z]+)/g)].map((match) => match[1] ?? '')
  const said = options.filter((option) => !['--help', '--version'].includes(option))
  expect(said.filter((option) => !readme.includes(option))).toEqual([])
  expect(Object.keys(fault).filter((name) => !readme.includes(`${name}()`))).toEqual([])
})
