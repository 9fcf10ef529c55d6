/**
 * The lane of insights of `advance` (DESIGN §4):
 *
 *     gather -> decide (pure) -> read -> … -> one commit, fenced, that gives the account back
 *
 * A read changes nothing at Meta and can be repeated, so a turn writes once, at its end: a crash in it costs calls and no
 * number. A turn is short, so that a post which comes meanwhile does not wait for numbers.
 */
import type { Secret } from '@everthread/client'
import { tokenContext } from './gather.ts'
import { type InsightFacts, type InsightStep, nextInsight } from './insight-lane.ts'
import {
  afterAudience,
  afterCall,
  afterDay,
  afterDescription,
  afterFollowers,
  afterGone,
  afterNumbers,
  afterPage,
  afterTrouble,
  beginTurn,
  type InsightTurn,
} from './insight-turn.ts'
import type { AccountRead } from '../insights/account-policy.ts'
import type { InsightsApi } from '../insights/insights-api.ts'
import type { MetaDays } from '../insights/meta-day.ts'
import { counted, missing } from '../insights/reading.ts'
import { type AudienceSnapshot, type Dimension, DIMENSIONS, type Groups } from '../insights/snapshot.ts'
import type { ReadTrouble } from '../insights/standing.ts'
import type { PublisherAnswer, PublisherTrouble } from '../publisher/publisher-api.ts'
import type { Claim } from '../store/claims.ts'
import type { InsightCommit } from '../store/insight-commit.ts'
import type { DuePost, InsightLaneRows } from '../store/insight-lane.ts'
import type { Millis } from '../time/clock.ts'
import { SECOND } from '../time/duration.ts'
import type { Vault } from '../vault/vault.ts'

export interface InsightLaneDeps {
  /** `undefined`: nothing of it is due. */
  readonly load: (accountId: string) => Promise<InsightLaneRows | undefined>
  readonly commit: (commit: InsightCommit) => Promise<void>
  /** Which of these posts have been taken in. */
  readonly knownPosts: (mediaIds: readonly string[]) => Promise<ReadonlySet<string>>
  readonly api: InsightsApi
  readonly vault: Vault
  readonly days: MetaDays
}

export interface InsightSituation {
  readonly claim: Claim
  readonly rows: InsightLaneRows
  readonly nextPostAt: Millis | undefined
}

/** So many reads in a turn; an audience is one of them, of four calls. */
const MOST_READS = 10

/** The past is filled in at leisure. */
const BETWEEN_TURNS_MS = 30 * SECOND

/** Below a hundred followers Meta does not tell who they are: it is not asked. */
const FEWEST_FOLLOWERS = 100

/** Gives the account back. Rejects with `ClaimLostError` when the claim is lost. */
export async function advanceInsights(deps: InsightLaneDeps, situation: InsightSituation): Promise<void> {
  const { claim, rows, nextPostAt } = situation
  const { number, sealedToken } = rows.generation
  const scene = { deps, token: deps.vault.open(sealedToken, tokenContext(claim.accountId, number)) }
  let turn = beginTurn(rows)
  const facts = (): InsightFacts => ({ rows: turn.rows, days: deps.days, nextPostAt })
  let step = nextInsight(facts(), deps.api.now())
  for (let reads = 0; reads < MOST_READS && isRead(step); reads += 1) {
    turn =
      step.kind === 'read_post'
        ? await readPost(scene, turn, step.post)
        : await readAccount(scene, turn, step.read)
    step = nextInsight(facts(), deps.api.now())
  }
  await deps.commit(commitOf(claim, endOf(turn, step, deps.api.now()), deps.api.now()))
}

type Read = Extract<InsightStep, { kind: 'read_post' | 'read_account' }>

function isRead(step: InsightStep): step is Read {
  return step.kind === 'read_post' || step.kind === 'read_account'
}

interface Ending {
  readonly turn: InsightTurn
  readonly putOffUntil?: Millis
}

/** What the turn leaves due: nothing at rest, everything later where it is put off, the rest of a long list soon. */
function endOf(turn: InsightTurn, step: InsightStep, now: Millis): Ending {
  const accountDue = (dueAt: Millis): Ending => ({
    turn: { ...turn, work: new Map(turn.work).set('', dueAt) },
  })
  switch (step.kind) {
    case 'read_post':
      return { turn }
    case 'read_account':
      return accountDue((now + BETWEEN_TURNS_MS) as Millis)
    case 'rest':
      return step.accountDueAt === undefined ? { turn } : accountDue(step.accountDueAt)
    case 'put_off':
      return { turn: step.isUngranted ? ungranted(turn, now) : turn, putOffUntil: step.until }
    default:
      return step satisfies never
  }
}

function ungranted(turn: InsightTurn, now: Millis): InsightTurn {
  return turn.rows.standing.kind === 'not_granted' ? turn : afterTrouble(turn, { kind: 'not_granted' }, now)
}

function commitOf(claim: Claim, { turn, putOffUntil }: Ending, at: Millis): InsightCommit {
  const { rows, gains, work, firstReads, isTokenDoubted } = turn
  return {
    claim,
    at,
    standing: rows.standing,
    progress: rows.progress,
    calls: rows.calls,
    gains: { ...gains, posts: [...new Map(gains.posts.map((post) => [post.mediaId, post])).values()] },
    work: [...work].map(([subject, dueAt]) => ({ subject, dueAt })),
    firstReads,
    ...(putOffUntil !== undefined && { putOffUntil }),
    isTokenDoubted,
  }
}

interface Scene {
  readonly deps: InsightLaneDeps
  readonly token: Secret
}

async function readPost(scene: Scene, turn: InsightTurn, post: DuePost): Promise<InsightTurn> {
  const { api } = scene.deps
  const { known } = post
  if (!known) return describePost(scene, turn, post)
  const answer = await api.readPost(scene.token, post.mediaId)
  const next = afterCall(turn, api.now())
  if (answer.kind === 'ok')
    return afterNumbers(next, { ...post, known }, { given: answer.value, at: api.now() })
  if (isGone(answer)) return afterGone(next, post, api.now())
  // Refused for good: Meta gave none of its numbers, and is asked again when the post is older.
  if (answer.kind === 'refused') return afterNumbers(next, { ...post, known }, { given: {}, at: api.now() })
  return afterTrouble(next, troubleOf(answer, turn), api.now())
}

async function describePost({ deps, token }: Scene, turn: InsightTurn, post: DuePost): Promise<InsightTurn> {
  const { api } = deps
  const answer = await api.describePost(token, post.mediaId)
  const next = afterCall(turn, api.now())
  if (answer.kind === 'ok')
    return answer.value ? afterDescription(next, post, answer.value) : afterGone(next, post, api.now())
  return answer.kind === 'refused'
    ? afterGone(next, post, api.now())
    : afterTrouble(next, troubleOf(answer, turn), api.now())
}

async function readAccount(scene: Scene, turn: InsightTurn, read: AccountRead): Promise<InsightTurn> {
  switch (read.kind) {
    case 'list':
      return readPage(scene, turn, read)
    case 'followers':
      return readFollowers(scene, turn)
    case 'audience':
      return readAudience(scene, turn)
    case 'day':
      return readDay(scene, turn, read)
    default:
      return read satisfies never
  }
}

async function readPage(
  { deps, token }: Scene,
  turn: InsightTurn,
  page: Extract<AccountRead, { kind: 'list' }>,
): Promise<InsightTurn> {
  const { api } = deps
  const { kind: _, ...question } = page
  const answer = await api.listPosts(token, question)
  const next = afterCall(turn, api.now())
  if (answer.kind !== 'ok') return afterTrouble(next, troubleOf(answer, turn), api.now())
  const { posts, after } = answer.value
  const knownIds = await deps.knownPosts(posts.map(({ mediaId }) => mediaId))
  return afterPage(next, { posts, knownIds, ...(after !== undefined && { next: after }) }, api.now())
}

async function readFollowers({ deps: { api }, token }: Scene, turn: InsightTurn): Promise<InsightTurn> {
  const answer = answeredOrNone(await api.readFollowers(token))
  const next = afterCall(turn, api.now())
  if (answer.kind !== 'ok') return afterTrouble(next, troubleOf(answer, turn), api.now())
  const followers = answer.value === undefined ? missing('not-served') : counted(answer.value)
  return afterFollowers(next, { at: api.now(), followers })
}

async function readDay(
  { deps: { api, days }, token }: Scene,
  turn: InsightTurn,
  read: Extract<AccountRead, { kind: 'day' }>,
): Promise<InsightTurn> {
  const bounds = { start: days.startOf(read.day), end: days.endOf(read.day) }
  const answer = answeredOrNone(await api.readDay(token, bounds))
  const next = afterCall(turn, api.now())
  if (answer.kind !== 'ok') return afterTrouble(next, troubleOf(answer, turn), api.now())
  return afterDay(next, { read, given: answer.value ?? {}, at: api.now() })
}

/** The four dimensions one after the other: all of them, or it is asked again. */
async function readAudience({ deps: { api }, token }: Scene, turn: InsightTurn): Promise<InsightTurn> {
  const at = api.now()
  const { followers = FEWEST_FOLLOWERS } = turn.rows
  if (followers < FEWEST_FOLLOWERS)
    return afterAudience(
      turn,
      DIMENSIONS.map((one) => tooFew(one, at)),
      at,
    )
  let next = turn
  const audience: AudienceSnapshot[] = []
  for (const dimension of DIMENSIONS) {
    const answer = answeredOrNone(await api.readAudience(token, dimension))
    next = afterCall(next, api.now())
    if (answer.kind !== 'ok') return afterTrouble(next, troubleOf(answer, turn), api.now())
    const groups: Groups = answer.value
      ? { kind: 'groups', groups: answer.value }
      : { kind: 'missing', reason: 'not-served' }
    audience.push({ dimension, at, groups })
  }
  return afterAudience(next, audience, at)
}

function tooFew(dimension: Dimension, at: Millis): AudienceSnapshot {
  return { dimension, at, groups: { kind: 'missing', reason: 'too-few-followers' } }
}

/** Refused for good: Meta does not serve it, and that is what is kept. */
function answeredOrNone<T>(answer: PublisherAnswer<T>): PublisherAnswer<T | undefined> {
  return answer.kind === 'refused' ? { kind: 'ok', value: undefined } : answer
}

function isGone(answer: PublisherTrouble): boolean {
  return answer.kind === 'refused' && answer.why === 'not_found'
}

function troubleOf(answer: PublisherTrouble, { rows }: InsightTurn): ReadTrouble {
  switch (answer.kind) {
    case 'scope_missing':
      return { kind: 'not_granted', generation: rows.generation.number }
    case 'token_refused':
      return { kind: 'wait', reason: 'token-doubted' }
    case 'restricted':
    case 'refused':
      return { kind: 'wait', reason: answer.kind }
    case 'media_not_found':
      return { kind: 'wait', reason: 'no-answer' }
    case 'rate_limited':
    case 'no_answer': {
      const { retryAfterMs } = answer
      const reason = answer.kind === 'rate_limited' ? 'rate-limited' : 'no-answer'
      return { kind: 'wait', reason, ...(retryAfterMs !== undefined && { retryAfterMs }) }
    }
    default:
      return answer satisfies never
  }
}
