/** What may be said against a run, from what was wanted, what the store says in the end, and what is out. Pure. */
import type { PostState } from '../../packages/everthread/src/publisher/post.ts'

/** A post as its owner queued it, and left it. Every text of a run is unlike every other. */
export interface Wanted {
  readonly id: string
  readonly username: string
  readonly plannedAt: number
  /** Since when this plan is known: what was out by then could not wait for it. Always, where it is absent. */
  readonly plannedSince?: number
  readonly texts: readonly string[]
  /** What stood in it before an edit. */
  readonly takenBack?: readonly string[]
  /** How many of its parts were out when its owner cancelled it. */
  readonly cancelledAfter?: number
}

/** What became of it, as its owner sees it. */
export interface Told {
  readonly id: string
  readonly state: PostState
  /** Of its parts, in their order. */
  readonly mediaIds: readonly (string | undefined)[]
}

/** What everybody sees. */
export interface Live {
  readonly id: string
  readonly username: string
  readonly text: string
  /** In whole seconds. */
  readonly at: number
  /** What it replies to. */
  readonly parentId?: string
}

export interface Outcome {
  readonly wanted: readonly Wanted[]
  readonly told: readonly Told[]
  /** Oldest first. */
  readonly live: readonly Live[]
}

/** States in which nothing moves until a person has seen it. */
export const VISIBLE: readonly PostState[] = ['published', 'held', 'needs_review', 'failed']

/** States in which each part says whether it is out. */
const CERTAIN: readonly PostState[] = ['held', 'failed', 'cancelled']

/** Of how many a post may be behind its time before later ones of its account go first (DESIGN §6). */
export const PATIENCE_MS = 10 * 60_000

export function complaintsAbout(outcome: Outcome): string[] {
  const byText = Map.groupBy(outcome.live, ({ text }) => text)
  const toldOf = new Map(outcome.told.map((told) => [told.id, told]))
  return [
    ...duplicates(byText),
    ...outcome.wanted.flatMap((wanted) => about(wanted, toldOf.get(wanted.id), byText)),
  ]
}

/** What is out of each part. */
type Shown = readonly (Live | undefined)[]

function duplicates(byText: ReadonlyMap<string, readonly Live[]>): string[] {
  return [...byText]
    .filter(([, posts]) => posts.length > 1)
    .map(([text, posts]) => `${JSON.stringify(text)} is out ${posts.length} times`)
}

function about(
  wanted: Wanted,
  told: Told | undefined,
  byText: ReadonlyMap<string, readonly Live[]>,
): string[] {
  if (!told) return [`${wanted.id} is gone`]
  const named = `${wanted.id} (${told.state})`
  const live = wanted.texts.map((text) => byText.get(text)?.[0])
  const out = live.filter((one) => one !== undefined)
  return [
    ...misplaced(named, wanted, told),
    ...outAllTheSame(named, wanted, live),
    ...(told.state === 'published' && out.length < live.length ? [`${named} is not out`] : []),
    ...(told.state === 'published' ? wronglyKnown(named, told, live) : []),
    ...(CERTAIN.includes(told.state) ? hidden(named, told, live) : []),
    ...edited(named, wanted, byText),
    ...chained(named, live),
  ]
}

function misplaced(named: string, { cancelledAfter }: Wanted, { state }: Told): string[] {
  if (cancelledAfter !== undefined) return state === 'cancelled' ? [] : [`${named} was cancelled`]
  return VISIBLE.includes(state) ? [] : [`${named} neither went out nor waits where it is seen`]
}

function outAllTheSame(named: string, { cancelledAfter = Number.MAX_VALUE }: Wanted, live: Shown): string[] {
  return live.flatMap((one, index) =>
    one === undefined || index < cancelledAfter
      ? []
      : [`${named}: part ${index + 1} is out, and was cancelled`],
  )
}

/** An edit that was accepted is what goes out. */
function edited(
  named: string,
  { takenBack = [] }: Wanted,
  byText: ReadonlyMap<string, readonly Live[]>,
): string[] {
  return takenBack
    .filter((text) => byText.has(text))
    .map((text) => `${named}: ${JSON.stringify(text)} is out, which an edit took back`)
}

function wronglyKnown(named: string, { mediaIds }: Told, live: Shown): string[] {
  return live.flatMap((one, index) =>
    one === undefined || one.id === mediaIds[index]
      ? []
      : [`${named}: part ${index + 1} is ${one.id}, and it says ${mediaIds[index]}`],
  )
}

/** A part that is out must be known as that, unless a person is asked to look. */
function hidden(named: string, { mediaIds }: Told, live: Shown): string[] {
  return live.flatMap((one, index) =>
    one === undefined || mediaIds[index] === one.id ? [] : [`${named}: part ${index + 1} is out, untold`],
  )
}

/** Every part after the first replies to the one before it. */
function chained(named: string, live: Shown): string[] {
  return live.flatMap((one, index) => {
    const before = live[index - 1]
    if (index === 0 || one === undefined) return []
    if (before === undefined) return [`${named}: part ${index + 1} is out without the one before it`]
    return one.parentId === before.id ? [] : [`${named}: part ${index + 1} replies to ${one.parentId}`]
  })
}

/**
 * The first parts of an account's posts are out in the order of the plan, unless Meta kept one waiting for too long, or the
 * plan of either was made when the first of them was out.
 */
export function orderComplaints({ wanted, live }: Pick<Outcome, 'wanted' | 'live'>): string[] {
  const placeOf = new Map(live.map(({ text, at }, place) => [text, { at, place }]))
  const byAccount = Map.groupBy(wanted, ({ username }) => username)
  return [...byAccount.values()].flatMap((posts) => {
    const planned = posts.toSorted((a, b) => a.plannedAt - b.plannedAt)
    return planned.flatMap((post, index) => overtaken(post, planned.slice(index + 1), placeOf))
  })
}

function overtaken(
  post: Wanted,
  later: readonly Wanted[],
  placeOf: ReadonlyMap<string, { readonly at: number; readonly place: number }>,
): string[] {
  const own = placeOf.get(post.texts[0] ?? '')
  return later.flatMap((other) => {
    const others = placeOf.get(other.texts[0] ?? '')
    if (!own || !others || others.place > own.place) return []
    const known = Math.max(post.plannedSince ?? 0, other.plannedSince ?? 0)
    if (others.at >= post.plannedAt + PATIENCE_MS || others.at <= known) return []
    return [`${other.id} went out before ${post.id}, which was planned earlier`]
  })
}
