/**
 * Which alerts are due now: each step once, the later one swallowing the earlier, and `recovered` when all is well
 * again. Pure; what was announced is a list of step ids that a row keeps.
 *
 * | step                | due when                                                        | over when                    |
 * | ------------------- | --------------------------------------------------------------- | ---------------------------- |
 * | renewal-overdue     | 48 hours past the planned renewal                               | renewed                      |
 * | expires-in-N-days   | N = 14, 7, 3, 1 days are left and the plan was missed or cannot be kept | renewed              |
 * | needs-person        | a person is needed; once for each reason                        | alive without a person       |
 * | token-dead          | refused for good, or an hour past the expiry                    | another token, or it revived |
 * | data-access-expires | 14, 7, 3, 1 days are left of the grant                          | granted again                |
 * | sink-failed         | a sink did not take the token; once for each sink               | it took it                   |
 * | consumer-unproven   | the application does not show that it holds the token           | it does                      |
 * | clock-skew          | our clock and Meta's differ by 5 minutes                        | by less than half of that    |
 * | keeper-blocked      | never here: `notices.ts` tells it where no round comes about     | any round                    |
 *
 * A healthy plan is silent, however little is left: with `renewBefore` at 7 days nobody hears of 14. A step that depends
 * on time is over only when it would not come back within a day, so a clock that is corrected to and fro announces
 * nothing twice. Decide after the round's attempt, never before it: a laptop that slept past its plan renews first.
 */
import type { Reason } from '../keeper/reasons.ts'
import type { Millis } from '../time/clock.ts'
import { DAY, HOUR, MINUTE } from '../time/duration.ts'
import type { Condition } from './condition.ts'
import type { EventName } from './event.ts'

export interface AlertFacts {
  readonly condition: Condition
  /** How the last round ended: why the token is not renewed, or that it is. */
  readonly reason: Reason
  /** What the policy planned, not what back-off made of it; for a token taken over later than that, when it was. */
  readonly plannedAt?: Millis
  readonly expiresAt?: Millis
  readonly dataAccessExpiresAt?: Millis
  readonly sinkFailures: readonly { readonly sink: string; readonly reason: Reason }[]
  readonly consumerUnproven: boolean
  /** Our clock minus Meta's. */
  readonly skewMs?: number
}

/** The ids of the steps that were announced and are not over. JSON as it is. */
export type AlertState = readonly string[]

export interface AlertStep {
  readonly id: string
  readonly event: EventName
  readonly reason: Reason
  /** The sink that failed. */
  readonly sink?: string
}

export interface AlertDecision {
  /** To be announced now, in this order. */
  readonly due: readonly AlertStep[]
  /** To be stored together with the announcement. */
  readonly state: AlertState
}

/** Steps of one trouble, from the early to the late; the last one speaks for all. */
type Ladder = readonly AlertStep[]

const OVERDUE_MS = 2 * DAY

/** When a plan counts as missed for the day steps: a tenth of the time that it left itself, which for 20 days is 48 hours. */
const MISSED_AFTER = 1 / 10

/** By then a keeper that woke up past the expiry has tried once; if it could not, a person hears of it all the same. */
const DEAD_AFTER_EXPIRY_MS = HOUR

const CALM_FOR_MS = DAY

const SKEW_MS = 5 * MINUTE

const DAY_STEPS = [
  [14, 'expires-in-14-days'],
  [7, 'expires-in-7-days'],
  [3, 'expires-in-3-days'],
  [1, 'expires-in-1-day'],
] as const

export function alertDecision(facts: AlertFacts, announced: AlertState, now: Millis): AlertDecision {
  const ladders = laddersAt(facts, now)
  const reached = ladders.flat().map(({ id }) => id)
  const lasting = new Set(laddersAt(facts, now + CALM_FOR_MS).flatMap((ladder) => ladder.map(({ id }) => id)))
  const kept = announced.filter((id) => lasting.has(id) || isLasting(id, facts))
  const state = [...new Set([...kept, ...reached])]
  if (announced.length > 0 && state.length === 0) {
    return { due: [{ id: 'recovered', event: 'recovered', reason: facts.reason }], state }
  }
  const news = ladders.flatMap((ladder) => ladder.slice(-1)).filter(({ id }) => !announced.includes(id))
  const silenced = silencedBy(news, facts.condition)
  return { due: news.filter(({ event }) => !silenced.includes(event)), state }
}

/** For a row that anything may have happened to: what cannot be read was not announced. */
export function parseAlertState(value: unknown): AlertState {
  return Array.isArray(value) && value.every((id) => typeof id === 'string') ? value : []
}

/** Steps whose end is not a matter of time. */
function isLasting(id: string, { condition, skewMs = 0 }: AlertFacts): boolean {
  if (id.startsWith('needs-person:')) return condition.kind !== 'alive'
  return id === 'clock-skew' && Math.abs(skewMs) >= SKEW_MS / 2
}

const REMINDERS: readonly EventName[] = [
  'renewal-overdue',
  'data-access-expires',
  ...DAY_STEPS.map(([, event]) => event),
]

/** The graver news speaks for the lesser. What is silenced counts as announced: it is not told a day later either. */
function silencedBy(news: Ladder, condition: Condition): readonly EventName[] {
  const brings = (event: EventName): boolean => news.some((step) => step.event === event)
  if (condition.kind === 'dead' || brings('token-dead')) return ['needs-person', ...REMINDERS]
  if (brings('needs-person')) return REMINDERS
  return condition.kind === 'alive' ? [] : ['renewal-overdue']
}

/** `at` is now, or a day later for what is not yet over. */
function laddersAt(facts: AlertFacts, at: number): readonly Ladder[] {
  return [
    personLadder(facts),
    lifeLadder(facts, at),
    dataAccessLadder(facts, at),
    ...facts.sinkFailures.map(sinkLadder),
    facts.consumerUnproven ? [CONSUMER_UNPROVEN] : [],
    Math.abs(facts.skewMs ?? 0) >= SKEW_MS ? [CLOCK_SKEW] : [],
  ]
}

function personLadder({ condition }: AlertFacts): Ladder {
  return condition.kind === 'needs-person' ? [needsPerson(condition.reason)] : []
}

/** A death is also the news that a person is needed for that reason. */
function lifeLadder(facts: AlertFacts, at: number): Ladder {
  const { condition, expiresAt } = facts
  if (condition.kind === 'dead') {
    return [needsPerson(condition.reason), ...renewalLadder(facts, at), dead(condition.reason)]
  }
  const isOver = expiresAt !== undefined && at >= expiresAt + DEAD_AFTER_EXPIRY_MS
  if (!isOver) return renewalLadder(facts, at)
  return [...renewalLadder(facts, at), dead(condition.kind === 'alive' ? 'expired' : condition.reason)]
}

function renewalLadder(facts: AlertFacts, at: number): Ladder {
  const { condition, plannedAt, expiresAt } = facts
  const reason = condition.kind === 'alive' ? facts.reason : condition.reason
  const isOverdue = plannedAt !== undefined && at >= plannedAt + OVERDUE_MS
  const overdue = isOverdue ? [step('renewal-overdue', reason)] : []
  if (expiresAt === undefined || !isPlanLost(facts, at)) return overdue
  const reached = DAY_STEPS.filter(([days]) => expiresAt - at <= days * DAY)
  return [...overdue, ...reached.map(([, event]) => step(event, reason))]
}

/** Missed, or such that it cannot be kept. Only then do the days that are left concern anybody. */
function isPlanLost({ condition, plannedAt, expiresAt }: AlertFacts, at: number): boolean {
  if (condition.kind !== 'alive' || plannedAt === undefined || expiresAt === undefined) return true
  const leadMs = expiresAt - plannedAt
  return leadMs <= 0 || at >= plannedAt + Math.min(OVERDUE_MS, leadMs * MISSED_AFTER)
}

function dataAccessLadder({ dataAccessExpiresAt }: AlertFacts, at: number): Ladder {
  if (dataAccessExpiresAt === undefined) return []
  const reached = DAY_STEPS.filter(([days]) => dataAccessExpiresAt - at <= days * DAY)
  return reached.map(([days]) => ({
    id: `data-access-expires:${days}`,
    event: 'data-access-expires',
    reason: 'data-access-ending',
  }))
}

function sinkLadder({ sink, reason }: AlertFacts['sinkFailures'][number]): Ladder {
  return [{ id: `sink-failed:${sink}`, event: 'sink-failed', reason, sink }]
}

/** There is no reason for silence: what is known is that the token was renewed. */
const CONSUMER_UNPROVEN = step('consumer-unproven', 'not-proven')

const CLOCK_SKEW = step('clock-skew', 'clock-skew')

function needsPerson(reason: Reason): AlertStep {
  return { id: `needs-person:${reason}`, event: 'needs-person', reason }
}

function dead(reason: Reason): AlertStep {
  return step('token-dead', reason)
}

function step(event: EventName, reason: Reason): AlertStep {
  return { id: event, event, reason }
}
