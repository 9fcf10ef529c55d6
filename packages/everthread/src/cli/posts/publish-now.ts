/** `post --now`: what becomes of it. With a service one watches; without one, the command does the work itself. */
import type { AdvanceOrder, advancePosts } from './advance-posts.ts'
import type { Post, PostState } from '../../publisher/post.ts'
import { listLiveServices } from '../../store/heartbeats.ts'
import { findPost } from '../../store/posts.ts'
import { MINUTE } from '../../time/duration.ts'
import type { CommandContext } from '../command-context.ts'

export interface NowOrder extends AdvanceOrder {
  readonly advancePosts: typeof advancePosts
}

/** A video is worked on for minutes; whoever waits longer looks with `everthread show`. */
const PATIENCE_MS = 5 * MINUTE
const POLL_MS = 250

export async function publishNow(context: CommandContext, order: NowOrder): Promise<Post> {
  const { store } = order.installation
  const services = await listLiveServices(store.db, store.ticks())
  if (services.length > 0) return watch(context, order)
  await order.advancePosts(context, order)
  return getPost(order)
}

async function watch({ host, signal }: CommandContext, order: NowOrder): Promise<Post> {
  const until = host.ticks() + PATIENCE_MS
  for (;;) {
    const post = await getPost(order)
    if (isSettled(post) || host.ticks() >= until || signal.aborted) return post
    await host.sleep(POLL_MS, signal)
  }
}

const UNDER_WAY: readonly PostState[] = ['scheduled', 'preparing', 'ready', 'publishing']

function isSettled({ state }: Post): boolean {
  return !UNDER_WAY.includes(state)
}

async function getPost({ installation, postId }: NowOrder): Promise<Post> {
  const post = await findPost(installation.store.db, postId)
  if (!post) throw new Error(`the post ${postId} was removed meanwhile`)
  return post
}
