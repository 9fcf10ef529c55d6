/** A page as JSON, all but the addresses of its neighbours, which carry the caller's token. */
import type { Entry } from '../state/timeline.ts'
import { writeCursor } from './cursor.ts'
import type { Page } from './page.ts'

export interface WrittenPage {
  /** `[…]` */
  readonly data: string
  /** Of an empty page none. */
  readonly cursors: { readonly before: string; readonly after: string } | undefined
  readonly hasNext: boolean
  readonly hasPrevious: boolean
}

export function writePage(
  { entries, hasNext, hasPrevious }: Page,
  show: (entry: Entry) => object,
): WrittenPage {
  const [first, last] = [entries[0], entries.at(-1)]
  const cursors = first && last && { before: writeCursor(first.position), after: writeCursor(last.position) }
  return { data: JSON.stringify(entries.map(show)), cursors, hasNext, hasPrevious }
}
