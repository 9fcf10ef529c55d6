/** What one advance is told as. */
import { fingerprint, Secret } from '@everthread/client'
import { describe, expect, it } from 'vitest'
import type { Gathered } from './gather.ts'
import { roundOf } from './round.ts'
import type { Happening } from './advance.ts'
import type { AttemptOutcome } from '../keeper/attempt.ts'
import type { Decision, TokenFacts } from '../keeper/facts.ts'
import type { SinkContent } from '../sinks/token-sink.ts'
import type { Sink } from '../store/sinks.ts'
import type { Millis } from '../time/clock.ts'

const NOW = 5 as Millis
const facts: TokenFacts = { fingerprint: 'f', expiry: { kind: 'unknown' } }
const fresh: Decision = { kind: 'wait', reason: 'fresh', at: NOW }
const minted: AttemptOutcome = {
  kind: 'minted',
  how: 'renewed',
  minted: { token: new Secret('THAAnew'), facts },
  profile: { id: '1' },
}
const attempted = (outcome: AttemptOutcome): Happening => ({ kind: 'attempted', outcome, why: 'due' })
const refused = attempted({ kind: 'needs_person', reason: 'checkpoint' })

interface Place {
  readonly sink: Sink
  readonly content: SinkContent
}

function gathered(sinks: readonly Place[] = []): Gathered {
  const account = { id: 'a', userId: '1', createdAt: NOW, jitter: 0 }
  const current = {
    accountId: 'a',
    number: 1,
    sealedToken: '',
    facts,
    obtainedAt: NOW,
    source: 'adopted',
    state: 'current',
  } as const
  const view = {
    keeper: { token: facts, renewBefore: { kind: 'share', share: 0.5 }, jitter: 0, canExchange: false },
    journal: 'none',
    known: new Set<string>(),
    sinks: [],
    tokenDueAt: NOW,
  } as const
  return {
    account,
    current,
    generations: [current],
    token: new Secret('THAA'),
    appSecret: undefined,
    sinks,
    sinkIds: sinks.map(({ sink }) => sink.id),
    work: [],
    journal: { kind: 'none' },
    view,
  }
}

const file: Sink = { id: 's', accountId: 'a', kind: 'env_file', path: '/srv/.env', key: 'KEY' }

describe('an advance in which', () => {
  const table: [string, Happening[], Decision, object][] = [
    ['nothing happened is its decision', [], fresh, { outcome: 'not_due', reason: 'fresh', next: fresh }],
    [
      'a token was renewed',
      [attempted(minted), { kind: 'looked' }],
      fresh,
      { outcome: 'renewed', reason: 'renewed' },
    ],
    ['a token was exchanged', [attempted({ ...minted, how: 'exchanged' })], fresh, { outcome: 'exchanged' }],
    [
      'a renewal was found in the journal',
      [{ kind: 'recovered', outcome: minted }],
      fresh,
      { outcome: 'renewed' },
    ],
    ['a journal was settled with nothing in it', [{ kind: 'recovered' }], fresh, { outcome: 'not_due' }],
    [
      'Meta called it too young',
      [attempted({ kind: 'too_young' })],
      fresh,
      { outcome: 'too_young', reason: 'too-young' },
    ],
    [
      'nobody answered',
      [attempted({ kind: 'transient', reason: 'network', detail: 'x' })],
      fresh,
      { outcome: 'transient', reason: 'network', detail: 'x' },
    ],
    [
      'nobody proved the new token',
      [attempted({ kind: 'unverified', reason: 'not-json', detail: 'x' })],
      fresh,
      { outcome: 'transient', reason: 'not-json' },
    ],
    [
      'the refusal is a riddle',
      [attempted({ kind: 'suspect', reason: 'suspect', detail: 'x' })],
      fresh,
      { outcome: 'suspect' },
    ],
    [
      'the disk is full',
      [attempted({ kind: 'local', reason: 'disk-full', detail: 'x' })],
      fresh,
      { outcome: 'failed', reason: 'disk-full' },
    ],
    ['Meta refused', [refused], fresh, { outcome: 'needs_person', reason: 'checkpoint' }],
    [
      'Meta refused, and the decision says why more clearly',
      [{ kind: 'looked', refused: 'token-invalid' }],
      { kind: 'needs_person', reason: 'renewal-answer-lost' },
      { outcome: 'needs_person', reason: 'renewal-answer-lost' },
    ],
    [
      'Meta refused, and the next look was fine',
      [refused, { kind: 'looked' }],
      fresh,
      { outcome: 'not_due' },
    ],
    [
      'Meta refused, and the next look was in vain',
      [refused, { kind: 'looked', silent: 'network' }],
      fresh,
      { outcome: 'needs_person' },
    ],
    [
      'Meta refused, and somebody changed a file before it could be written',
      [refused, { kind: 'overtaken' }],
      fresh,
      { outcome: 'needs_person', reason: 'checkpoint' },
    ],
    [
      'Meta refused, and a person had given another token',
      [refused, { kind: 'found', sinkId: 's', result: 'adopted' }],
      fresh,
      { outcome: 'not_due' },
    ],
    [
      'a token was renewed, and then all was fine',
      [attempted(minted), { kind: 'looked' }, { kind: 'delivered', sinkId: 's' }],
      fresh,
      { outcome: 'renewed' },
    ],
    [
      'a long-lived token was to be exchanged, and was renewed',
      [attempted({ kind: 'long_already' }), attempted(minted)],
      fresh,
      { outcome: 'renewed' },
    ],
    [
      'nobody said whose the found token is',
      [{ kind: 'found', sinkId: 's', result: 'no-answer' }],
      fresh,
      { outcome: 'transient', reason: 'network' },
    ],
    [
      'the found token was refused once',
      [{ kind: 'found', sinkId: 's', result: 'refused-once' }],
      fresh,
      { outcome: 'transient', reason: 'revocation-unconfirmed' },
    ],
    [
      'a found token was dead',
      [{ kind: 'found', sinkId: 's', result: 'dead' }],
      fresh,
      { outcome: 'not_due' },
    ],
  ]
  for (const [name, happenings, decision, expected] of table) {
    it(name, () => expect(roundOf({ happenings, decision, gathered: gathered() })).toMatchObject(expected))
  }

  it('a renewed token was not written says so, although it is safe', () => {
    const happenings: Happening[] = [
      attempted(minted),
      { kind: 'delivered', sinkId: 's', reason: 'disk-full', detail: 'no room' },
    ]
    const place: Place = { sink: file, content: { kind: 'missing' } }
    expect(roundOf({ happenings, decision: fresh, gathered: gathered([place]) })).toMatchObject({
      outcome: 'failed',
      reason: 'renewed-not-written',
      detail: 'no room',
      written: [],
    })
  })

  it('a token was written names the place', () => {
    const place: Place = { sink: file, content: { kind: 'missing' } }
    const happenings: Happening[] = [attempted(minted), { kind: 'delivered', sinkId: 's' }]
    const { written } = roundOf({ happenings, decision: fresh, gathered: gathered([place]) })
    expect(written).toEqual([{ path: '/srv/.env', key: 'KEY', changed: true }])
  })

  describe('another user’s token lies in a file', () => {
    const token = new Secret('THAAstranger')
    const rejected = { fingerprint: fingerprint(token), reason: 'other-user' } as const
    const place: Place = { sink: { ...file, rejected }, content: { kind: 'token', token } }
    const found: Happening = { kind: 'found', sinkId: 's', result: 'other-user' }
    const roundAfter = (...happenings: Happening[]) =>
      roundOf({ happenings, decision: fresh, gathered: gathered([place]) })
    const question = { outcome: 'needs_person', reason: 'other-user', asks: 'other-user' }

    it('is a question as long as it lies there', () => {
      expect(roundAfter(found)).toMatchObject(question)
      expect(roundAfter()).toMatchObject(question)
      const gone: Place = { ...place, content: { kind: 'missing' } }
      const round = roundOf({ happenings: [], decision: fresh, gathered: gathered([gone]) })
      expect([round.outcome, round.asks]).toEqual(['not_due', undefined])
    })

    it('is a question in the round that renews, too, and the renewal is not forgotten over it', () => {
      expect(roundAfter(found, attempted(minted))).toMatchObject({ ...question, gained: 'renewed' })
      expect(roundAfter(attempted({ kind: 'too_young' }))).toMatchObject(question)
    })

    it('does not hide what endangers our own', () => {
      const trouble = attempted({ kind: 'local', reason: 'disk-full', detail: 'x' })
      expect(roundAfter(trouble)).toMatchObject({
        outcome: 'failed',
        reason: 'disk-full',
        asks: 'other-user',
      })
    })
  })
})
