/** What a keyword or a tag finds (threads-api.md §5.8): a look at the latest posts, whoever wrote them. */
import { mediaTypeOf, type Post } from '../entities/post.ts'
import { grownNumbers } from '../insights/post-counts.ts'
import type { Window } from '../lists/page.ts'
import { isSeen, isShownReply } from '../reading/sight.ts'
import { orderedRun } from '../state/post-shelf.ts'
import { timelineOf, timelineOfAll } from '../state/posts.ts'
import { findUserByName } from '../state/state.ts'
import { AFTER_EVERY_ID, countBefore, type Run, slice, walk } from '../state/timeline.ts'
import type { World } from '../world.ts'

export const SEARCH_TYPES = ['RECENT', 'TOP'] as const
export const SEARCH_MODES = ['KEYWORD', 'TAG'] as const
export const SEARCH_MEDIA_TYPES = ['IMAGE', 'TEXT', 'VIDEO'] as const

export interface KeywordQuery {
  readonly q: string
  readonly type: (typeof SEARCH_TYPES)[number]
  readonly mode: (typeof SEARCH_MODES)[number]
  readonly mediaType: (typeof SEARCH_MEDIA_TYPES)[number] | undefined
  readonly author: string | undefined
  readonly window: Window | undefined
  /** Who searches. */
  readonly viewerId: string
}

/** How many posts of a timeline a search looks at: enough for the rarest word of a population's vocabulary. */
const LOOKED_AT = 5_000

/** Of so many matches, the latest, the top ones are found. */
const TOP_OF = 200

/** Words for which nothing is found, as Meta does with sensitive ones; which these are is not published. */
const SENSITIVE = new Set(['porn', 'nude', 'drugs', 'suicide'])

/** What matches: the latest first, or for `TOP` what people like best. */
export function searchPosts(world: World, query: KeywordQuery): readonly Run[] {
  const words = wordsOf(query.q)
  if (isHopeless(world, words)) return []
  const latest = searchedRuns(world, query).map((run) =>
    matching(run, words, (post) => {
      // The words first: they tell sooner than the question who may see it.
      return matches(query.mode, words, post) && isFound(world, query, post)
    }),
  )
  return query.type === 'RECENT' ? latest : [topOf(world, latest)]
}

function isHopeless({ switches }: World, words: readonly string[]): boolean {
  const isTooMuch = words.length > 1 && switches.searchSeveralWords === 'nothing'
  return words.length === 0 || isTooMuch || words.some((word) => SENSITIVE.has(word))
}

/** With standard access only what the searcher wrote. */
function searchedRuns(world: World, { author, viewerId, window }: KeywordQuery): readonly Run[] {
  const { state, switches } = world
  const authorId =
    author === undefined || !switches.searchAuthorFilter
      ? undefined
      : (findUserByName(state, author)?.id ?? '')
  if (switches.accessTier === 'standard') {
    return authorId === undefined || authorId === viewerId ? timelineOf(state, viewerId) : []
  }
  const runs = authorId === undefined ? timelineOfAll(state) : timelineOf(state, authorId)
  return runs.map((run) => {
    const from = window ? countBefore(run, { key: window.until, id: AFTER_EVERY_ID }) : 0
    return slice(run, from, from + LOOKED_AT)
  })
}

/** Only what is accepted; what does not even contain the words is passed over without looking at the post. */
function matching(run: Run, words: readonly string[], accept: (post: Post) => boolean): Run {
  return {
    ...run,
    postAt: (index) => {
      const said = run.wordsAt?.(index)
      if (said !== undefined && !words.every((word) => said.includes(word))) return undefined
      const post = run.postAt(index)
      return post && accept(post) ? post : undefined
    },
  }
}

/** What a search may find at all, and what its parameters leave of it. */
function isFound(world: World, { mediaType, window, viewerId }: KeywordQuery, post: Post): boolean {
  if (post.kind === 'repost' || post.content.isGhost) return false
  if (mediaType !== undefined && mediaTypeOf(post) !== MEDIA_TYPE_OF[mediaType]) return false
  if (window && (post.publishedAt < window.since || post.publishedAt > window.until)) return false
  return post.kind === 'reply' ? isShownReply(world, viewerId, post) : isSeen(world, viewerId, post)
}

const MEDIA_TYPE_OF = { TEXT: 'TEXT_POST', IMAGE: 'IMAGE', VIDEO: 'VIDEO' } as const

/** A tag is the whole topic; of keywords every one must be a word of the text or the topic. */
function matches(mode: KeywordQuery['mode'], words: readonly string[], post: Post): boolean {
  if (post.kind === 'repost') return false
  const { text = '', topicTag = '' } = post.content
  if (mode === 'TAG') return topicTag.toLowerCase() === words.join(' ')
  const searched = `${text} ${topicTag}`.toLowerCase()
  if (!words.every((word) => searched.includes(word))) return false
  const said = new Set(wordsOf(searched))
  return words.every((word) => said.has(word))
}

/** Letters and digits of any script, in lower case; a `#` before them does not count. */
function wordsOf(text: string): readonly string[] {
  return text.toLowerCase().match(/[\p{L}\p{N}\p{M}_]+/gu) ?? []
}

function topOf(world: World, runs: readonly Run[]): Run {
  const found: Post[] = []
  for (const { post } of walk(runs, 'back', undefined)) if (found.push(post) === TOP_OF) break
  return orderedRun(found, (post) => ({
    key: grownNumbers(world, post, world.clock.now()).likes,
    id: post.id,
  }))
}
