/** `everthread delete`: from Threads, where it is out, and from here. */
import { deletePost } from '../../publisher/queue-actions/delete-post.ts'
import type { CommandContext } from '../command-context.ts'
import type { ExitCode } from '../exit-code.ts'
import { told } from '../posts/outcome.ts'
import { atDesk, postAt } from '../posts/post-desk.ts'
import { reportPost } from '../views/post-report.ts'
import { postWords } from '../words/post-words.ts'

export interface DeleteOptions {
  /** Leaves what is on Threads, and forgets it here. */
  readonly onlyHere?: boolean
}

export async function runDelete(
  context: CommandContext,
  { onlyHere }: DeleteOptions,
  [id]: readonly string[],
): Promise<ExitCode> {
  return atDesk(context, async (desk) => {
    const post = await postAt(context, desk, id)
    const from = onlyHere ? 'here' : 'threads'
    const outcome = await deletePost(desk.deps, { id: post.id, version: post.version, from })
    const title = postWords(context.config.language).done.deleted(post.id)
    return reportPost(context, { told: told(outcome), title })
  })
}
