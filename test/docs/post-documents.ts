/** What the commands about posts print with `--json`, over posts that have everything a post can have. */
import { runCancel } from '../../packages/everthread/src/cli/commands/cancel.ts'
import { runCopy } from '../../packages/everthread/src/cli/commands/copy.ts'
import { runPost } from '../../packages/everthread/src/cli/commands/post.ts'
import { runQueue } from '../../packages/everthread/src/cli/commands/queue.ts'
import { runResume } from '../../packages/everthread/src/cli/commands/resume.ts'
import { runShow } from '../../packages/everthread/src/cli/commands/show.ts'
import type { PostStage } from '../../packages/everthread/src/cli/test-posts.ts'
import type { Plan, Post } from '../../packages/everthread/src/publisher/post.ts'
import { addReceipts } from '../../packages/everthread/src/store/receipts.ts'
import type { Millis } from '../../packages/everthread/src/time/clock.ts'

type Document = Readonly<Record<string, unknown>>

const FULL = {
  media: ['https://a.example/1.png', '2:https://a.example/2.mp4'],
  alt: ['a cat'],
  topic: 'cats',
  replyControl: 'everyone',
  poll: ['a', 'b'],
  link: 'https://b.example',
  quote: '11',
  replyTo: '12',
  gif: '13',
  ghost: true,
  spoiler: true,
  delay: 60_000,
  at: '24h',
} as const

const AT = 1_767_225_600_000 as Millis

export async function postDocuments(stage: PostStage): Promise<readonly Document[]> {
  const documents: Document[] = []
  const keep = async (asked: Promise<{ readonly document: Document }>): Promise<void> => {
    documents.push((await asked).document)
  }
  await keep(stage.json(runPost, ['Look'], FULL))
  await keep(stage.json(runPost, ['x'.repeat(501)], { at: 'soon' }))
  const [queued] = await stage.posts()
  if (!queued?.plan) throw new Error('nothing is planned')
  const { id } = queued
  await putMedia(stage)
  await stage.put(unclear(queued, queued.plan))
  await stage.store.transaction((trx) => addReceipts(trx, id, [{ at: AT, kind: 'held', position: 1 }]))
  await keep(stage.json(runShow, [id], { report: true }))
  await keep(stage.json(runQueue, ['slots', 'mon 09:00']))
  // Neither is for a post that nobody can tell of: they show it as it is.
  await keep(stage.json(runCancel, [id]))
  await keep(stage.json(runResume, [id]))
  await keep(stage.json(runQueue, ['pause']))
  await stage.put({ ...queued, state: 'held', plan: queued.plan, standing: { reason: 'paused', at: AT } })
  await keep(stage.json(runResume, []))
  await keep(stage.json(runCopy, [(await firstDraft(stage)).id], { qr: true }))
  const lan = { json: true, env: { EVERTHREAD_HOST: '192.168.1.5' } }
  const { out } = await stage.in(lan).say(runCopy, [(await stage.posts()).at(-1)?.id ?? ''], { qr: true })
  return [...documents, JSON.parse(out) as Document]
}

async function firstDraft(stage: PostStage): Promise<Post> {
  const draft = (await stage.posts()).find(({ state }) => state === 'draft')
  if (!draft) throw new Error('there is no draft')
  return draft
}

/** Its first part is out, and what came of the second nobody can tell. */
function unclear({ parts, ...post }: Post, plan: Plan): Post {
  const [first, second] = parts
  if (!first || !second) throw new Error('there are no two parts')
  const { position, content, delayMs } = first
  const attempts = { count: 2, since: AT, notBefore: AT, reason: 'network', remakes: 0 } as const
  const own = { id: '8', contentHash: 'c', madeAt: AT, polls: 1 }
  return {
    ...post,
    state: 'needs_review',
    plan,
    standing: { reason: 'outcome-unknown', at: AT, position: 2, detail: '1/99' },
    parts: [
      {
        ...{ position, content, delayMs, state: 'published', publishedAt: AT },
        ...{ as: { kind: 'by_us', mediaId: '90' }, permalink: 'https://www.threads.com/@anna/post/DA' },
      },
      {
        ...{ position: 2, delayMs: 1, content: { media: [{ kind: 'stored', mediaId: 'm' }] } },
        ...{ state: 'unknown', container: { children: [], own }, attempts },
      },
    ],
  }
}

async function putMedia({ store: { db } }: PostStage): Promise<void> {
  const size = { bytes: 1, width: 1, height: 1, duration_ms: null }
  const known = { id: 'm', kind: 'image', type: 'image/png', name: null, sha256: '' } as const
  await db
    .insertInto('media')
    .values({ ...known, ...size, place: 'folder', created_at: AT })
    .execute()
}
