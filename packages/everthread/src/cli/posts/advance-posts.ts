/**
 * Publishing without a service: the account is advanced by this command, claimed for each turn, until the post is settled
 * or waits for longer than anybody should wait for a command.
 */
import { assertLease } from '../../account/lease.ts'
import { createBatches } from '../../account/post-lane-deps.ts'
import { isUnderWay } from '../../publisher/post-policy.ts'
import type { InstalledMedia } from '../../service/installed-media.ts'
import { advanceOne } from '../../service/keep-accounts.ts'
import type { Installation } from '../../service/installation.ts'
import { postSurroundings } from '../../service/post-surroundings.ts'
import { findPost } from '../../store/posts.ts'
import { findWork } from '../../store/work.ts'
import { MINUTE } from '../../time/duration.ts'
import type { CommandContext } from '../command-context.ts'
import { CALL_LIMIT_MS } from '../keeper-for.ts'
import { noticesFor } from '../notices.ts'
import { envPlace, findAppSecret } from '../token-source.ts'
import { withAccount } from '../with-account.ts'

export interface AdvanceOrder {
  readonly installation: Installation
  readonly openMedia: () => Promise<InstalledMedia>
  readonly accountId: string
  readonly postId: string
}

export type AdvancedPosts =
  /** The post is settled, or waits for longer than a command should. */
  | 'advanced'
  /** Somebody else held the account for a minute. */
  | 'busy'

/** A video is worked on for minutes; a post that waits for longer than that waits for a service. */
const PATIENCE_MS = 5 * MINUTE

export async function advancePosts(context: CommandContext, order: AdvanceOrder): Promise<AdvancedPosts> {
  const { clock, host, signal } = context
  const until = host.ticks() + PATIENCE_MS
  while (!signal.aborted) {
    if (!(await turn(context, order))) return 'busy'
    const waitMs = await waitOf(order, clock.now())
    if (waitMs === undefined || host.ticks() + waitMs > until) break
    await host.sleep(Math.max(waitMs, 0), signal)
  }
  return 'advanced'
}

async function turn(context: CommandContext, order: AdvanceOrder): Promise<boolean> {
  const { installation, openMedia } = order
  const { clock, host } = context
  const place = envPlace(context, {})
  const batches = createBatches({ installation, clock: host, now: () => clock.now(), atWork: () => 1 })
  const done = await withAccount(context, order, async ({ claim }) => {
    const options = {
      ...context,
      installation,
      callLimitMs: CALL_LIMIT_MS,
      posts: postSurroundings({
        ...context,
        installation,
        media: { publicUrlOf: async (id, at) => (await openMedia()).publicUrlOf(id, at) },
      }),
      notices: noticesFor(context, {}, place),
      findAppSecret: () => findAppSecret(context, place, installation),
      onRound: () => undefined,
    }
    await advanceOne(options, claim, {
      batches,
      assertClaim: () => assertLease(installation.store, claim, CALL_LIMIT_MS),
    })
    return true
  })
  return done ?? false
}

/** Until the post is due again; `undefined` when nothing of it will be. */
async function waitOf(
  { installation, accountId, postId }: AdvanceOrder,
  now: number,
): Promise<number | undefined> {
  const { db } = installation.store
  const post = await findPost(db, postId)
  if (!post || !isUnderWay(post)) return undefined
  const work = await findWork(db, accountId, { kind: 'post', subject: postId })
  return work && work.dueAt - now
}
