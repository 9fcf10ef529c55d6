/** `everthread resume`: what was held, failed or was handed off goes on; all that is held, or one post. */
import { takeBack } from '../../publisher/queue-actions/hand-off.ts'
import { resumePost, resumePosts } from '../../publisher/queue-actions/resume-posts.ts'
import { retryPost } from '../../publisher/queue-actions/retry-post.ts'
import type { Resume } from '../../publisher/post-actions.ts'
import type { Post } from '../../publisher/post.ts'
import type { CommandContext } from '../command-context.ts'
import { usageError } from '../command-error.ts'
import { EXIT, type ExitCode } from '../exit-code.ts'
import { postJson } from '../json/post-json.ts'
import { momentOf } from '../posts/moment.ts'
import { type Outcome, type Told, told } from '../posts/outcome.ts'
import { accountAt, atDesk, postAt, type PostDesk } from '../posts/post-desk.ts'
import { queueNotes } from '../posts/queue-notes.ts'
import { problemOf } from '../posts/say-trouble.ts'
import { postWords } from '../words/post-words.ts'

export interface ResumeOptions {
  readonly account?: string
  readonly asPlanned?: boolean
  readonly now?: boolean
  readonly newSlots?: boolean
  readonly skip?: boolean
}

export async function runResume(
  context: CommandContext,
  options: ResumeOptions,
  [id]: readonly string[],
): Promise<ExitCode> {
  const how = resumeFrom(context, options)
  return atDesk(context, async (desk) => {
    if (id !== undefined) {
      const post = await postAt(context, desk, id)
      return report(context, desk, [told(await resumeOne(desk, post, how))])
    }
    const { account } = accountAt(context, desk, options.account)
    return report(context, desk, (await resumePosts(desk.deps, account.id, how)).map(told))
  })
}

function resumeFrom({ config }: CommandContext, options: ResumeOptions): Resume {
  const { asPlanned, now, newSlots, skip } = options
  const ways: readonly (readonly [boolean | undefined, Resume])[] = [
    [asPlanned, 'as_planned'],
    [now, 'now'],
    [newSlots, 'new_slots'],
    [skip, 'skip'],
  ]
  const given = ways.flatMap(([isGiven, how]) => (isGiven ? [how] : []))
  if (given.length > 1) throw usageError(postWords(config.language).oneResume)
  return given[0] ?? 'as_planned'
}

/** Taken back first where a person has it, and tried again where it failed. */
async function resumeOne({ deps }: PostDesk, post: Post, how: Resume): Promise<Outcome> {
  const target = { id: post.id, version: post.version }
  if (post.state === 'failed' && how !== 'new_slots' && how !== 'skip') return retryPost(deps, target)
  if (post.state !== 'handed_off') return resumePost(deps, target, how)
  const taken = await takeBack(deps, target)
  if (taken.kind !== 'saved' || taken.post.state !== 'held') return taken
  return resumePost(deps, { id: post.id, version: taken.post.version }, how)
}

/** `everthread/resume@1`. */
async function report(context: CommandContext, desk: PostDesk, all: readonly Told[]): Promise<ExitCode> {
  const { terminal, json, config } = context
  const words = postWords(config.language)
  const posts = all.map(({ post, trouble }) => ({
    ok: trouble === undefined,
    ...(post && { post: postJson(post, config.language) }),
    problems: trouble ? [problemOf(trouble, config.language)] : [],
  }))
  const exitCode = Math.max(EXIT.done, ...all.map((one) => one.exitCode))
  if (json) {
    terminal.out(JSON.stringify({ schema: 'everthread/resume@1', ok: exitCode === EXIT.done, posts }))
    return exitCode
  }
  if (all.length === 0) terminal.out(words.done.nothingHeld)
  for (const one of all) show(context, one)
  const goes = all.find(({ post, trouble }) => !trouble && post?.state === 'scheduled')?.post
  for (const note of goes ? await queueNotes(context, desk, goes.accountId) : []) terminal.say(note)
  return exitCode
}

function show({ terminal, config }: CommandContext, { post, trouble }: Told): void {
  const words = postWords(config.language)
  if (trouble) {
    const { message, remedy } = problemOf(trouble, config.language)
    const about = post ? `${post.id}: ` : ''
    terminal.say(terminal.style.warn(about + message))
    if (remedy !== undefined) terminal.say(remedy)
  } else if (post)
    terminal.out(
      post.state === 'cancelled' || !post.plan
        ? words.done.cancelled(post.id)
        : words.done.resumed(post.id, momentOf(post.plan)),
    )
}
