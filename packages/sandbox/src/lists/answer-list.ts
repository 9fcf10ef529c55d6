/** A list as Meta answers it: `data`, and `paging` with cursors and whole URLs (threads-api.md §5.2). */
import type { User } from '../entities/user.ts'
import { parseFields, selection } from '../formatters/fields.ts'
import { areLasting, MEDIA, permalinkLagMs } from '../formatters/media.ts'
import { type Answer, jsonText } from '../http/answer.ts'
import type { Call } from '../http/call.ts'
import type { Entry, Run } from '../state/timeline.ts'
import type { MadePage } from './kept-pages.ts'
import { readCursors, readLimit, readWindow } from './list-params.ts'
import { type Accept, type Order, type Page, type PageRequest, takePage } from './page.ts'
import { type WrittenPage, writePage } from './write-page.ts'

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
  return answerWritten(call, list.path, makePage(call, list, readRequest(call, list.order)).page)
}

export interface OwnList {
  readonly user: User
  readonly path: string
  readonly find: () => Pick<MediaList, 'runs' | 'accept'>
}

/**
 * The same for somebody's own posts, all of which they see at any time: a first page then follows from its posts, its
 * author and the switches, and is kept.
 */
export function answerOwnList(call: Call, { user, path, find }: OwnList): Answer {
  const { world, params } = call
  const request = readRequest(call)
  const make = (): MadePage => makePage(call, { path, viewerId: user.id, ...find() }, request)
  const fields = params.get('fields') ?? ''
  const canBeKept = !request.cursor && !request.window && areLasting(parseFields(fields))
  const page = canBeKept
    ? world.pages.get(world, { user, path, fields, limit: request.limit }, make)
    : make().page
  return answerWritten(call, path, page)
}

function readRequest(call: Call, order: Order = 'newest-first'): PageRequest {
  return { order, limit: readLimit(call), cursor: readCursors(call), window: readWindow(call) }
}

function makePage(call: Call, { viewerId, runs, accept }: MediaList, request: PageRequest): MadePage {
  const { world, params } = call
  const select = selection(MEDIA, parseFields(params.get('fields') ?? ''))
  const page = takePage(runs, request, accept)
  const newest = Math.max(0, ...page.entries.map(({ post }) => post.publishedAt))
  return {
    page: writePage(page, ({ post }) => select({ world, viewerId, post })),
    from: newest + permalinkLagMs(world),
  }
}

export interface ShownPage {
  readonly page: Page
  readonly show: (entry: Entry) => object
}

export function answerPage(call: Call, path: string, { page, show }: ShownPage): Answer {
  return answerWritten(call, path, writePage(page, show))
}

/** An empty page has no `paging`. */
function answerWritten(
  call: Call,
  path: string,
  { data, cursors, hasNext, hasPrevious }: WrittenPage,
): Answer {
  if (!cursors) return jsonText(`{"data":${data}}`)
  const paging = {
    cursors,
    ...(hasNext && { next: pageUrl(call, path, { after: cursors.after }) }),
    ...(hasPrevious && { previous: pageUrl(call, path, { before: cursors.before }) }),
  }
  return jsonText(`{"data":${data},"paging":${JSON.stringify(paging)}}`)
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
