/** `everthread edit`: another text, another time, or both. What is not said stays. */
import { editPost, type Edit } from '../../publisher/queue-actions/edit-post.ts'
import { getQueue } from '../../store/queues.ts'
import type { CommandContext } from '../command-context.ts'
import { usageError } from '../command-error.ts'
import type { ExitCode } from '../exit-code.ts'
import { told } from '../posts/outcome.ts'
import { atDesk, postAt } from '../posts/post-desk.ts'
import { partsFrom, readText } from '../posts/read-parts.ts'
import { whenFrom } from '../posts/when-from.ts'
import { reportPost } from '../views/post-report.ts'
import { postWords } from '../words/post-words.ts'
import { type PostOptions, requireOneTime, tellNow, tellQueued } from './post.ts'

export type EditOptions = Omit<PostOptions, 'account' | 'draft'>

export async function runEdit(
  context: CommandContext,
  options: EditOptions,
  [id, ...given]: readonly string[],
): Promise<ExitCode> {
  requireOneTime(context, options)
  return atDesk(context, async (desk) => {
    const post = await postAt(context, desk, id)
    const text = await readText(context, given)
    const { zone } = await getQueue(desk.deps.db, post.accountId)
    const when = whenFrom(options, { now: context.clock.now(), zone, zones: desk.deps.zones })
    const words = postWords(context.config.language)
    const edit = editFrom(
      text === undefined ? undefined : await partsFrom(context, desk, { text, options }),
      when,
    )
    if (!edit) throw usageError(words.nothingToChange)
    const edited = told(await editPost(desk.deps, { id: post.id, version: post.version }, edit))
    if (options.now && !edited.trouble) return tellNow(context, desk, edited)
    if (when) return tellQueued(context, desk, edited)
    return reportPost(context, { told: edited, title: words.done.edited(post.id) })
  })
}

function editFrom(parts: Edit['parts'], when: Edit['when']): Edit | undefined {
  if (parts) return { parts, ...(when && { when }) }
  return when && { when }
}
