/**
 * The post lane of `advance` (DESIGN §4):
 *
 *     gather -> decide (pure) -> one step -> commit, fenced and versioned -> until nothing is due -> release
 *
 * What was gathered is carried on from step to step, since nobody else changes what a claim and a version guard, and is
 * read again after a second: a pause takes no claim. The account is given back inside the last commit.
 */
import { type Lane, laneAfter, laneOf, nextInLane } from './post-lane.ts'
import { tokenContext } from './gather.ts'
import { type PostChange, type StepFacts, stopped } from '../publisher/post-change.ts'
import type { PostFacts } from '../publisher/post-facts.ts'
import { happeningsOf, type PostHappening } from '../publisher/post-happening.ts'
import type { PostDecision } from '../publisher/post-policy.ts'
import { performCall, type PostScene, type PostStepDeps } from '../publisher/post-steps.ts'
import { settled } from '../publisher/publish-transition.ts'
import { reviewed } from '../publisher/recovery-transition.ts'
import type { Claim } from '../store/claims.ts'
import { PostChangedError, type PostCommit } from '../store/post-commit.ts'
import type { PostLaneRows } from '../store/post-lane.ts'
import type { Clock, Millis, Ticks } from '../time/clock.ts'
import { SECOND } from '../time/duration.ts'
import type { Vault } from '../vault/vault.ts'

export interface PostLaneDeps extends PostStepDeps {
  readonly load: (accountId: string) => Promise<PostLaneRows | undefined>
  readonly commit: (commit: PostCommit) => Promise<void>
  readonly vault: Vault
  readonly clock: Clock
  readonly callLimitMs: number
  /** As soon as it is committed. */
  readonly onHappening: (happening: PostHappening) => void
}

/** What was gathered is believed for so long. */
const FRESH_MS = SECOND

/** A step that would repeat itself for ever is a defect; it must not become a storm of calls. */
const MOST_STEPS = 100

/** `token_due`: a step found the token refused, and the account is still held. */
export type PostsEnd = 'released' | 'token_due'

/** Rejects with `ClaimLostError` when the claim is lost. */
export async function advancePosts(deps: PostLaneDeps, claim: Claim, rows: PostLaneRows): Promise<PostsEnd> {
  let turn = beginTurn(deps, claim, rows)
  for (let steps = 0; steps < MOST_STEPS; steps += 1) {
    try {
      const end = await takeStep(turn)
      if (end) return end
    } catch (error) {
      if (!(error instanceof PostChangedError)) throw error
      turn.readAgainAt = 0 as Ticks
    }
    if (deps.clock.ticks() < turn.readAgainAt) continue
    const read = await deps.load(claim.accountId)
    if (!read) throw new Error(`there is no account ${claim.accountId}`)
    turn = beginTurn(deps, claim, read)
  }
  throw new Error(`account ${claim.accountId}: its posts never come to rest`)
}

interface Turn {
  readonly deps: PostLaneDeps
  readonly claim: Claim
  readonly rows: PostLaneRows
  readonly scene: PostScene
  lane: Lane
  readAgainAt: Ticks
}

function beginTurn(deps: PostLaneDeps, claim: Claim, rows: PostLaneRows): Turn {
  const { number, sealedToken } = rows.generation
  const turn: Turn = {
    deps,
    claim,
    rows,
    lane: laneOf(rows, deps.callLimitMs),
    readAgainAt: (deps.clock.ticks() + FRESH_MS) as Ticks,
    scene: {
      deps,
      token: deps.vault.open(sealedToken, tokenContext(claim.accountId, number)),
      commit: async (facts, change) => {
        const after = laneAfter(turn.lane, change)
        await commitChange(turn, facts, { change, after, at: deps.api.now(), due: undefined })
        return { ...facts, post: change.post, ledger: change.ledger }
      },
    },
  }
  return turn
}

async function takeStep(turn: Turn): Promise<PostsEnd | undefined> {
  const { deps, claim, rows } = turn
  const at = deps.api.now()
  const step = nextInLane(turn.lane, at)
  if (step.kind === 'rest') {
    await deps.commit({ claim, at, work: workRows(rows, step.due), isLast: true })
    return 'released'
  }
  const change = await perform(turn.scene, step.facts, step.decision)
  const after = laneAfter(turn.lane, change)
  const next = nextInLane(after, deps.api.now())
  const isOver = next.kind === 'rest' && !change.isTokenDue
  // Compared with the lane as it is now: the step may have committed in its middle.
  await commitChange(turn, factsNow(turn, step.facts), {
    change,
    after,
    at: deps.api.now(),
    due: isOver ? next.due : undefined,
  })
  if (isOver) return 'released'
  return change.isTokenDue ? 'token_due' : undefined
}

function factsNow({ lane }: Turn, facts: PostFacts): PostFacts {
  const now = lane.posts.find(({ post }) => post.id === facts.post.id)
  return now ? { ...facts, post: now.post, ledger: now.ledger } : facts
}

async function perform(
  scene: PostScene,
  facts: PostFacts,
  decision: Exclude<PostDecision, { kind: 'rest' | 'done' }>,
): Promise<PostChange> {
  const now: StepFacts = { ...facts, at: scene.deps.api.now() }
  switch (decision.kind) {
    case 'hold':
      return stopped({ post: facts.post, ledger: facts.ledger, receipts: [] }, 'held', {
        ...decision,
        at: now.at,
      })
    case 'review':
      return reviewed(now, decision.position)
    case 'settle':
      return settled(now)
    case 'make_container':
    case 'read_container':
    case 'read_quota':
    case 'look_at_quota':
    case 'publish':
    case 'recover':
    case 'read_back':
    case 'look_by_hand':
      return performCall(scene, facts, decision)
    default:
      return decision satisfies never
  }
}

interface Committing {
  readonly change: PostChange
  /** The lane as the change leaves it. */
  readonly after: Lane
  readonly at: Millis
  /** When everything rests: the account is given back with it. */
  readonly due: ReadonlyMap<string, Millis | undefined> | undefined
}

async function commitChange(turn: Turn, before: PostFacts, committing: Committing): Promise<void> {
  const { deps, claim, rows } = turn
  const { change, after, at, due } = committing
  const { post, ledger, receipts, pause, quota, isTokenDue } = change
  await deps.commit({
    claim,
    at,
    step: {
      post,
      parts: post.parts.filter((part) => !before.post.parts.includes(part)),
      ledger: ledger.filter((entry) => !before.ledger.includes(entry)),
      receipts,
    },
    work: due ? workRows(rows, due) : [],
    pause,
    quota,
    isTokenDoubted: isTokenDue,
    isLast: due !== undefined,
  })
  const stood = { post: before.post, pause: turn.lane.account.queue.pause }
  for (const happening of happeningsOf(stood, change)) deps.onHappening(happening)
  for (const { kind } of receipts) tellCrashPoint(deps, kind)
  turn.lane = after
}

function tellCrashPoint({ crashPoint }: PostLaneDeps, kind: PostChange['receipts'][number]['kind']): void {
  if (kind === 'container-created') crashPoint('container-committed')
  if (kind === 'published') crashPoint('published-committed')
  if (kind === 'permalink-read' || kind === 'reply-checked') crashPoint('read-back-committed')
}

/** Rows that stand as they should are left alone. */
function workRows({ posts }: PostLaneRows, due: ReadonlyMap<string, Millis | undefined>): PostCommit['work'] {
  return posts
    .filter(({ post, dueAt }) => due.get(post.id) !== dueAt)
    .map(({ post }) => ({ postId: post.id, dueAt: due.get(post.id) }))
}
