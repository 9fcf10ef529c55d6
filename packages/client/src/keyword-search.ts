/** Search among public posts, by words or by topic. */
import { requireFilled } from './arguments.ts'
import type { Media } from './media.ts'
import { type ListParameters, type Page, askPage, readMediaPage } from './media-page.ts'
import type { RawAnswer } from './raw-answer.ts'
import type { TimeRange } from './time-range.ts'
import type { Transport } from './transport.ts'

/** What {@link searchKeyword} takes. Of `limit`, 50 have been seen to be the most. */
export type KeywordSearchParameters = ListParameters &
  TimeRange & {
    /** Words, or a topic. */
    readonly query: string
    /** `TOP`, the default, are the most popular ones. */
    readonly searchType?: 'TOP' | 'RECENT'
    /** `KEYWORD`, the default, looks into texts, `TAG` at topics. */
    readonly searchMode?: 'KEYWORD' | 'TAG'
    readonly mediaType?: 'TEXT' | 'IMAGE' | 'VIDEO'
    /** Exactly, without `@`. */
    readonly authorUsername?: string
  }

/**
 * Searches public posts. Needs `threads_keyword_search`; an app without approval for it searches the user's own posts
 * only. 2,200 searches that find something in 24 hours; sensitive words find nothing. Fields that the search does not
 * have are left out silently.
 *
 * @throws {TypeError} when a parameter is wrong; nothing was sent
 * @throws {ThreadsApiError} when Meta refuses: without the permission (10) or the approval (10/4279067)
 * @throws {ThreadsTransportError} when no answer came
 * @throws {ThreadsProtocolError} when the answer is not the API's
 * @see https://developers.facebook.com/docs/threads/keyword-search (read 2026-11)
 */
export async function searchKeyword(
  transport: Transport,
  parameters: KeywordSearchParameters,
): Promise<Page<Media>> {
  return readMediaPage(await sendKeywordSearch(transport, parameters))
}

/**
 * Sends a search; {@link readMediaPage} reads the answer.
 *
 * @throws as {@link searchKeyword}, except `ThreadsApiError`; of `ThreadsProtocolError` only `too_large`
 */
export async function sendKeywordSearch(
  transport: Transport,
  parameters: KeywordSearchParameters,
): Promise<RawAnswer> {
  const { query, searchType, searchMode, mediaType, authorUsername } = parameters
  requireFilled('query', query)
  return askPage(transport, {
    endpoint: 'keyword_search',
    path: 'keyword_search',
    parameters,
    query: {
      q: query,
      search_type: searchType,
      search_mode: searchMode,
      media_type: mediaType,
      author_username: authorUsername,
    },
  })
}
