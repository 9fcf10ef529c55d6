/** The switches' present positions, and how they are changed. Unknown names and values are the caller's mistake. */
import { SandboxMistake } from '../mistake.ts'
import { parseDuration } from '../time/duration.ts'
import { SWITCH_TABLE, type SwitchName, type SwitchRow } from './switch-table.ts'

type Table = typeof SWITCH_TABLE
type ValueOf<Name extends SwitchName> = Table[Name]['default'] | Table[Name]['values'][number]

/** Every switch with its position. */
export type SwitchPositions = {
  -readonly [Name in SwitchName]: Table[Name] extends { duration: true } ? string : ValueOf<Name>
}

/** `sandbox.switches`. */
export interface Switches {
  /** The present positions. */
  all(): Readonly<SwitchPositions>
  /** Changes those that are named. @throws SandboxMistake naming the unknown switch or value; then nothing is changed. */
  set(change: Partial<SwitchPositions>): Readonly<SwitchPositions>
}

export function defaultPositions(): SwitchPositions {
  const entries = Object.entries(SWITCH_TABLE).map(([name, row]) => [name, row.default])
  return Object.fromEntries(entries) as SwitchPositions
}

/** Reads a change that came from outside, each value in any spelling that means it (`true`, `"on"`, `"452"`). */
export function parsePositions(change: Readonly<Record<string, unknown>>): Partial<SwitchPositions> {
  const parsed = Object.entries(change).map(([name, value]) => [name, parsePosition(name, value)])
  return Object.fromEntries(parsed) as Partial<SwitchPositions>
}

function parsePosition(name: string, value: unknown): string | number | boolean {
  const row = Object.hasOwn(SWITCH_TABLE, name) ? (SWITCH_TABLE[name as SwitchName] as SwitchRow) : undefined
  if (row === undefined) {
    throw new SandboxMistake(
      `there is no switch "${name}"; there are ${Object.keys(SWITCH_TABLE).join(', ')}`,
    )
  }
  const found = row.values.find((allowed) => spellings(allowed).includes(String(value)))
  if (found !== undefined) return found
  if (row.duration && typeof value === 'string' && parseDuration(value) !== undefined) return value
  const allowed = [...row.values.map(String), ...(row.duration ? ['a duration such as 81000s'] : [])].join(
    ', ',
  )
  throw new SandboxMistake(`the switch ${name} takes ${allowed}; not ${JSON.stringify(value)}`)
}

function spellings(value: string | number | boolean): readonly string[] {
  if (value === true) return ['true', 'on']
  if (value === false) return ['false', 'off']
  return [String(value)]
}
