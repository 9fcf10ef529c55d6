/** `everthread cancel`: it will not go out. */
import { cancelPost } from '../../publisher/queue-actions/cancel-post.ts'
import type { CommandContext } from '../command-context.ts'
import type { ExitCode } from '../exit-code.ts'
import { told } from '../posts/outcome.ts'
import { atDesk, postAt } from '../posts/post-desk.ts'
import { reportPost } from '../views/post-report.ts'
import { postWords } from '../words/post-words.ts'

export async function runCancel(
  context: CommandContext,
  _options: object,
  [id]: readonly string[],
): Promise<ExitCode> {
  return atDesk(context, async (desk) => {
    const post = await postAt(context, desk, id)
    const outcome = await cancelPost(desk.deps, { id: post.id, version: post.version })
    const title = postWords(context.config.language).done.cancelled(post.id)
    return reportPost(context, { told: told(outcome), title })
  })
}
