/** `everthread post`: a new post. Whatever is refused is kept as a draft: nothing that was written is lost. */
import type { PartContent } from '../../publisher/content.ts'
import { createPost } from '../../publisher/queue-actions/create-post.ts'
import { getQueue } from '../../store/queues.ts'
import type { CommandContext } from '../command-context.ts'
import { usageError } from '../command-error.ts'
import type { ExitCode } from '../exit-code.ts'
import { advancePosts } from '../posts/advance-posts.ts'
import { momentOf } from '../posts/moment.ts'
import { exitCodeOfState, type Told, told } from '../posts/outcome.ts'
import { accountAt, atDesk, type PostDesk } from '../posts/post-desk.ts'
import { queueNotes } from '../posts/queue-notes.ts'
import { publishNow } from '../posts/publish-now.ts'
import { type ContentOptions, partsFrom, readText } from '../posts/read-parts.ts'
import { problemOf } from '../posts/say-trouble.ts'
import { type WhenOptions, whenFrom } from '../posts/when-from.ts'
import { reportPost } from '../views/post-report.ts'
import { postWords } from '../words/post-words.ts'

export interface PostOptions extends ContentOptions, WhenOptions {
  readonly account?: string
  readonly draft?: boolean
}

export async function runPost(
  context: CommandContext,
  options: PostOptions,
  given: readonly string[],
): Promise<ExitCode> {
  requireOneTime(context, options)
  return atDesk(context, async (desk) => {
    const { account } = accountAt(context, desk, options.account)
    const text = await readText(context, given)
    const parts = await partsFrom(context, desk, { text: text ?? '', options })
    if (parts.every(({ content }) => isEmpty(content)))
      throw usageError(problemOf({ kind: 'no_parts' }, context.config.language).message)
    const { zone } = await getQueue(desk.deps.db, account.id)
    const when = whenFrom(options, { now: context.clock.now(), zone, zones: desk.deps.zones })
    const created = told(await createPost(desk.deps, { accountId: account.id, parts, ...(when && { when }) }))
    return options.now && !created.trouble
      ? tellNow(context, desk, created)
      : tellQueued(context, desk, created)
  })
}

function isEmpty(content: PartContent): boolean {
  return Object.keys(content).length === 0
}

export function requireOneTime(
  { config }: CommandContext,
  { at, nextSlot, now, draft }: WhenOptions & Pick<PostOptions, 'draft'>,
): void {
  const given = [at !== undefined, nextSlot === true, now === true, draft === true].filter(Boolean)
  if (given.length > 1) throw usageError(postWords(config.language).oneTimeOnly)
}

/** What its state says of a post that was to go out now, once that is known. */
export async function tellNow(context: CommandContext, desk: PostDesk, created: Told): Promise<ExitCode> {
  const { post: before } = created
  if (!before) return tellQueued(context, desk, created)
  const { installation, openMedia } = desk
  const order = { installation, openMedia, accountId: before.accountId, postId: before.id }
  const post = await publishNow(context, { ...order, advancePosts })
  const words = postWords(context.config.language)
  const title =
    post.state === 'published' ? words.done.published(post.id) : `${post.id}: ${words.states[post.state]}`
  return reportPost(context, { told: { ...created, post }, title, exitCode: exitCodeOfState(post.state) })
}

/** Says also when nobody is there to publish it, or the queue stands still. */
export async function tellQueued(context: CommandContext, desk: PostDesk, done: Told): Promise<ExitCode> {
  const words = postWords(context.config.language)
  const { post } = done
  if (!post) return reportPost(context, { told: done, title: '' })
  if (post.state !== 'scheduled')
    return reportPost(context, { told: done, title: words.done.created(post.id) })
  const title = words.done.scheduled(post.id, momentOf(post.plan))
  return reportPost(context, { told: done, title, notes: await queueNotes(context, desk, post.accountId) })
}
