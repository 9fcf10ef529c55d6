/** How a person changes a post: read, decided and written in one transaction, so that of two at once one is told so. */
import type { Kysely, Transaction } from 'kysely'
import type { ActionDeps } from './action-deps.ts'
import type { PostTarget, Refusal, Written } from './action-outcome.ts'
import { type ActionName, refusalOf, type Standing } from './allowed-states.ts'
import { asDraft } from './post-forms.ts'
import { workDueAt } from './work-of-post.ts'
import type { Post } from '../post.ts'
import type { Queue } from '../queue-policy.ts'
import { findPost, savePost } from '../../store/posts.ts'
import { listUnanswered } from '../../store/publications-in-doubt.ts'
import { getQueue } from '../../store/queues.ts'
import { addReceipts, type Receipt } from '../../store/receipts.ts'
import type { Schema } from '../../store/schema.ts'
import { deleteWork, scheduleWork } from '../../store/work.ts'
import type { Millis } from '../../time/clock.ts'

/** What an action decides from. */
export interface ActionFacts extends Standing {
  readonly queue: Queue
  readonly now: Millis
}

/** What is to be written. */
export interface Change {
  readonly kind: 'change'
  readonly post: Post
  readonly receipts: readonly Receipt[]
}

export interface Action<Other> {
  readonly name: ActionName
  readonly target: PostTarget
  readonly decide: (facts: ActionFacts, trx: Transaction<Schema>) => Change | Other | Promise<Change | Other>
}

/** What the action decides in place of a change is the outcome, and nothing is written. */
export async function changePost<Other extends { readonly kind: string }>(
  deps: ActionDeps,
  action: Action<Other>,
): Promise<Written | Refusal | Other> {
  return deps.transaction(async (trx) => {
    const facts = await gatherFacts(deps, trx, action.target.id)
    if (!facts) return { kind: 'not_found' }
    const refusal = conflictOf(facts.post, action.target) ?? refusalOf(action.name, facts)
    if (refusal) return refusal
    const decided = await action.decide(facts, trx)
    return isChange(decided) ? writeChange(deps, trx, { ...decided, now: facts.now }) : decided
  })
}

/** An action has no outcome of its own that is called a change. */
function isChange(decided: Change | { readonly kind: string }): decided is Change {
  return decided.kind === 'change'
}

export async function gatherFacts(
  { now }: ActionDeps,
  db: Kysely<Schema>,
  id: string,
): Promise<ActionFacts | undefined> {
  const post = await findPost(db, id)
  if (!post) return undefined
  const queue = await getQueue(db, post.accountId)
  return { post, unanswered: await listUnanswered(db, id), queue, now: now() }
}

export function conflictOf(post: Post, { version }: PostTarget): Refusal | undefined {
  return version === undefined || version === post.version ? undefined : { kind: 'conflict', post }
}

/**
 * The only place that writes what a person changed: the version grows, the row of work follows the state, and what the
 * rules refuse does not go out.
 */
export async function writeChange(
  deps: ActionDeps,
  trx: Transaction<Schema>,
  { post: wanted, receipts: told, now }: Omit<Change, 'kind'> & { readonly now: Millis },
): Promise<Written> {
  const findings = await deps.check(trx, wanted)
  const refused = findings.find(({ level }) => level === 'refused')
  const isStopped = wanted.state === 'scheduled' && refused !== undefined
  const post: Post = {
    ...(isStopped ? asDraft(wanted) : wanted),
    version: wanted.version + 1,
    updatedAt: now,
  }
  const receipts = isStopped ? withoutPlan(told, { rule: refused.rule, at: now }) : told
  await savePost(trx, post)
  await addReceipts(trx, post.id, receipts)
  await putWork(trx, post, now)
  const saved: Post = { ...post, receipts: post.receipts + receipts.length }
  return { kind: isStopped ? 'kept_as_draft' : 'saved', post: saved, findings }
}

function withoutPlan(
  receipts: readonly Receipt[],
  { rule, at }: { readonly rule: string; readonly at: Millis },
): Receipt[] {
  const kept = receipts.filter(({ kind }) => kind !== 'scheduled' && kind !== 'resumed')
  return [...kept, { at, kind: 'kept-as-draft', detail: { rule } }]
}

async function putWork(trx: Transaction<Schema>, post: Post, now: Millis): Promise<void> {
  const row = { kind: 'post' as const, subject: post.id }
  const dueAt = workDueAt(post, now)
  if (dueAt === undefined) await deleteWork(trx, post.accountId, row)
  else await scheduleWork(trx, post.accountId, { ...row, dueAt })
}
