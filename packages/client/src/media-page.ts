/** A page of a list of posts: how it is asked for, and what it holds. */
import { requireWhole } from './arguments.ts'
import { type Question, ask } from './ask.ts'
import type { EndpointId } from './endpoint.ts'
import type { Media } from './media.ts'
import { COMMON_FIELDS, MEDIA, type MediaField, mediaFields } from './media-shape.ts'
import type { RawAnswer } from './raw-answer.ts'
import type { Secret } from './secret.ts'
import { type TimeRange, rangeQuery } from './time-range.ts'
import type { Transport } from './transport.ts'
import { type Shape, answerOf, list, object } from './wire-shape.ts'
import { text } from './wire-value.ts'

const LARGEST_PAGE = 100
/** 2023-07-05: nothing was there before. */
const FIRST_SECOND = 1_688_540_400

/**
 * A page of a list. Meta's links to the neighbouring pages are not here: they hold the token. A page may be empty, and
 * the last page may have a cursor.
 */
export interface Page<T> {
  /** Of which list. */
  readonly endpoint: EndpointId
  readonly items: readonly T[]
  /** The cursor to ask for the page before this one with. */
  readonly before?: string
  /** The cursor to ask for the page after this one with. */
  readonly after?: string
}

/** What every list takes. */
export type ListParameters = {
  /** Travels in the `Authorization` header. */
  readonly token: Secret
  /** By default all that the list needs no special permission for. */
  readonly fields?: readonly MediaField[]
  /** How many items a page may hold: 1 to 100, by default 25. Meta may give fewer. */
  readonly limit?: number
} & Cursor

/** Where in a list: never both. */
export type Cursor =
  | { readonly after?: string; readonly before?: never }
  | { readonly before?: string; readonly after?: never }

/** Which list, and what only it takes. */
export interface ListQuestion extends Pick<Question, 'endpoint' | 'path'> {
  readonly parameters: ListParameters & TimeRange
  readonly query?: Question['query']
  /** What to ask for by default. */
  readonly fields?: readonly MediaField[]
}

/**
 * Sends the question for a page.
 *
 * @throws {TypeError} when a parameter is wrong; nothing was sent
 */
export async function askPage(
  transport: Transport,
  { endpoint, path, parameters, query, fields = COMMON_FIELDS }: ListQuestion,
): Promise<RawAnswer> {
  const { token, limit, before, after } = parameters
  requireWhole('limit', limit, [1, LARGEST_PAGE])
  if (before !== undefined && after !== undefined) throw new TypeError('before and after exclude each other')
  const range = rangeQuery(parameters, FIRST_SECOND)
  const asked = mediaFields(parameters.fields ?? fields)
  return ask(transport, {
    endpoint,
    path,
    token,
    query: { ...query, ...range, limit, before, after, fields: asked },
  })
}

interface Cursors {
  readonly before?: string
  readonly after?: string
}

interface Paging {
  readonly cursors?: Cursors
}

const CURSORS: Shape<Cursors> = { before: ['before', text], after: ['after', text] }
const PAGING: Shape<Paging> = { cursors: ['cursors', object(CURSORS)] }
const PAGE: Shape<{ readonly items: readonly Media[]; readonly paging?: Paging }> = {
  items: ['data', list(object<Media>(MEDIA)), 'required'],
  paging: ['paging', object(PAGING)],
}

/**
 * Reads a page of any list.
 *
 * @throws {ThreadsApiError} {@link ThreadsProtocolError}
 */
export function readMediaPage(answer: RawAnswer): Page<Media> {
  const { items, paging } = answerOf(answer, PAGE)
  return { endpoint: answer.endpoint, items, ...paging?.cursors }
}
