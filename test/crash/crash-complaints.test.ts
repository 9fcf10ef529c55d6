import { describe, expect, it } from 'vitest'
import { ENV_TEXTS } from '../support/env-text.ts'
import { complaintsAbout } from './crash-complaints.ts'
import type { Aftermath } from './crash-once.ts'
import type { CrashCase } from './crash-plan.ts'

const CASE: CrashCase = {
  step: 'token-proven',
  way: 'env-alone',
  road: 'plain',
  revokeOld: false,
  text: ENV_TEXTS[0],
}

const GOOD: Aftermath = {
  killedBy: 'SIGKILL',
  afterKill: { token: 'alive', isFresh: false },
  recovery: { code: 0, outcome: 'renewed', reason: 'renewed' },
  atEnd: { token: 'alive', isFresh: true },
  leftovers: [],
  renewals: 1,
  storeAgrees: true,
  announced: [],
}

const LOST_CASE: CrashCase = { ...CASE, step: 'answer-received', revokeOld: true }

const ALARM = { event: 'token-dead', reason: 'renewal-answer-lost', severity: 'critical', message: '' }

const LOST: Aftermath = {
  ...GOOD,
  recovery: { code: 3, outcome: 'needs_person', reason: 'renewal-answer-lost' },
  atEnd: { token: 'dead', isFresh: false },
  announced: [ALARM],
}

describe('the judge of a kill', () => {
  it('has nothing to say when all is well, nor of the one loss that nobody prevents', () => {
    expect(complaintsAbout(CASE, GOOD)).toEqual([])
    expect(complaintsAbout(LOST_CASE, LOST)).toEqual([])
  })

  const bad: [string, CrashCase, Aftermath][] = [
    ['a step that was not reached', CASE, { ...GOOD, killedBy: null }],
    ['a torn file', CASE, { ...GOOD, afterKill: { token: 'torn', isFresh: false } }],
    ['a value that Meta never made', CASE, { ...GOOD, afterKill: { token: 'unknown', isFresh: false } }],
    ['a dead token where none need die', CASE, { ...GOOD, afterKill: { token: 'dead', isFresh: false } }],
    ['a token lost in the end', CASE, { ...GOOD, atEnd: { token: 'dead', isFresh: true } }],
    ['an old token in the end', CASE, { ...GOOD, atEnd: { token: 'alive', isFresh: false } }],
    ['a next run that fails', CASE, { ...GOOD, recovery: { ...GOOD.recovery, code: 4 } }],
    ['something left lying', CASE, { ...GOOD, leftovers: ['.env.everthread-new'] }],
    ['a renewal too many', CASE, { ...GOOD, renewals: 2 }],
    ['a store that holds another token', CASE, { ...GOOD, storeAgrees: false }],
    ['a false alarm', CASE, { ...GOOD, announced: [ALARM] }],
    ['a loss in silence', LOST_CASE, { ...LOST, announced: [] }],
    ['a loss told twice', LOST_CASE, { ...LOST, announced: [ALARM, ALARM] }],
    ['a loss under another name', LOST_CASE, { ...LOST, recovery: { ...LOST.recovery, reason: 'expired' } }],
  ]

  it.each(bad)('complains of %s', (_, crashCase, after) => {
    expect(complaintsAbout(crashCase, after)).toHaveLength(1)
  })
})
