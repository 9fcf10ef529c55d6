/** Holds every closed list of the code to the page that operators read: nothing is missing there, nothing is too much. */
import { expect, test } from 'vitest'
import { EVENT_NAMES } from '../../packages/everthread/src/alerts/event.ts'
import { EXIT, exitCodeOf } from '../../packages/everthread/src/cli/exit-code.ts'
import { exitCodeOfFindings } from '../../packages/everthread/src/doctor/diagnose.ts'
import { type Finding, type FindingCode, FINDINGS } from '../../packages/everthread/src/doctor/finding.ts'
import { ENV_FILE_ERROR_CODES } from '../../packages/everthread/src/env-file/env-file-error.ts'
import type { Freshness } from '../../packages/everthread/src/insights/freshness.ts'
import { MISSING_REASONS } from '../../packages/everthread/src/insights/reading.ts'
import { WAIT_REASONS } from '../../packages/everthread/src/insights/standing.ts'
import { REASONS } from '../../packages/everthread/src/keeper/reasons.ts'
import type { RoundOutcome } from '../../packages/everthread/src/keeper/round.ts'
import { STORE_ERROR_CODES } from '../../packages/everthread/src/store/store-error.ts'
import { UNPROVEN_REASONS } from '../../packages/everthread/src/supervisor/proof.ts'
import type { SupervisorEvent } from '../../packages/everthread/src/supervisor/supervisor-event.ts'
import type { VaultErrorCode } from '../../packages/everthread/src/vault/vault-error.ts'
import { namesIn, readDoc, rowsOf, sectionOf, spansOf } from './markdown.ts'

const CLI = readDoc('cli.md')

/** A list that exists as a type only: one that lacks a name, or has one too many, does not compile. */
function namesOf<Name extends string>(names: Readonly<Record<Name, true>>): Name[] {
  return Object.keys(names) as Name[]
}

function missingFrom(list: readonly string[], wanted: readonly string[]): string[] {
  return wanted.filter((name) => !list.includes(name))
}

test('docs/reasons.md has every reason once', () => {
  expect(namesIn(readDoc('reasons.md'), 'Reason').toSorted()).toEqual([...REASONS].toSorted())
})

test('docs/keeping-a-token.md has every event once', () => {
  const names = namesIn(sectionOf(readDoc('keeping-a-token.md'), '## Being told'), 'Event')
  expect(names.toSorted()).toEqual([...EVENT_NAMES].toSorted())
})

test('docs/running-your-app.md has every reason for "unproven" once', () => {
  const names = namesIn(readDoc('running-your-app.md'), 'Reason for `unproven`')
  expect(names.toSorted()).toEqual([...UNPROVEN_REASONS].toSorted())
})

const OUTCOMES = namesOf<RoundOutcome>({
  renewed: true,
  exchanged: true,
  would_renew: true,
  would_exchange: true,
  not_due: true,
  too_young: true,
  transient: true,
  suspect: true,
  needs_person: true,
  failed: true,
})

test('docs/cli.md has every outcome of renew with its exit code', () => {
  const rows = rowsOf(sectionOf(CLI, '### renew@1'), 'Outcome')
  const documented = rows.flatMap(([names = '', code]) => spansOf(names).map((name) => [name, Number(code)]))
  expect(documented.toSorted()).toEqual(OUTCOMES.map((name) => [name, exitCodeOf(name)]).toSorted())
})

const SUPERVISOR_KINDS = namesOf<SupervisorEvent['kind']>({
  started: true,
  'token-changed': true,
  'reload-failed': true,
  proof: true,
  stopping: true,
  killed: true,
  'will-not-end': true,
  'child-ended': true,
  'killed-by-reload': true,
  'backing-off': true,
  ended: true,
})

test('docs/cli.md has every kind of line that the supervisor writes', () => {
  expect(missingFrom(namesIn(sectionOf(CLI, '### line@1'), '`kind`'), SUPERVISOR_KINDS)).toEqual([])
})

const VAULT_CODES = namesOf<VaultErrorCode>({
  'wrong-key': true,
  damaged: true,
  'key-malformed': true,
  'key-missing': true,
  'key-unreadable': true,
  'key-not-written': true,
})

test('docs/cli.md has every error code of the file, the database and the encryption', () => {
  const documented = namesIn(sectionOf(CLI, '### error@1'), 'Codes')
  expect(missingFrom(documented, [...ENV_FILE_ERROR_CODES, ...STORE_ERROR_CODES, ...VAULT_CODES])).toEqual([])
})

/** Finding, level and exit code, as the page writes them. */
function levelOf(code: FindingCode): string {
  const { level } = FINDINGS[code]
  const alone = { code, level, facts: {} } as Finding
  return level === 'problem' ? `problem, ${exitCodeOfFindings([alone])}` : level
}

test('docs/doctor.md has every finding once, with its level and exit code', () => {
  const documented = rowsOf(readDoc('doctor.md'), 'Code').map(([code = '', level]) => [
    ...spansOf(code),
    level,
  ])
  const codes = Object.keys(FINDINGS) as FindingCode[]
  expect(documented.toSorted()).toEqual(codes.map((code) => [code, levelOf(code)]).toSorted())
})

test('docs/insights.md has every reason for a missing number once, and every way in which nothing is read', () => {
  const page = readDoc('insights.md')
  const reasons = namesIn(sectionOf(page, '## Why a number is missing'))
  expect(reasons.toSorted()).toEqual([...MISSING_REASONS].toSorted())
  const section = sectionOf(page, '## What stands in the way')
  const standings = namesOf<Freshness['standing']['kind']>({
    reading: true,
    not_begun: true,
    not_granted: true,
    token_dead: true,
    waiting: true,
  })
  expect(namesIn(section).toSorted()).toEqual(standings.toSorted())
  expect(missingFrom(spansOf(section), WAIT_REASONS)).toEqual([])
})

test('control: a reason that is not documented is missed, and one that is none is noticed', () => {
  const page = readDoc('reasons.md')
  const wanted = [...REASONS].toSorted()
  const without = page.replace('| `emergency` |', '| emergency |')
  expect(missingFrom(namesIn(without, 'Reason'), wanted)).toEqual(['emergency'])
  const withMore = page.replace('| `due` |', '| `overdue` |')
  expect(missingFrom(wanted, namesIn(withMore, 'Reason'))).toEqual(['overdue'])
  expect(levelOf('token-dead')).toBe(`problem, ${EXIT.needsPerson}`)
})
