/** A post as its owner sees it: in the answer of a command, or in the store; and what she wants of it from then on. */
import type { Post, PostState } from '../../packages/everthread/src/publisher/post.ts'
import type { Wanted } from './complaints.ts'

export interface SeenPost {
  readonly id: string
  readonly state: PostState
  /** Absent without a plan. */
  readonly plannedAt: number | undefined
  readonly texts: readonly string[]
  /** How many of its parts are out. */
  readonly out: number
}

/** As much of `everthread/post@1` and `everthread/resume@1` as is read here. */
interface Report {
  readonly ok: boolean
  readonly post?: {
    readonly id: string
    readonly state: PostState
    readonly plan?: { readonly at: string }
    readonly parts: readonly { readonly state: string; readonly text?: string }[]
  }
}

/** What a command says that it did; nothing where it was refused. */
export function seenInAnswer(stdout: string): SeenPost[] {
  const document = JSON.parse(stdout) as Report & { readonly posts?: readonly Report[] }
  const done = (document.posts ?? [document]).flatMap(({ ok, post }) => (ok && post ? [post] : []))
  return done.map(({ id, state, plan, parts }) => ({
    id,
    state,
    plannedAt: plan && Date.parse(plan.at),
    texts: parts.map(({ text = '' }) => text),
    out: parts.filter((part) => part.state === 'published').length,
  }))
}

export function seenInStore({ id, state, plan, parts }: Post): SeenPost {
  return {
    id,
    state,
    plannedAt: plan?.at,
    texts: parts.map(({ content }) => content.text ?? ''),
    out: parts.filter((part) => part.state === 'published').length,
  }
}

/** `since`: when the loops must know of it. */
export function wantedAfter(before: Wanted, seen: SeenPost, since: number): Wanted {
  const { plannedAt = before.plannedAt, texts } = seen
  const takenBack = before.texts.filter((text) => !texts.includes(text))
  return {
    ...before,
    texts,
    plannedAt,
    ...(plannedAt !== before.plannedAt && { plannedSince: since }),
    ...(takenBack.length > 0 && { takenBack: [...(before.takenBack ?? []), ...takenBack] }),
    ...(seen.state === 'cancelled' && { cancelledAfter: seen.out }),
  }
}

export function wantedAtFirst(username: string, seen: SeenPost, since: number): Wanted {
  const { id, texts, plannedAt = since } = seen
  return { id, username, texts, plannedAt, plannedSince: since }
}
