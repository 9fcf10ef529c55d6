/** A post after a step, and what the step leaves besides. Pure: the parts' states make the post's. */
import { isOut, stateUnderWay } from './next-part.ts'
import type { LedgerEntry, PostFacts } from './post-facts.ts'
import type { ContainerRecord, Part, PartAttempts, PartContainer, Plan, Post } from './post.ts'
import type { PostReason } from './post-reasons.ts'
import type { Said } from './publisher-api.ts'
import type { Pause } from './queue-policy.ts'
import type { QuotaKind, QuotaReading } from './quota.ts'
import type { Receipt } from '../store/receipts.ts'
import type { Millis } from '../time/clock.ts'

export interface PostChange {
  readonly post: Post
  readonly ledger: readonly LedgerEntry[]
  readonly receipts: readonly Receipt[]
  /** Meta restricts the account: nothing more of it goes out. */
  readonly pause?: Pause
  /** What Meta said of a quota of the account. */
  readonly quota?: { readonly of: QuotaKind; readonly reading: QuotaReading }
  /** Meta refused the token: the keeper looks at it now. */
  readonly isTokenDue?: true
}

/** The facts of a post that may go out, at the moment of a step. */
export interface StepFacts extends PostFacts {
  readonly at: Millis
}

export function getPart({ parts }: Pick<Post, 'parts'>, position: number): Part {
  const part = parts.find((one) => one.position === position)
  if (!part) throw new Error(`the post has no part ${position}`)
  return part
}

/** The post with one part as it is now, and the state that follows from its parts. */
export function withPart(
  { post, ledger, at }: StepFacts,
  part: Part,
  left: { readonly ledger?: readonly LedgerEntry[]; readonly receipts: readonly Receipt[] },
): PostChange {
  const parts = post.parts.map((one) => (one.position === part.position ? part : one))
  const entries = left.ledger ?? ledger
  return { post: goingOn(post, { parts, ledger: entries, at }), ledger: entries, receipts: left.receipts }
}

function goingOn(
  post: Post,
  { parts, ledger, at }: { parts: readonly Part[]; ledger: readonly LedgerEntry[]; at: Millis },
): Post {
  const base = { ...baseOf(post), parts }
  if (post.state === 'published')
    return {
      ...base,
      ...(post.plan && { plan: post.plan }),
      state: 'published',
      publishedAt: post.publishedAt,
    }
  return isOut(base)
    ? { ...base, state: 'published', plan: planOf(post), publishedAt: at }
    : { ...base, state: stateUnderWay(base, ledger), plan: planOf(post) }
}

export interface Stop {
  readonly reason: PostReason
  readonly position: number
  readonly detail?: string
}

/** It stops until a person does something. What is at Meta stays in its row. */
export function stopped(
  change: Pick<PostChange, 'post' | 'ledger' | 'receipts'>,
  state: 'held' | 'needs_review' | 'failed',
  { at, ...stop }: Stop & { readonly at: Millis },
): PostChange {
  const { post, ledger, receipts } = change
  const plan = planOf(post)
  const kind = state === 'held' ? 'held' : state === 'failed' ? 'failed' : 'outcome-unknown'
  const { reason, position, detail } = stop
  const receipt: Receipt = { at, kind, position, detail: { reason, ...(detail !== undefined && { detail }) } }
  return {
    post: { ...baseOf(post), state, plan, standing: { ...stop, at } },
    ledger,
    receipts: [...receipts, receipt],
  }
}

/** The ledger with one entry as it is now. */
export function withEntry(ledger: readonly LedgerEntry[], entry: LedgerEntry): readonly LedgerEntry[] {
  return [...ledger.filter(({ position }) => position !== entry.position), entry]
}

interface BeforeMeta {
  readonly position: number
  readonly content: Part['content']
  readonly delayMs: number
}

/** A part with its containers and its streak, and nothing that only another state has. */
export function openPart(
  { position, content, delayMs }: BeforeMeta,
  state: { readonly container?: PartContainer | undefined; readonly attempts?: PartAttempts | undefined },
  as: 'container' | 'ready' | 'publishing' | 'unknown' = 'container',
): Part {
  const { container, attempts } = state
  const base = { position, content, delayMs, ...(attempts && { attempts }) }
  return container?.own || container?.children.length
    ? { ...base, container, state: as }
    : { ...base, state: 'pending' }
}

export function publishedPart(
  { position, content, delayMs }: BeforeMeta,
  out: { readonly at: Millis; readonly mediaId: string; readonly permalink?: string | undefined },
): Part {
  return {
    position,
    content,
    delayMs,
    state: 'published',
    publishedAt: out.at,
    as: { kind: 'by_us', mediaId: out.mediaId },
    ...(out.permalink !== undefined && { permalink: out.permalink }),
  }
}

export function containerOf(part: Part): PartContainer | undefined {
  return part.state === 'published' ? undefined : part.container
}

export function getOwn(part: Part): ContainerRecord {
  const own = containerOf(part)?.own
  if (!own) throw new Error(`part ${part.position} has no container`)
  return own
}

/** What a receipt quotes of an answer: numbers and ids. */
export function saidDetail({ code, subcode, status, fbtraceId }: Said): NonNullable<Receipt['detail']> {
  return {
    ...(code !== undefined && { code }),
    ...(subcode !== undefined && { subcode }),
    ...(status !== undefined && { status }),
    ...(fbtraceId !== undefined && { fbtrace_id: fbtraceId }),
  }
}

/** `613/4279002`, for where there is room for one word. */
export function codeOf({ code, subcode }: Said): string | undefined {
  if (code === undefined) return undefined
  return subcode === undefined ? String(code) : `${code}/${subcode}`
}

function planOf(post: Post): Plan {
  if (!post.plan) throw new Error('a post that goes out has a plan')
  return post.plan
}

function baseOf({ id, accountId, version, parts, textHash, receipts, createdAt, updatedAt }: Post) {
  return { id, accountId, version, parts, textHash, receipts, createdAt, updatedAt }
}
