/** Where a test's accounts and posts are kept: a data folder, or the database of a cluster. */
import { Secret } from '@everthread/client'
import type { Post } from '../../packages/everthread/src/publisher/post.ts'
import {
  findInstallation,
  type Installation,
  type InstallationOptions,
} from '../../packages/everthread/src/service/installation.ts'
import { listPosts } from '../../packages/everthread/src/store/posts.ts'
import { systemClock } from '../../packages/everthread/src/time/clock.ts'

export interface StorePlace {
  readonly dataDir: string
  /** Instead of the data folder. */
  readonly database?: DatabasePlace
}

export interface DatabasePlace {
  readonly url: string
  readonly key: string
}

/** What opens it, or makes it. */
export function installationAt({ dataDir, database }: StorePlace): InstallationOptions {
  return {
    config: { dataDir, dataDirNamed: true, ...(database && { databaseUrl: new Secret(database.url) }) },
    raw: database ? { EVERTHREAD_KEY: database.key } : {},
    clock: systemClock,
  }
}

/** Every post, whoever has it. */
export async function readPosts(place: StorePlace): Promise<Post[]> {
  await using installation = await openThere(place)
  const posts: Post[] = []
  for (;;) {
    const last = posts.at(-1)
    const after = last && { plannedAt: last.plan?.at, createdAt: last.createdAt, id: last.id }
    const page = await listPosts(installation.store.db, after ? { after } : {})
    if (page.length === 0) return posts
    posts.push(...page)
  }
}

/** What ten seconds do to the claims of a process that died: they end. Nobody else's do. */
export async function lapseLeasesOf(place: StorePlace, pid: number): Promise<void> {
  await using installation = await openThere(place)
  await installation.store.db
    .updateTable('account')
    .set({ lease_until: 0 })
    .where((is) => is.or([is('lease_owner', 'like', `${pid}-%`), is('lease_owner', 'like', `cli-${pid}-%`)]))
    .execute()
}

async function openThere(place: StorePlace): Promise<Installation> {
  const installation = await findInstallation(installationAt(place))
  if (!installation) throw new Error('there is nothing where posts were kept')
  return installation
}
