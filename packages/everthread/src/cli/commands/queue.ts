/** `everthread queue`: what goes out when, and what waits for a person; `pause`, `open` and `slots` change it. */
import { openQueue, pauseQueue } from '../../publisher/queue-actions/pause-queue.ts'
import { setQueue } from '../../publisher/queue-actions/set-queue.ts'
import type { Queue } from '../../publisher/queue-policy.ts'
import { listLiveServices } from '../../store/heartbeats.ts'
import { listPosts } from '../../store/posts.ts'
import { getQueue, listSlots } from '../../store/queues.ts'
import type { CommandContext } from '../command-context.ts'
import { usageError } from '../command-error.ts'
import { EXIT, type ExitCode } from '../exit-code.ts'
import { accountAt, atDesk, type PostDesk } from '../posts/post-desk.ts'
import { QUEUED } from '../posts/queue-sections.ts'
import { parseSlots } from '../posts/slots-text.ts'
import { showQueue } from '../views/queue-list.ts'
import { queueJson } from '../json/queue-json.ts'
import { postWords } from '../words/post-words.ts'

export interface QueueOptions {
  readonly account?: string
  readonly zone?: string
  readonly missed?: Queue['missed']
  /** Milliseconds. */
  readonly lateLimit?: number
}

export async function runQueue(
  context: CommandContext,
  options: QueueOptions,
  [action, ...given]: readonly string[],
): Promise<ExitCode> {
  return atDesk(context, async (desk) => {
    const { account } = accountAt(context, desk, options.account)
    await change(context, desk, { accountId: account.id, options, action, given })
    const { store } = desk.installation
    const { db } = store
    const shown = {
      account,
      queue: await getQueue(db, account.id),
      slots: await listSlots(db, account.id),
      posts: await listPosts(db, { accountId: account.id, states: QUEUED }),
      isServed: (await listLiveServices(db, store.ticks())).length > 0,
    }
    if (context.json) context.terminal.out(JSON.stringify(queueJson(context, shown)))
    else showQueue(context, shown)
    return shown.posts.some(({ state }) => state === 'held' || state === 'needs_review')
      ? EXIT.needsPerson
      : EXIT.done
  })
}

interface Change {
  readonly accountId: string
  readonly options: QueueOptions
  readonly action: string | undefined
  readonly given: readonly string[]
}

async function change(
  context: CommandContext,
  { deps }: PostDesk,
  { accountId, options, action, given }: Change,
): Promise<void> {
  const words = postWords(context.config.language)
  const { zone, missed, lateLimit } = options
  if (zone !== undefined && deps.zones.wallAt(deps.now(), zone) === undefined)
    throw usageError(words.zoneShape(zone))
  const slots = action === 'slots' && given.length > 0 ? slotsFrom(context, given) : undefined
  if (action !== undefined && !['pause', 'open', 'slots'].includes(action))
    throw usageError(words.queueActions(action))
  await setQueue(deps, accountId, {
    ...(zone !== undefined && { zone }),
    ...(missed !== undefined && { missed }),
    ...(lateLimit !== undefined && { lateLimitMs: lateLimit }),
    ...(slots && { slots }),
  })
  if (action === 'pause') await pauseQueue(deps, accountId)
  if (action === 'open') await openQueue(deps, accountId)
  if (action === 'pause') context.terminal.say(words.done.paused)
  if (action === 'open') context.terminal.say(words.done.opened)
}

function slotsFrom({ config }: CommandContext, given: readonly string[]) {
  if (given.length === 1 && given[0] === 'none') return []
  return given.flatMap((one) => {
    const slots = parseSlots(one)
    if (!slots) throw usageError(postWords(config.language).slotShape(one))
    return slots
  })
}
