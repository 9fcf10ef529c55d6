/** `everthread published`: it is out by its owner's hands, or is not; also the answer where nobody else can tell. */
import { markPublished, undoPublished } from '../../publisher/queue-actions/mark-published.ts'
import { reviewPost } from '../../publisher/queue-actions/review-post.ts'
import type { Post } from '../../publisher/post.ts'
import type { CommandContext } from '../command-context.ts'
import type { ExitCode } from '../exit-code.ts'
import { type Outcome, told } from '../posts/outcome.ts'
import { atDesk, postAt, type PostDesk } from '../posts/post-desk.ts'
import { reportPost } from '../views/post-report.ts'
import { postWords } from '../words/post-words.ts'

export interface PublishedOptions {
  readonly link?: string
  /** From 1; all of them unless given. */
  readonly part?: number
  readonly undo?: boolean
}

export async function runPublished(
  context: CommandContext,
  options: PublishedOptions,
  [id]: readonly string[],
): Promise<ExitCode> {
  return atDesk(context, async (desk) => {
    const post = await postAt(context, desk, id)
    const done = told(await say(desk, post, options))
    const words = postWords(context.config.language)
    const state = done.post?.state ?? post.state
    const title = state === 'published' ? words.done.published(post.id) : `${post.id}: ${words.states[state]}`
    return reportPost(context, { told: done, title })
  })
}

async function say({ deps }: PostDesk, post: Post, options: PublishedOptions): Promise<Outcome> {
  const target = { id: post.id, version: post.version }
  const { link, part = 'all', undo } = options
  const where = link === undefined ? {} : { link }
  if (isInDoubt(post))
    return reviewPost(deps, target, undo ? { kind: 'is_not_out' } : { kind: 'is_out', ...where })
  return undo ? undoPublished(deps, target, part) : markPublished(deps, target, { part, ...where })
}

/** A publication was sent, and only its owner can tell what came of it. */
function isInDoubt({ state, parts }: Post): boolean {
  return state === 'needs_review' || (state === 'held' && parts.some((part) => part.state === 'unknown'))
}
