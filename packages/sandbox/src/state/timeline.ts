/**
 * Posts in order, best first: mostly the newest, in a search for the top the most liked. A run can be of any length, made
 * when it is read; several are walked as one, from any place, in either direction, and nothing is read but what is passed.
 */
import type { Post } from '../entities/post.ts'

/** A place in an order. It stays where it is when posts come and go around it, which is what cursors need. */
export interface Position {
  /** What is ordered by, the larger the nearer to the front: mostly the instant of publishing. */
  readonly key: number
  /** Decides between equal keys. */
  readonly id: string
}

/** Entries in order, from the front. */
export interface Run {
  readonly length: number
  positionAt(index: number): Position
  /** `undefined` where there was one that has been removed. */
  postAt(index: number): Post | undefined
  /** What the post says and its topic, in lower case, where that is to be had for less than the whole post. */
  wordsAt?(index: number): string
}

/** Behind every id, which is made of digits: with a key it stands before everything of that key. */
export const AFTER_EVERY_ID = ':'

export interface Entry {
  readonly position: Position
  readonly post: Post
}

/** Away from the front (to the older), or towards it. */
export type Direction = 'back' | 'front'

/** Positive when `a` is nearer to the front. */
export function compare(a: Position, b: Position): number {
  if (a.key !== b.key) return a.key - b.key
  if (a.id === b.id) return 0
  return a.id > b.id ? 1 : -1
}

/** How many entries of the run are nearer to the front than the position. */
export function countBefore(run: Run, position: Position): number {
  let low = 0
  let high = run.length
  while (low < high) {
    const middle = (low + high) >>> 1
    if (compare(run.positionAt(middle), position) > 0) low = middle + 1
    else high = middle
  }
  return low
}

/** The part of a run from one index to before another, as a run. */
export function slice(run: Run, from: number, to: number): Run {
  return {
    length: Math.max(0, Math.min(to, run.length) - from),
    positionAt: (index) => run.positionAt(from + index),
    postAt: (index) => run.postAt(from + index),
    ...(run.wordsAt && { wordsAt: (index: number) => run.wordsAt?.(from + index) ?? '' }),
  }
}

/** All entries of all runs beyond a position (without it), or from the very end that the direction starts at. */
export function* walk(
  runs: readonly Run[],
  direction: Direction,
  from: Position | undefined,
): Generator<Entry, void> {
  const heads = runs.map((run) => headAt(run, startOf(run, direction, from)))
  for (;;) {
    const head = nearest(heads, direction)
    if (!head?.position) return
    const post = head.run.postAt(head.index)
    if (post) yield { position: head.position, post }
    move(head, head.index + (direction === 'back' ? 1 : -1))
  }
}

/** How far the walk has come in one run; no position at its end. */
interface Head {
  readonly run: Run
  index: number
  position: Position | undefined
}

function headAt(run: Run, index: number): Head {
  return { run, index, position: positionAt(run, index) }
}

function move(head: Head, index: number): void {
  head.index = index
  head.position = positionAt(head.run, index)
}

function positionAt(run: Run, index: number): Position | undefined {
  return index >= 0 && index < run.length ? run.positionAt(index) : undefined
}

function startOf(run: Run, direction: Direction, from: Position | undefined): number {
  if (!from) return direction === 'back' ? 0 : run.length - 1
  const before = countBefore(run, from)
  if (direction === 'front') return before - 1
  const isThere = before < run.length && compare(run.positionAt(before), from) === 0
  return isThere ? before + 1 : before
}

/** The head that comes first in that direction. */
function nearest(heads: readonly Head[], direction: Direction): Head | undefined {
  let found: Head | undefined
  for (const head of heads) {
    if (!head.position) continue
    const order = found?.position ? compare(head.position, found.position) : 0
    if (!found || (direction === 'back' ? order > 0 : order < 0)) found = head
  }
  return found
}
