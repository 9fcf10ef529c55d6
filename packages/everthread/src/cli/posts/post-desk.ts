/** Where a command works on posts: the data folder, opened, with everything that the actions of people need. */
import type { HandOffDeps } from '../../publisher/hand-off/hand-off-link.ts'
import { deleteAtMeta } from '../../publisher/delete-at-meta.ts'
import type { DeleteDeps } from '../../publisher/queue-actions/delete-post.ts'
import type { Post } from '../../publisher/post.ts'
import { actionDeps } from '../../service/action-deps.ts'
import { findInstallation, type Installation } from '../../service/installation.ts'
import { type InstalledMedia, openMedia } from '../../service/installed-media.ts'
import { recallSkew } from '../../service/remember-skew.ts'
import { findPost } from '../../store/posts.ts'
import { listPostIds } from '../../store/post-ids.ts'
import { transportOf } from '../../net/transport.ts'
import { gatherAccounts, type KeptAccount, pickAccount } from '../accounts-in.ts'
import type { CommandContext } from '../command-context.ts'
import { CommandError, nothingKept } from '../command-error.ts'
import { EXIT } from '../exit-code.ts'
import { CALL_LIMIT_MS } from '../keeper-for.ts'
import { postWords } from '../words/post-words.ts'

export interface PostDesk {
  readonly installation: Installation
  readonly accounts: readonly KeptAccount[]
  /** Opened when it is first asked for: a bucket's client is large. */
  readonly openMedia: () => Promise<InstalledMedia>
  readonly deps: HandOffDeps & DeleteDeps
}

/** Throws where there is no account: nothing can be posted by nobody. */
export async function atDesk<T>(context: CommandContext, work: (desk: PostDesk) => Promise<T>): Promise<T> {
  await using installation = await findInstallation({ ...context, clock: context.host })
  const accounts = installation ? await gatherAccounts(installation) : []
  if (!installation || accounts.length === 0) throw nothingKept(context.words)
  await recallSkew(installation, context)
  await using opened = new AsyncDisposableStack()
  let media: Promise<InstalledMedia> | undefined
  opened.defer(async () => (await media)?.[Symbol.dispose]())
  return await work({
    installation,
    accounts,
    openMedia: () => (media ??= openMediaAt(context, installation)),
    deps: await depsOf(context, installation, accounts),
  })
}

function openMediaAt(context: CommandContext, installation: Installation): Promise<InstalledMedia> {
  return openMedia({ ...context, installation, onTrouble: unheard })
}

/** Only a service sweeps, and has trouble with it. */
function unheard(): void {}

async function depsOf(
  context: CommandContext,
  installation: Installation,
  accounts: readonly KeptAccount[],
): Promise<PostDesk['deps']> {
  return {
    ...(await actionDeps({ ...context, installation })),
    deleteMedia: async (accountId, mediaId) => {
      const kept = accounts.find(({ account }) => account.id === accountId)
      if (!kept) return { kind: 'token_dead' }
      return deleteAtMeta(transportOf(context, CALL_LIMIT_MS), { token: kept.token, mediaId })
    },
  }
}

export function accountAt(
  context: CommandContext,
  { accounts }: PostDesk,
  name: string | undefined,
): KeptAccount {
  return pickAccount(context, accounts, name)
}

/** By its id, or by as much of its beginning as is clear. */
export async function postAt(
  { config }: CommandContext,
  { deps: { db } }: PostDesk,
  id: string | undefined,
): Promise<Post> {
  const words = postWords(config.language)
  if (id === undefined || id === '')
    throw new CommandError('usage', words.whichPost, { exitCode: EXIT.usage })
  const [found, other] = await listPostIds(db, id)
  if (other !== undefined)
    throw new CommandError('post-not-clear', words.notClear(id), { exitCode: EXIT.usage })
  const post = found === undefined ? undefined : await findPost(db, found)
  if (!post) throw new CommandError('post-unknown', words.noSuchPost(id), { exitCode: EXIT.usage })
  return post
}
