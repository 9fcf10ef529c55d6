/**
 * The renewal decision: `(facts, now) -> Decision`. Pure; the clock, the jitter and what a person wishes are arguments.
 *
 * A chain of small checks. The first that has an opinion decides, so the order is the policy:
 *
 * | check | decides |
 * |---|---|
 * | refusal | a clear refusal: looked at again after 10 minutes, then a person, then daily |
 * | permanent | never expires: nothing to do |
 * | short-lived | exchange it, or ask for the app secret |
 * | expired | tried once (the clock may be wrong), then a person |
 * | lifetime unknown | one renewal attempt is the probe |
 * | emergency | the last twentieth: at least hourly, whatever the back-off says |
 * | planned | wait until a third is left (day 40 of 60), or until the configured window |
 * | too young | wait until Meta will renew it, unless it would die first |
 * | backing off | wait, but never into the emergency band |
 *
 * What no check decides is renewed.
 */
import type { Millis } from '../time/clock.ts'
import { DAY, HOUR, MINUTE } from '../time/duration.ts'
import { reasonToWait } from './backoff.ts'
import type { Attempts, Decision, KeeperFacts, RenewBefore, Wish } from './facts.ts'
import {
  AGE_MARGIN_MS,
  kindOf,
  type Lifetime,
  lifetimeOf,
  LONG_LIFETIME_MS,
  renewableFrom,
} from './lifetime.ts'
import { CONFIRM_AFTER_MS, CONFIRMATIONS_NEEDED } from './refusal.ts'

/** A third of the lifetime: room for an outage of 19 days, and a person is still told 14 days ahead. */
export const DEFAULT_RENEW_BEFORE: RenewBefore = { kind: 'share', share: 1 / 3 }

/** The band in which no back-off is longer than an hour. */
const EMERGENCY_SHARE = 1 / 20
const EMERGENCY_EVERY_MS = HOUR

/** The widest spread of planned renewals: a 120th of the lifetime, half a day of 60. Always earlier, never later. */
const SPREAD_SHARE = 1 / 120

/** A checkpoint can be cleared by the person without our knowing. */
const LOOK_AGAIN_MS = DAY

/** Clocks are set right by minutes all the time. */
const CLOCK_CORRECTION_MS = HOUR

type Check = (facts: KeeperFacts, now: Millis, wish: Wish) => Decision | undefined

const CHECKS: readonly Check[] = [
  refusal,
  permanent,
  shortLived,
  expired,
  lifetimeUnknown,
  forced,
  emergency,
  planned,
  tooYoung,
  backingOff,
]

export function decide(given: KeeperFacts, now: Millis, wish: Wish = {}): Decision {
  const facts = withoutFuture(given, now)
  for (const check of CHECKS) {
    const decision = check(facts, now, wish)
    if (decision) return decision
  }
  return { kind: 'renew', reason: 'due' }
}

/** What is noted for later than now was noted by a clock that ran ahead; to believe it could mean to wait for years. */
function withoutFuture({ attempts, refusal, ...facts }: KeeperFacts, now: Millis): KeeperFacts {
  const latest = now + CLOCK_CORRECTION_MS
  return {
    ...facts,
    ...(attempts && attempts.lastAt <= latest && { attempts }),
    ...(refusal && refusal.lastAt <= latest && { refusal }),
  }
}

/** When the renewal is planned; `undefined` where there is nothing to plan. Also what "overdue" is measured from. */
export function plannedRenewalAt(
  facts: Pick<KeeperFacts, 'token' | 'renewBefore' | 'jitter'>,
): Millis | undefined {
  const life = lifetimeOf(facts.token)
  return life && planFor(life, facts)
}

function refusal({ refusal }: KeeperFacts, now: Millis): Decision | undefined {
  if (!refusal) return undefined
  if (refusal.confirmations < CONFIRMATIONS_NEEDED) {
    const at = later(refusal.lastAt, CONFIRM_AFTER_MS)
    return now < at
      ? { kind: 'wait', reason: 'revocation-unconfirmed', at }
      : { kind: 'probe', reason: 'revocation-unconfirmed' }
  }
  return { kind: 'needs_person', reason: refusal.reason, at: later(refusal.lastAt, LOOK_AGAIN_MS) }
}

function permanent({ token }: KeeperFacts): Decision | undefined {
  return token.expiry.kind === 'never' ? { kind: 'wait', reason: 'permanent' } : undefined
}

function shortLived(facts: KeeperFacts, now: Millis, wish: Wish): Decision | undefined {
  if (kindOf(facts.token) !== 'short' || isExpired(facts, now)) return undefined
  if (!facts.canExchange) return { kind: 'needs_person', reason: 'short-lived-no-secret' }
  const waiting = wish.force ? undefined : waitForBackoff(facts.attempts, now, lifetimeOf(facts.token))
  return waiting ?? { kind: 'exchange', reason: 'short-lived' }
}

function expired(facts: KeeperFacts, now: Millis, wish: Wish): Decision | undefined {
  const { token, attempts } = facts
  if (!isExpired(facts, now) || token.expiry.kind !== 'at') return undefined
  const triedSince = attempts !== undefined && attempts.lastAt >= token.expiry.at
  if (triedSince && attempts.reason === 'expired') return { kind: 'needs_person', reason: 'expired' }
  if (kindOf(token) === 'short') return { kind: 'needs_person', reason: 'expired' }
  if (triedSince && !wish.force && now < attempts.notBefore) {
    return { kind: 'wait', reason: reasonToWait(attempts), at: attempts.notBefore }
  }
  return { kind: 'probe', reason: 'expired-try-once' }
}

function lifetimeUnknown(facts: KeeperFacts, now: Millis, wish: Wish): Decision | undefined {
  if (facts.token.expiry.kind !== 'unknown') return undefined
  const from = renewableFrom(facts.token)
  if (from !== undefined && now < from + AGE_MARGIN_MS) {
    return { kind: 'wait', reason: 'renewed-recently', at: later(from, AGE_MARGIN_MS) }
  }
  const { attempts } = facts
  if (attempts && now < attempts.notBefore && !(wish.force && attempts.reason !== 'too-young')) {
    return { kind: 'wait', reason: reasonToWait(attempts), at: attempts.notBefore }
  }
  return { kind: 'probe', reason: 'lifetime-unknown' }
}

function forced(facts: KeeperFacts, now: Millis, wish: Wish): Decision | undefined {
  if (!wish.force) return undefined
  return tooYoung(facts, now) ?? { kind: 'renew', reason: 'forced' }
}

function emergency(facts: KeeperFacts, now: Millis): Decision | undefined {
  const life = lifetimeOf(facts.token)
  if (!life || now < emergencyFrom(life)) return undefined
  const waiting = tooYoung(facts, now)
  if (waiting) return waiting
  const { attempts } = facts
  if (attempts) {
    const at = earlier(attempts.notBefore, later(attempts.lastAt, EMERGENCY_EVERY_MS))
    if (now < at) return { kind: 'wait', reason: reasonToWait(attempts), at: earlier(at, life.expiresAt) }
  }
  return { kind: 'renew', reason: 'emergency' }
}

function planned(facts: KeeperFacts, now: Millis): Decision | undefined {
  const life = lifetimeOf(facts.token)
  const at = life && planFor(life, facts)
  return at !== undefined && now < at ? { kind: 'wait', reason: 'fresh', at } : undefined
}

function tooYoung({ token }: KeeperFacts, now: Millis): Decision | undefined {
  const life = lifetimeOf(token)
  const from = renewableFrom(token)
  if (from === undefined || now >= from + AGE_MARGIN_MS) return undefined
  const at = later(from, AGE_MARGIN_MS)
  // A token that would be dead before Meta's 24 hours are over is tried all the same: there is nothing to lose.
  if (life && at >= life.expiresAt) return undefined
  return { kind: 'wait', reason: token.mintedAt === undefined ? 'too-young' : 'renewed-recently', at }
}

function backingOff({ attempts, token }: KeeperFacts, now: Millis): Decision | undefined {
  return waitForBackoff(attempts, now, lifetimeOf(token))
}

/** Never into the last twentieth, which is three minutes of a short-lived token's hour: there it is tried every minute. */
function waitForBackoff(
  attempts: Attempts | undefined,
  now: Millis,
  life: Lifetime | undefined,
): Decision | undefined {
  if (!attempts) return undefined
  const { lastAt, notBefore } = attempts
  const bound = life && Math.min(Math.max(emergencyFrom(life), lastAt + MINUTE), life.expiresAt)
  const at = earlier(notBefore, (bound ?? notBefore) as Millis)
  return now < at ? { kind: 'wait', reason: reasonToWait(attempts), at } : undefined
}

function planFor(
  life: Lifetime,
  { renewBefore, jitter }: Pick<KeeperFacts, 'renewBefore' | 'jitter'>,
): Millis {
  const wanted = renewBefore.kind === 'share' ? life.lengthMs * renewBefore.share : renewBefore.ms
  const beforeMs = Math.min(wanted, life.lengthMs) + life.lengthMs * SPREAD_SHARE * jitter
  const youngest = life.bornAt + LONG_LIFETIME_MS / 60 + AGE_MARGIN_MS
  const at = Math.trunc(life.expiresAt - beforeMs)
  // A window as wide as the lifetime still leaves Meta's 24 hours, where the token lives that long.
  return (youngest < life.expiresAt ? Math.max(at, youngest) : at) as Millis
}

function emergencyFrom(life: Lifetime): Millis {
  return Math.trunc(life.expiresAt - life.lengthMs * EMERGENCY_SHARE) as Millis
}

function isExpired({ token }: KeeperFacts, now: Millis): boolean {
  return token.expiry.kind === 'at' && token.expiry.at <= now
}

function later(instant: Millis, ms: number): Millis {
  return (instant + ms) as Millis
}

function earlier(a: Millis, b: Millis): Millis {
  return Math.min(a, b) as Millis
}
