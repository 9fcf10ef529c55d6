/** One attempt against the sandbox: every way in which it can end, and what each leaves in the journal. */
import { Secret } from '@everthread/client'
import { type Fault, fault } from '@everthread/sandbox'
import { describe, expect, it } from 'vitest'
import { explainFileFailure } from '../sinks/explain-file-failure.ts'
import type { Millis } from '../time/clock.ts'
import { DAY } from '../time/duration.ts'
import type { Answer, KeeperApi, Look, Minted } from './api.ts'
import { attempt, type AttemptContext, type AttemptOutcome, type How, recoverAttempt } from './attempt.ts'
import { noCrash } from './crash-point.ts'
import type { TokenFacts } from './facts.ts'
import {
  createMemoryJournal,
  createTestWorld,
  DEAD,
  diskError,
  type MemoryJournal,
  type TestWorld,
} from './test-world.ts'

interface Trial {
  readonly outcome: AttemptOutcome
  readonly journal: MemoryJournal
  readonly context: AttemptContext
}

function valueOf<T>(answer: Answer<T>): T {
  if (answer.kind !== 'ok') throw new Error(`the sandbox answered ${answer.kind}`)
  return answer.value
}

async function contextFor(world: TestWorld, change: Partial<AttemptContext> = {}): Promise<AttemptContext> {
  const token = change.token ?? world.token({ age: '45d' })
  const { facts, profile }: Look = valueOf(await world.api.look(token))
  return {
    api: world.api,
    journal: createMemoryJournal(),
    crashPoint: noCrash,
    token,
    facts,
    userId: profile.id,
    explainLocal: explainFileFailure,
    ...change,
  }
}

/** Faults for the renewal and for the `/me` calls after it, in order; `undefined` lets a call pass. */
interface Weather {
  readonly renewal?: Fault
  readonly me?: readonly (Fault | undefined)[]
}

function set(world: TestWorld, { renewal, me = [] }: Weather, how: How = 'renewed'): void {
  const endpoint = how === 'renewed' ? 'refresh_access_token' : 'access_token'
  if (renewal) world.sandbox.faults.add({ endpoint, fault: renewal })
  for (const [after, one] of me.entries())
    if (one) world.sandbox.faults.add({ endpoint: 'me', after, fault: one })
}

async function tryOnce(
  world: TestWorld,
  weather: Weather = {},
  change: Partial<AttemptContext> = {},
): Promise<Trial> {
  const journal = createMemoryJournal()
  const context = await contextFor(world, { journal, ...change })
  set(world, weather)
  return { outcome: await attempt(context, 'renewed'), journal, context }
}

describe('an attempt that succeeds', () => {
  it('is minted and proven, and the journal holds the new token until the caller has committed it', async () => {
    await using world = await createTestWorld()
    const { outcome, journal, context } = await tryOnce(world)
    if (outcome.kind !== 'minted') throw new Error(outcome.kind)
    const { minted, how, profile } = outcome
    expect([how, profile.id, world.verdict(minted.token)]).toEqual(['renewed', world.userId(), 'alive'])
    expect(minted.token.reveal()).not.toBe(context.token.reveal())
    expect(minted.facts.expiry.kind).toBe('at')
    expect(minted.facts.mintedAt).toBeLessThanOrEqual(world.clock.now())
    expect(journal.state()).toEqual({ kind: 'recorded', minted })
    expect(world.calls('refresh_access_token')).toBe(1)
  })

  it('exchanges a short-lived token with the app secret', async () => {
    await using world = await createTestWorld()
    const appSecret = new Secret(world.sandbox.appSecret)
    const context = await contextFor(world, { token: world.token({ kind: 'short' }), appSecret })
    const outcome = await attempt(context, 'exchanged')
    expect(outcome).toMatchObject({ kind: 'minted', how: 'exchanged' })
  })

  it('takes the same string with a new life for what it is', async () => {
    await using world = await createTestWorld({ switches: { refreshReturns: 'same-token' } })
    const { outcome, context } = await tryOnce(world)
    if (outcome.kind !== 'minted') throw new Error(outcome.kind)
    expect(outcome.minted.token.reveal()).toBe(context.token.reveal())
    expect(outcome.minted.facts.expiry).toMatchObject({ kind: 'at' })
  })
})

describe('a disk that is full', () => {
  it('before the call costs no call', async () => {
    await using world = await createTestWorld()
    const journal = createMemoryJournal()
    journal.failing.prepare = diskError('ENOSPC')
    const { outcome } = await tryOnce(world, {}, { journal })
    expect(outcome).toMatchObject({ kind: 'local', reason: 'disk-full' })
    expect(world.calls('refresh_access_token')).toBe(0)
  })

  it('for a moment after the call is given a second chance', async () => {
    await using world = await createTestWorld()
    const journal = createMemoryJournal()
    journal.failing.record = diskError('EIO')
    const { outcome } = await tryOnce(world, { me: [fault.unavailable()] }, { journal })
    expect([outcome.kind, journal.state().kind]).toEqual(['unverified', 'recorded'])
  })

  it('after the call costs no token: the proven one is handed to the caller', async () => {
    await using world = await createTestWorld({ switches: { revokeOld: true } })
    const journal = createMemoryJournal()
    journal.failing.recordTwice = diskError('EIO')
    const { outcome } = await tryOnce(world, {}, { journal })
    if (outcome.kind !== 'minted') throw new Error(outcome.kind)
    expect([world.verdict(outcome.minted.token), journal.state().kind]).toEqual(['alive', 'intent'])
  })

  it('after the call, with nobody to prove the token, is the machine’s trouble and says so', async () => {
    await using world = await createTestWorld()
    const journal = createMemoryJournal()
    journal.failing.recordTwice = diskError('EIO')
    const { outcome } = await tryOnce(world, { me: [fault.unavailable()] }, { journal })
    expect(outcome).toMatchObject({ kind: 'local', reason: 'file-not-writable' })
    expect(journal.state()).toEqual({ kind: 'intent' })
  })
})

describe('a renewal without a usable answer', () => {
  const silences: [string, Fault, string][] = [
    ['503', fault.unavailable(), 'server-error'],
    ['HTML of a captive portal', fault.html(), 'not-json'],
    ['garbage', fault.garbage(), 'not-json'],
    ['JSON that ends in the middle', fault.truncated(), 'not-json'],
    ['200 without a token', fault.empty(), 'not-json'],
    ['200 with an error of Meta’s inside', fault.okWithError(2), 'server-error'],
    ['code 1', { kind: 'error', code: 1 }, 'server-error'],
    ['a connection that breaks before the effect', fault.unreachable(), 'network'],
    ['a connection that breaks after the effect', fault.answerLost(), 'network'],
    ['a rate limit', fault.rateLimit(), 'rate-limited'],
    ['code 4', { kind: 'error', code: 4 }, 'rate-limited'],
    ['code 17', { kind: 'error', code: 17 }, 'rate-limited'],
  ]
  for (const [name, renewal, reason] of silences) {
    it(`${name}: the old token lives, so nothing is lost and nothing is open`, async () => {
      await using world = await createTestWorld()
      const { outcome, journal, context } = await tryOnce(world, { renewal })
      expect(outcome).toMatchObject({ kind: 'transient', reason })
      expect(journal.state()).toEqual({ kind: 'none' })
      expect(world.verdict(context.token)).toBe('alive')
    })
  }

  it('and nobody to ask afterwards: the journal stays open, and recovery asks before anything is repeated', async () => {
    await using world = await createTestWorld()
    const { outcome, journal, context } = await tryOnce(world, {
      renewal: fault.answerLost(),
      me: [fault.unavailable()],
    })
    expect(outcome).toMatchObject({ kind: 'transient', reason: 'network' })
    expect(journal.state()).toEqual({ kind: 'intent' })
    expect(await recoverAttempt(context, journal.state())).toBeUndefined()
    expect(journal.state()).toEqual({ kind: 'none' })
    expect(world.calls('refresh_access_token')).toBe(1)
  })

  it('that Meta acted on, where a renewal kills the old token, is the one loss that nobody can prevent', async () => {
    await using world = await createTestWorld({ switches: { revokeOld: true } })
    const { outcome } = await tryOnce(world, { renewal: fault.answerLost() })
    expect(outcome).toEqual({ kind: 'needs_person', reason: 'renewal-answer-lost' })
  })

  it('of a token that was past its end anyway needs no such explanation', async () => {
    await using world = await createTestWorld()
    const context = await contextFor(world)
    world.sandbox.clock.advance('30d')
    set(world, { renewal: fault.unavailable() })
    expect(await attempt(context, 'renewed')).toEqual({ kind: 'needs_person', reason: 'expired' })
  })

  it('tells how long Meta asks to wait', async () => {
    await using world = await createTestWorld({ switches: { retryAfterHeader: true } })
    const { outcome } = await tryOnce(world, { renewal: fault.rateLimit() })
    expect(outcome).toMatchObject({ kind: 'transient', retryAfterMs: 60_000 })
  })
})

describe('a renewal that Meta refuses', () => {
  it('is a person’s when /me refuses as well, with the reason of /me', async () => {
    await using world = await createTestWorld()
    const context = await contextFor(world)
    await world.sandbox.revoke({ user: 'anna', subcode: 460 })
    expect(await attempt(context, 'renewed')).toEqual({ kind: 'needs_person', reason: 'password-changed' })
  })

  it('is only suspect while /me accepts the token', async () => {
    await using world = await createTestWorld()
    const { outcome, journal } = await tryOnce(world, { renewal: DEAD })
    expect(outcome).toMatchObject({ kind: 'suspect', reason: 'renewal-refused' })
    expect(journal.state()).toEqual({ kind: 'none' })
  })

  it('is nobody’s verdict while /me does not answer', async () => {
    await using world = await createTestWorld()
    const { outcome, journal } = await tryOnce(world, { renewal: DEAD, me: [fault.unavailable()] })
    expect(outcome).toMatchObject({ kind: 'transient', reason: 'server-error' })
    expect(journal.state()).toEqual({ kind: 'none' })
  })

  for (const code of [452, 100] as const) {
    it(`with ${code}, of a token of unknown age, is taken for "too young"`, async () => {
      await using world = await createTestWorld({ switches: { refreshBefore24hCode: code } })
      const facts = unknownFacts()
      const { outcome } = await tryOnce(world, {}, { token: world.token({ age: '2h' }), facts })
      expect(outcome).toEqual({ kind: 'too_young' })
    })
  }

  it('with 452 is too young whatever is known of its age', async () => {
    await using world = await createTestWorld()
    const { outcome } = await tryOnce(world, {}, { token: world.token({ age: '2h' }) })
    expect(outcome).toEqual({ kind: 'too_young' })
  })

  it('for a reason that nobody knows is suspect', async () => {
    await using world = await createTestWorld()
    const { outcome } = await tryOnce(world, { renewal: { kind: 'error', code: 98_765 } })
    expect(outcome).toMatchObject({ kind: 'suspect', reason: 'renewal-refused' })
  })

  it('as long-lived already, which only an exchange can be, is not tried again at once', async () => {
    await using world = await createTestWorld()
    const { outcome } = await tryOnce(world, {
      renewal: { kind: 'error', code: 100, error_subcode: 4279023 },
    })
    expect(outcome).toMatchObject({ kind: 'suspect', reason: 'renewal-refused' })
  })
})

describe('an exchange', () => {
  it('of a long-lived token says so', async () => {
    await using world = await createTestWorld()
    const appSecret = new Secret(world.sandbox.appSecret)
    const context = await contextFor(world, { appSecret })
    expect(await attempt(context, 'exchanged')).toEqual({ kind: 'long_already' })
  })

  it('with a wrong app secret is a person’s', async () => {
    await using world = await createTestWorld({ switches: { wrongSecretCode: 101 } })
    const token = world.token({ kind: 'short' })
    const context = await contextFor(world, { token, appSecret: new Secret('wrong') })
    expect(await attempt(context, 'exchanged')).toEqual({ kind: 'needs_person', reason: 'app-secret-wrong' })
  })

  for (const age of ['known', 'unknown']) {
    it(`that Meta answers with code 1, for a token of ${age} lifetime, may be a wrong app secret`, async () => {
      await using world = await createTestWorld({ switches: { wrongSecretCode: 1 } })
      const token = world.token({ kind: 'short' })
      const context = await contextFor(world, { token, appSecret: new Secret('wrong') })
      const facts = age === 'known' ? context.facts : unknownFacts()
      expect(await attempt({ ...context, facts }, 'exchanged')).toMatchObject({
        kind: 'suspect',
        reason: 'exchange-refused',
      })
    })
  }

  it('that Meta answers with code 1 and a status of its own trouble is just that', async () => {
    await using world = await createTestWorld()
    const token = world.token({ kind: 'short' })
    world.sandbox.faults.add({ endpoint: 'access_token', fault: { kind: 'error', code: 1, status: 500 } })
    const context = await contextFor(world, { token, appSecret: new Secret(world.sandbox.appSecret) })
    expect(await attempt(context, 'exchanged')).toMatchObject({ kind: 'transient', reason: 'server-error' })
  })

  it('without an app secret is the caller’s mistake', async () => {
    await using world = await createTestWorld()
    await expect(attempt(await contextFor(world), 'exchanged')).rejects.toBeInstanceOf(TypeError)
  })
})

function unknownFacts(): TokenFacts {
  return { fingerprint: 'f', expiry: { kind: 'unknown' } }
}

/** The sandbox's calls, with one of them answered otherwise. */
function misled(api: KeeperApi, change: Partial<KeeperApi>): KeeperApi {
  return { ...api, ...change }
}

describe('a new token that is no good', () => {
  it('is refused at once: it may not be known all over Meta yet, so the journal keeps it', async () => {
    await using world = await createTestWorld()
    const { outcome, journal } = await tryOnce(world, { me: [DEAD] })
    expect(outcome).toMatchObject({ kind: 'unverified', reason: 'suspect' })
    expect(journal.state().kind).toBe('recorded')
  })

  it('gets no answer: both tokens are kept', async () => {
    await using world = await createTestWorld()
    const { outcome, journal, context } = await tryOnce(world, { me: [fault.html()] })
    expect(outcome).toMatchObject({ kind: 'unverified', reason: 'not-json' })
    expect(journal.state().kind).toBe('recorded')
    expect(world.verdict(context.token)).toBe('alive')
  })

  it('belongs to another user: it is never taken', async () => {
    await using world = await createTestWorld()
    const stranger = world.token({ user: 'boris' })
    const renew = async (): Promise<Answer<Minted>> => ({
      kind: 'ok',
      value: { token: stranger, facts: { fingerprint: 'x', expiry: { kind: 'unknown' } } },
    })
    const { outcome, journal } = await tryOnce(world, {}, { api: misled(world.api, { renew }) })
    expect(outcome).toMatchObject({ kind: 'suspect', reason: 'other-user' })
    expect(journal.state()).toEqual({ kind: 'none' })
  })

  it('would end sooner: the old one is kept as long as it lives', async () => {
    await using world = await createTestWorld({ switches: { expiresInShortBy: '50d' } })
    const { outcome, journal, context } = await tryOnce(world, {}, { token: world.token({ age: '25h' }) })
    expect(outcome).toMatchObject({ kind: 'suspect', reason: 'suspect' })
    expect(journal.state()).toEqual({ kind: 'none' })
    expect(world.verdict(context.token)).toBe('alive')
  })

  it('would end sooner, and the old one is dead: the one that works is taken', async () => {
    await using world = await createTestWorld({ switches: { revokeOld: true } })
    const { outcome } = await tryOnce(world, {}, { facts: longFacts(world) })
    if (outcome.kind !== 'minted') throw new Error(outcome.kind)
    expect(world.verdict(outcome.minted.token)).toBe('alive')
  })

  it('would end sooner, and nobody tells whether the old one lives: both are kept', async () => {
    await using world = await createTestWorld()
    const { outcome, journal } = await tryOnce(
      world,
      { me: [undefined, fault.unavailable()] },
      { facts: longFacts(world) },
    )
    expect(outcome).toMatchObject({ kind: 'unverified' })
    expect(journal.state().kind).toBe('recorded')
  })

  it('would give an end to one that never expires', async () => {
    await using world = await createTestWorld()
    const facts: TokenFacts = { fingerprint: 'f', expiry: { kind: 'never' } }
    const { outcome } = await tryOnce(world, {}, { facts })
    expect(outcome).toMatchObject({ kind: 'suspect', detail: expect.stringContaining('never expires') })
  })
})

/** As if the token that we have lived longer than any that Meta gives. */
function longFacts(world: TestWorld): TokenFacts {
  const at = (world.clock.now() + 90 * DAY) as Millis
  return { fingerprint: 'f', expiry: { kind: 'at', at } }
}

/** Renewed, recorded, and nobody answered when the new token was tried out. */
function recorded(world: TestWorld): Promise<Trial> {
  return tryOnce(world, { me: [fault.unavailable()] })
}

describe('recovery', () => {
  it('of no journal is nothing, and asks nobody', async () => {
    await using world = await createTestWorld()
    const context = await contextFor(world)
    const before = world.calls('me')
    expect(await recoverAttempt(context, { kind: 'none' })).toBeUndefined()
    expect(world.calls('me')).toBe(before)
  })

  it('of an intent, while the old token lives, is nothing lost', async () => {
    await using world = await createTestWorld()
    const journal = createMemoryJournal({ kind: 'intent' })
    const context = await contextFor(world, { journal })
    expect(await recoverAttempt(context, { kind: 'intent' })).toBeUndefined()
    expect(journal.state()).toEqual({ kind: 'none' })
  })

  it('of an intent, with nobody to ask, waits and keeps it', async () => {
    await using world = await createTestWorld()
    const journal = createMemoryJournal({ kind: 'intent' })
    const context = await contextFor(world, { journal })
    set(world, { me: [fault.html()] })
    expect(await recoverAttempt(context, { kind: 'intent' })).toMatchObject({ kind: 'transient' })
    expect(journal.state()).toEqual({ kind: 'intent' })
  })

  for (const [subcode, reason] of [
    [467, 'renewal-answer-lost'],
    [460, 'password-changed'],
    [458, 'app-removed'],
  ] as const) {
    it(`of an intent whose token was refused with ${subcode} is a person’s: ${reason}`, async () => {
      await using world = await createTestWorld()
      const context = await contextFor(world)
      await world.sandbox.revoke({ user: 'anna', subcode })
      expect(await recoverAttempt(context, { kind: 'intent' })).toEqual({ kind: 'needs_person', reason })
    })
  }

  it('of a recorded token proves it, for the caller to commit', async () => {
    await using world = await createTestWorld()
    const { context, journal } = await recorded(world)
    const outcome = await recoverAttempt(context, journal.state())
    expect(outcome).toMatchObject({ kind: 'minted', profile: { id: world.userId() } })
    expect(journal.state().kind).toBe('recorded')
    expect(world.calls('refresh_access_token')).toBe(1)
  })

  it('of a recorded token, with nobody to ask, keeps both', async () => {
    await using world = await createTestWorld()
    const { context, journal } = await recorded(world)
    set(world, { me: [fault.unreachable()] })
    expect(await recoverAttempt(context, journal.state())).toMatchObject({ kind: 'unverified' })
    expect(journal.state().kind).toBe('recorded')
  })

  it('of a recorded token that is refused while the old one lives gives it up, and renews no second time on the day', async () => {
    await using world = await createTestWorld()
    const { context, journal } = await tryOnce(world, { me: [DEAD] })
    set(world, { me: [DEAD] })
    expect(await recoverAttempt(context, journal.state())).toEqual({ kind: 'too_young' })
    expect(journal.state()).toEqual({ kind: 'none' })
  })

  it('of a recorded token, while both are refused, is a person’s and gives nothing up', async () => {
    await using world = await createTestWorld({ switches: { revokeOld: true } })
    const { context, journal } = await recorded(world)
    set(world, { me: [DEAD, DEAD] })
    expect(await recoverAttempt(context, journal.state())).toEqual({
      kind: 'needs_person',
      reason: 'token-invalid',
    })
    expect(await recoverAttempt(context, journal.state())).toMatchObject({ kind: 'minted' })
  })

  it('of a recorded token that is another user’s gives it up', async () => {
    await using world = await createTestWorld()
    const { context, journal } = await recorded(world)
    expect(await recoverAttempt({ ...context, userId: '1' }, journal.state())).toBeUndefined()
    expect(journal.state()).toEqual({ kind: 'none' })
  })

  it('of a recorded token that ends before the one that a person gave meanwhile gives it up', async () => {
    await using world = await createTestWorld()
    const { context, journal } = await recorded(world)
    expect(await recoverAttempt({ ...context, facts: longFacts(world) }, journal.state())).toBeUndefined()
    expect(journal.state()).toEqual({ kind: 'none' })
  })
})
