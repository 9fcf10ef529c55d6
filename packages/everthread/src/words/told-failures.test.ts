import { expect, test } from 'vitest'
import { heartbeatFailureText, hookFailureText } from './told-failures.ts'

test('a failing hook is told with its end and its complaint', () => {
  expect(hookFailureText({ kind: 'exit', code: 7 }, 'no route', 'en')).toBe(
    'The --notify command failed with exit code 7: no route.',
  )
  expect(hookFailureText({ kind: 'time-limit', ms: 30_000 }, '', 'ru')).toBe(
    'Команда --notify не уложилась в отведённое время (30 секунд) и остановлена.',
  )
  expect(hookFailureText({ kind: 'signal', signal: 'SIGKILL' }, '', 'ru')).toBe(
    'Команду --notify прервал сигнал SIGKILL.',
  )
  expect(hookFailureText({ kind: 'not-started', code: 'ENOENT' }, '', 'en')).toBe(
    'The --notify command could not be started (ENOENT).',
  )
})

test('a failing heartbeat is told with its host', () => {
  expect(heartbeatFailureText('hc-ping.com', { kind: 'status', status: 404 }, 'en')).toBe(
    'The heartbeat was refused: hc-ping.com answered with status 404.',
  )
  expect(heartbeatFailureText('hc-ping.com', { kind: 'no-answer', code: 'ENOTFOUND' }, 'ru')).toBe(
    'Сигнал --heartbeat не дошёл: hc-ping.com не отвечает (ENOTFOUND).',
  )
})
