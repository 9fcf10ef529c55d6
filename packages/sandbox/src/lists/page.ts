/** One page of a list: from a cursor or an end, as many as fit, within a window of time. */
import {
  AFTER_EVERY_ID,
  compare,
  type Direction,
  type Entry,
  type Position,
  type Run,
  walk,
} from '../state/timeline.ts'

/** `reverse=false` asks for the oldest first. */
export type Order = 'newest-first' | 'oldest-first'

export interface Cursor {
  readonly kind: 'after' | 'before'
  readonly position: Position
}

/** Keys from `since` to `until`, both of them included. */
export interface Window {
  readonly since: number
  readonly until: number
}

export interface PageRequest {
  readonly order: Order
  readonly limit: number
  readonly cursor: Cursor | undefined
  readonly window: Window | undefined
}

export interface Page {
  /** In the order that was asked for. */
  readonly entries: readonly Entry[]
  readonly hasPrevious: boolean
  readonly hasNext: boolean
}

export type Accept = (entry: Entry) => boolean

export function takePage(runs: readonly Run[], request: PageRequest, accept: Accept): Page {
  const { order, limit, cursor, window } = request
  const onward: Direction = order === 'newest-first' ? 'back' : 'front'
  const isBackward = cursor?.kind === 'before'
  const direction = isBackward ? opposite(onward) : onward
  const found = take(accepted(runs, { direction, from: cursor?.position, window }, accept), limit + 1)
  const entries = found.slice(0, limit)
  const first = entries[0]
  const hasBehind = first
    ? hasEntry(runs, { direction: opposite(direction), from: first.position, window }, accept)
    : false
  const hasAhead = entries.length > 0 && found.length > limit
  return isBackward
    ? { entries: entries.toReversed(), hasPrevious: hasAhead, hasNext: hasBehind }
    : { entries, hasPrevious: hasBehind, hasNext: hasAhead }
}

interface Way {
  readonly direction: Direction
  readonly from: Position | undefined
  readonly window: Window | undefined
}

function hasEntry(runs: readonly Run[], way: Way, accept: Accept): boolean {
  return take(accepted(runs, way, accept), 1).length > 0
}

function* accepted(
  runs: readonly Run[],
  { direction, from, window }: Way,
  accept: Accept,
): Generator<Entry, void> {
  for (const entry of walk(runs, direction, startOf({ direction, from, window }))) {
    if (window && !isWithin(window, entry.position.key)) return
    if (accept(entry)) yield entry
  }
}

/** The window's edge, unless the cursor is further on. */
function startOf({ direction, from, window }: Way): Position | undefined {
  if (!window) return from
  const edge =
    direction === 'back' ? { key: window.until, id: AFTER_EVERY_ID } : { key: window.since, id: '' }
  if (!from) return edge
  const isFurther = direction === 'back' ? compare(from, edge) < 0 : compare(from, edge) > 0
  return isFurther ? from : edge
}

function isWithin({ since, until }: Window, key: number): boolean {
  return key >= since && key <= until
}

function opposite(direction: Direction): Direction {
  return direction === 'back' ? 'front' : 'back'
}

function take(entries: Iterable<Entry>, limit: number): readonly Entry[] {
  const taken: Entry[] = []
  if (limit === 0) return taken
  for (const entry of entries) {
    taken.push(entry)
    if (taken.length === limit) break
  }
  return taken
}
