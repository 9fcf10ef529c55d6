/** `everthread hold`: it does not go out before `everthread resume` names it. */
import { holdPost } from '../../publisher/queue-actions/hold-post.ts'
import type { CommandContext } from '../command-context.ts'
import type { ExitCode } from '../exit-code.ts'
import { told } from '../posts/outcome.ts'
import { atDesk, postAt } from '../posts/post-desk.ts'
import { reportPost } from '../views/post-report.ts'
import { postWords } from '../words/post-words.ts'

export async function runHold(
  context: CommandContext,
  _options: object,
  [id]: readonly string[],
): Promise<ExitCode> {
  return atDesk(context, async (desk) => {
    const post = await postAt(context, desk, id)
    const outcome = await holdPost(desk.deps, { id: post.id, version: post.version })
    const title = postWords(context.config.language).done.held(post.id)
    return reportPost(context, { told: told(outcome), title })
  })
}
