import { expect, test } from 'vitest'
import { createTestClock } from '../time/test-clock.ts'
import { createJsonLog } from './json-log.ts'

const CANARY = `THAACANARY${'x'.repeat(100)}`

function written(work: (log: ReturnType<typeof createJsonLog>) => void): string[] {
  const lines: string[] = []
  work(createJsonLog({ clock: createTestClock(), write: (line) => lines.push(line) }))
  return lines
}

test('a line is one object with its event, its time and its level', () => {
  const [line = ''] = written((log) => log.round('a1', { outcome: 'renewed', reason: 'renewed' }))
  expect(line).toMatch(/\n$/)
  expect(JSON.parse(line)).toEqual({
    schema: 'everthread/log@1',
    level: 'info',
    time: '2026-01-01T00:00:00.000Z',
    event: 'round',
    account: 'a1',
    outcome: 'renewed',
    reason: 'renewed',
  })
})

test('a canary is in no line, whatever it comes in', () => {
  const lines = written((log) => {
    log.defect(new Error(`refresh failed for ${CANARY}`), 'r1')
    log.defect(`GET /me?access_token=${CANARY}&x=1`)
    log.serving(`http://127.0.0.1/?code=${CANARY}`)
    log.loginRefused(CANARY)
  })
  expect(lines).toHaveLength(4)
  expect(lines.join('')).not.toContain('CANARY')
})
