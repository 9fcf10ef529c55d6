/** `GET /keyword_search` (threads-api.md §5.8). */
import { MetaRefusal } from '../errors/meta-refusal.ts'
import {
  type FieldReaders,
  type NodeShape,
  parseFields,
  selection,
  type Subfields,
} from '../formatters/fields.ts'
import { MEDIA, type MediaNode } from '../formatters/media.ts'
import type { Answer } from '../http/answer.ts'
import type { Call } from '../http/call.ts'
import { answerPage } from '../lists/answer-list.ts'
import { LARGEST_LIMIT, readCursors, readLimit, readWindow } from '../lists/list-params.ts'
import { type Page, takePage } from '../lists/page.ts'
import { spendQuota } from '../quotas/quota.ts'
import {
  type KeywordQuery,
  SEARCH_MEDIA_TYPES,
  SEARCH_MODES,
  SEARCH_TYPES,
  searchPosts,
} from '../search/keyword.ts'
import { refuseStandardAccess } from '../reading/access-tier.ts'
import { rememberSearch } from '../search/past-search.ts'
import { authenticate } from '../tokens/authenticate.ts'
import type { World } from '../world.ts'

/** A search that finds nothing is not counted. @throws MetaRefusal */
export function searchKeyword(call: Call): Answer {
  const { world, params } = call
  const { userId } = authenticate(call, 'threads_basic', 'threads_keyword_search')
  refuseStandardAccess(call)
  const query = readQuery(call, userId)
  const select = selection(searchShape(world), knownFields(world, parseFields(params.get('fields') ?? '')))
  const page = findPage(call, query)
  if (page.entries.length > 0) spendQuota(world, userId, 'keyword_searches')
  rememberSearch(world, userId, query.q)
  return answerPage(call, '/keyword_search', {
    page,
    show: ({ post }) => select({ world, viewerId: userId, post }),
  })
}

function readQuery(call: Call, viewerId: string): KeywordQuery {
  const { params } = call
  const q = params.get('q') ?? ''
  if (q === '') throw new MetaRefusal('param_required', { name: 'q' })
  return {
    q,
    viewerId,
    type: readChoice(params, 'search_type', SEARCH_TYPES) ?? 'TOP',
    mode: readChoice(params, 'search_mode', SEARCH_MODES) ?? 'KEYWORD',
    mediaType: readChoice(params, 'media_type', SEARCH_MEDIA_TYPES),
    author: params.get('author_username') || undefined,
    window: readWindow(call),
  }
}

/** @throws MetaRefusal */
function readChoice<T extends string>(
  params: URLSearchParams,
  name: string,
  values: readonly T[],
): T | undefined {
  const given = params.get(name) ?? ''
  const found = values.find((value) => value === given)
  if (found !== undefined || given === '') return found
  throw new MetaRefusal('param_value_invalid', { name, values: values.join(', ') })
}

/** The limit ends at 50 without a word (switch `searchLimit`). */
function findPage(call: Call, query: KeywordQuery): Page {
  const limit = readLimit(call, Math.min(call.world.switches.searchLimit, LARGEST_LIMIT))
  const cursor = readCursors(call)
  // The order of the top has nothing to do with time: the search has kept to the window already.
  const window = query.type === 'TOP' ? undefined : query.window
  return takePage(
    searchPosts(call.world, query),
    { order: 'newest-first', limit, cursor, window },
    () => true,
  )
}

/** What a probe of an app without review got, and nothing else (switch `searchFields`). */
const THIN_FIELDS = [
  'id',
  'text',
  'username',
  'timestamp',
  'has_replies',
  'is_quote_post',
  'is_reply',
  'media_type',
  'permalink',
] as const

/** A field that the search does not have is dropped without a word; of nothing else is left, the id remains. */
function knownFields({ switches }: World, wanted: Subfields): Subfields {
  const isKnown = (name: string): boolean =>
    switches.searchFields === 'thin'
      ? THIN_FIELDS.some((field) => field === name)
      : name !== 'owner' && Object.hasOwn(MEDIA.readers, name)
  return wanted.filter(({ name }) => isKnown(name))
}

function searchShape({ switches }: World): NodeShape<MediaNode> {
  if (switches.searchMediaType === 'TEXT_POST') return MEDIA
  const readers: FieldReaders<MediaNode> = {
    ...MEDIA.readers,
    media_type: (node) => {
      const type = MEDIA.readers.media_type?.(node, [])
      return type === 'TEXT_POST' ? 'TEXT' : type
    },
  }
  return { ...MEDIA, readers }
}
