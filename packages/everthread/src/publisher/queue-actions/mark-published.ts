/** A person says that a post, or a part of it, is out by their own hands; and that it is not, after all. */
import type { ActionDeps } from './action-deps.ts'
import type { PostTarget, Refusal, Written } from './action-outcome.ts'
import { type ActionFacts, type Change, changePost } from './change-post.ts'
import { permalinkOf } from './permalink.ts'
import { asHandedOff, asPublished, isOut } from './post-forms.ts'
import type { Part, Post } from '../post.ts'
import type { Millis } from '../../time/clock.ts'

export interface ByHand {
  /** From 1. */
  readonly part: 'all' | number
  /** Where it is, of the first part that is meant. */
  readonly link?: string
}

export type MarkRefusal =
  /** Not an address of a post on Threads. */
  | { readonly kind: 'bad_link' }
  /** There is no such part, or it is out already; for undo: it is not out by hand. */
  | { readonly kind: 'no_such_part' }
  /** One part alone can be out by hand only after a hand-off: else the others would go out by themselves. */
  | { readonly kind: 'not_handed_off'; readonly post: Post }

export async function markPublished(
  deps: ActionDeps,
  target: PostTarget,
  byHand: ByHand,
): Promise<Written | Refusal | MarkRefusal> {
  return changePost(deps, {
    name: 'mark_published',
    target,
    decide: (facts) => marked(facts, byHand),
  })
}

function marked({ post, now }: ActionFacts, { part, link }: ByHand): Change | MarkRefusal {
  const meant = post.parts.filter((one) => !isOut(one) && (part === 'all' || one.position === part))
  const [first] = meant
  if (!first) return { kind: 'no_such_part' }
  const permalink = link === undefined ? undefined : permalinkOf(link)
  if (link !== undefined && permalink === undefined) return { kind: 'bad_link' }
  const parts = post.parts.map((one) =>
    meant.includes(one) ? outByHand(one, now, one === first ? permalink : undefined) : one,
  )
  const isWhole = parts.every(isOut)
  if (!isWhole && post.state !== 'handed_off') return { kind: 'not_handed_off', post }
  const changed: Post = { ...post, parts }
  return {
    kind: 'change',
    post: isWhole ? asPublished(changed, now) : asHandedOff(changed),
    receipts: meant.map(({ position }) => ({ at: now, kind: 'published-by-hand', position })),
  }
}

export function outByHand(part: Part, at: Millis, permalink: string | undefined): Part {
  const { position, content, delayMs } = part
  return {
    position,
    content,
    delayMs,
    state: 'published',
    publishedAt: at,
    as: { kind: 'by_hand', at },
    ...(permalink !== undefined && { permalink }),
  }
}

/** Only what is out by hand: what we published is out. */
export async function undoPublished(
  deps: ActionDeps,
  target: PostTarget,
  which: ByHand['part'],
): Promise<Written | Refusal | MarkRefusal> {
  return changePost(deps, {
    name: 'undo_published',
    target,
    decide: ({ post, now }): Change | MarkRefusal => {
      const meant = post.parts.filter((one) => isByHand(one) && (which === 'all' || one.position === which))
      if (meant.length === 0) return { kind: 'no_such_part' }
      const parts = post.parts.map((one) => (meant.includes(one) ? pendingAgain(one) : one))
      return {
        kind: 'change',
        post: asHandedOff({ ...post, parts }),
        receipts: meant.map(({ position }) => ({ at: now, kind: 'not-published', position })),
      }
    },
  })
}

export function isByHand(part: Part): boolean {
  return part.state === 'published' && part.as.kind === 'by_hand'
}

function pendingAgain({ position, content, delayMs }: Part): Part {
  return { position, content, delayMs, state: 'pending' }
}
