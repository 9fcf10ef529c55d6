/** A list as Meta answers it: `data`, and `paging` with cursors and whole URLs (threads-api.md §5.2). */
import { parseFields, selection } from '../formatters/fields.ts'
import { MEDIA } from '../formatters/media.ts'
import { type Answer, json } from '../http/answer.ts'
import type { Call } from '../http/call.ts'
import type { Entry, Run } from '../state/timeline.ts'
import { writeCursor } from './cursor.ts'
import { readCursors, readLimit, readWindow } from './list-params.ts'
import { type Accept, type Order, type Page, takePage } from './page.ts'

export interface MediaList {
  /** Without the version: `/17841405793187218/threads`. */
  readonly path: string
  readonly viewerId: string
  readonly runs: readonly Run[]
  readonly accept: Accept
  /** Default: the newest first. */
  readonly order?: Order
}

/** Takes `fields`, `limit`, `since`, `until`, `before` and `after` from the call. @throws MetaRefusal */
export function answerMediaList(call: Call, list: MediaList): Answer {
  const { viewerId, runs, accept, order = 'newest-first' } = list
  const select = selection(MEDIA, parseFields(call.params.get('fields') ?? ''))
  const request = { order, limit: readLimit(call), cursor: readCursors(call), window: readWindow(call) }
  return answerPage(call, list.path, {
    page: takePage(runs, request, accept),
    show: ({ post }) => select({ world: call.world, viewerId, post }),
  })
}

export interface ShownPage {
  readonly page: Page
  readonly show: (entry: Entry) => object
}

/** An empty page has no `paging`. */
export function answerPage(call: Call, path: string, { page, show }: ShownPage): Answer {
  const { entries, hasNext, hasPrevious } = page
  const [first, last] = [entries[0], entries.at(-1)]
  const data = entries.map(show)
  if (!first || !last) return json({ data })
  const cursors = { before: writeCursor(first.position), after: writeCursor(last.position) }
  return json({
    data,
    paging: {
      cursors,
      ...(hasNext && { next: pageUrl(call, path, { after: cursors.after }) }),
      ...(hasPrevious && { previous: pageUrl(call, path, { before: cursors.before }) }),
    },
  })
}

/** The same call for another page, the token inside, as Meta does it. */
export function pageUrl(
  { world, params, token }: Call,
  path: string,
  change: Readonly<Record<string, string>>,
): string {
  const query = new URLSearchParams(params)
  query.delete('before')
  query.delete('after')
  query.set('access_token', token ?? '')
  for (const [name, value] of Object.entries(change)) query.set(name, value)
  return `${world.url}/v1.0${path}?${query.toString()}`
}
