/**
 * One turn of a claimed account: first whatever is due to its token and to the places that it is delivered to, then its
 * posts, and its numbers when no post is due. The lanes share the claim and nothing else.
 */
import { type Advance, type AdvanceDeps, advanceToken, postpone } from './advance.ts'
import { advanceInsights, type InsightLaneDeps } from './advance-insights.ts'
import { advancePosts, type PostLaneDeps } from './advance-posts.ts'
import { type Claim, ClaimLostError, releaseClaim } from '../store/claims.ts'
import type { LanePost } from '../store/post-lane.ts'
import type { Millis } from '../time/clock.ts'

export interface AccountDeps {
  readonly token: AdvanceDeps
  readonly posts: PostLaneDeps
  /** Absent where nobody reads numbers. */
  readonly insights?: InsightLaneDeps
}

/** Posts that find the token refused send it to the keeper; a second time in one turn is the next turn's business. */
const MOST_ROUNDS = 2

/** Advances an account until nothing is due, and releases it. Resolves with what the token's lane came to, where it ran. */
export async function advanceAccount(deps: AccountDeps, claim: Claim): Promise<Advance | undefined> {
  let done: Advance | undefined
  try {
    for (let round = 0; round < MOST_ROUNDS; round += 1) {
      const due = await deps.posts.load(claim.accountId)
      if (due?.isTokenDue !== false) done = await advanceToken(deps.token, claim)
      const rows = due?.isTokenDue ? await rowsAfterToken(deps, claim, due.posts.length) : due
      // What the token's lane came to is told first: numbers are another turn's business.
      if (!done && (await readInsights(deps, claim, rows?.posts ?? []))) return undefined
      if (!rows || rows.posts.length === 0) break
      if ((await advancePosts(deps.posts, claim, rows)) === 'released') return done
    }
  } catch (error) {
    // The token's lane has postponed its own; what a post stumbled over waits as well.
    if (!(error instanceof ClaimLostError)) await postpone(deps.token, claim)
    await release(deps, claim)
    throw error
  }
  await release(deps, claim)
  return done
}

function release({ token }: AccountDeps, claim: Claim): Promise<void> {
  return token.transaction((trx) => releaseClaim(trx, claim))
}

/** The token may be another now, or dead. Posts that came meanwhile have their own due rows. */
async function rowsAfterToken({ posts }: AccountDeps, claim: Claim, count: number) {
  return count === 0 ? undefined : posts.load(claim.accountId)
}

/** Where nothing of them is due the account is still held. */
async function readInsights(
  { insights, posts: { api } }: AccountDeps,
  claim: Claim,
  posts: readonly LanePost[],
): Promise<boolean> {
  const nextPostAt = posts.reduce<Millis | undefined>(
    (first, { dueAt }) => (first === undefined || dueAt < first ? dueAt : first),
    undefined,
  )
  if (!insights || (nextPostAt !== undefined && nextPostAt <= api.now())) return false
  const rows = await insights.load(claim.accountId)
  if (!rows) return false
  await advanceInsights(insights, { claim, rows, nextPostAt })
  return true
}
