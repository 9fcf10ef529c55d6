import { expect, test } from 'vitest'
import { describeInvalidReload } from './supervisor-words.ts'
import { type InvalidReload, parseReload, type Reload } from './reload.ts'

const WORDS: readonly [string, Reload | InvalidReload][] = [
  ['restart', { kind: 'restart' }],
  ['none', { kind: 'none' }],
  ['SIGHUP', { kind: 'signal', signal: 'SIGHUP' }],
  ['USR2', { kind: 'signal', signal: 'SIGUSR2' }],
  [' restart ', { kind: 'restart' }],
  ['hup', { kind: 'command', command: 'hup' }],
  ['systemctl reload app', { kind: 'command', command: 'systemctl reload app' }],
  ['SIGNAL it', { kind: 'command', command: 'SIGNAL it' }],
  ['', { kind: 'invalid', reason: 'empty' }],
  ['  ', { kind: 'invalid', reason: 'empty' }],
  ['SIGHPU', { kind: 'invalid', reason: 'unknown-signal' }],
  ['KILL', { kind: 'invalid', reason: 'deadly-signal' }],
  ['SIGSTOP', { kind: 'invalid', reason: 'deadly-signal' }],
]

test.each(WORDS)('--reload "%s"', (text, expected) => {
  expect(parseReload(text)).toEqual(expected)
})

test.each(['empty', 'unknown-signal', 'deadly-signal'] as const)('%s is said in both languages', (reason) => {
  const [en, ru] = (['en', 'ru'] as const).map((language) =>
    describeInvalidReload({ kind: 'invalid', reason }, language),
  )
  expect(en).toMatch(/--reload/)
  expect(ru).toMatch(/[а-я].*--reload|--reload.*[а-я]/s)
})
