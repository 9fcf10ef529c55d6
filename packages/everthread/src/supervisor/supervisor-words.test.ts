import { expect, test } from 'vitest'
import { type Proof, UNPROVEN_REASONS } from './proof.ts'
import { describeSupervisorEvent } from './supervisor-words.ts'
import type { SupervisorEvent } from './supervisor-event.ts'

const proofs: readonly Proof[] = [
  { kind: 'environment', pids: [7, 8] },
  { kind: 'reported' },
  ...UNPROVEN_REASONS.map((reason) => ({ kind: 'unproven', reason }) as const),
  { kind: 'unproven', reason: 'prove-failed', detail: 'HTTP 503' },
]
const EVENTS: readonly SupervisorEvent[] = [
  { kind: 'started', occasion: 'first', pid: 7, fingerprint: 'fp' },
  { kind: 'started', occasion: 'restart', pid: 7, fingerprint: 'fp' },
  ...(['first', 'restart', 'back-off', 'signal', 'command', 'none'] as const).map(
    (occasion) => ({ kind: 'token-changed', occasion, fingerprint: 'fp' }) as const,
  ),
  { kind: 'reload-failed', failure: { kind: 'signal-not-sent', outcome: 'gone' } },
  { kind: 'reload-failed', failure: { kind: 'signal-not-sent', outcome: 'refused' } },
  { kind: 'reload-failed', failure: { kind: 'command-exited', code: 3 } },
  { kind: 'reload-failed', failure: { kind: 'command-timed-out' } },
  ...proofs.map((proof) => ({ kind: 'proof', occasion: 'restart', fingerprint: 'fp', proof }) as const),
  { kind: 'stopping', signal: 'SIGTERM' },
  { kind: 'killed', pids: [7] },
  { kind: 'killed', pids: [] },
  { kind: 'will-not-end', pids: [7] },
  { kind: 'child-ended', command: 'app', end: { kind: 'exited', code: 3 } },
  { kind: 'child-ended', command: 'app', end: { kind: 'signalled', signal: 'SIGSEGV' } },
  {
    kind: 'child-ended',
    command: 'app',
    end: { kind: 'not-started', reason: 'command-not-found', error: 'ENOENT' },
  },
  {
    kind: 'child-ended',
    command: 'app',
    end: { kind: 'not-started', reason: 'not-executable', error: 'EACCES' },
  },
  { kind: 'child-ended', command: 'app', end: { kind: 'not-started', reason: 'refused', error: 'EAGAIN' } },
  { kind: 'killed-by-reload', signal: 'SIGHUP' },
  { kind: 'backing-off', delayMs: 1000, failures: 1, code: 3 },
  { kind: 'ended', code: 3 },
]

test.each(EVENTS)('%o is a sentence in both languages', (event) => {
  const en = describeSupervisorEvent(event, 'en')
  const ru = describeSupervisorEvent(event, 'ru')
  expect(en).toMatch(/^[\dA-Za-z-].*[.]$/s)
  expect(en).not.toMatch(/[а-яё]|undefined|\[object/i)
  expect(ru).toMatch(/[а-яё].*[.]$/is)
  expect(ru).not.toMatch(/undefined|\[object/)
})

test('no two sentences are the same', () => {
  for (const language of ['en', 'ru'] as const) {
    const sentences = EVENTS.filter(({ kind }) => kind !== 'token-changed').map((event) =>
      describeSupervisorEvent(event, language),
    )
    expect(new Set(sentences).size).toBe(sentences.length)
  }
})

test('a command that is not there is named, with what to do', () => {
  const event = EVENTS.find((one) => one.kind === 'child-ended' && one.end.kind === 'not-started')
  expect(event && describeSupervisorEvent(event, 'en')).toBe(
    'Command not found: app. Check its spelling and PATH, and the interpreter that a script’s first line names.'.replace(
      '’',
      "'",
    ),
  )
})
