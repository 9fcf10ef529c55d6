/** The endpoints that read posts, search, and count (threads-api.md §5, §6). */
import { type EndpointRow, SUPPORTED } from './endpoint-row.ts'
import { proofs } from './proof.ts'

const GET = { ...SUPPORTED, methods: ['GET'] } as const
const POST = { ...SUPPORTED, methods: ['POST'] } as const

const LISTS = 'routes/user-lists.test.ts'
const REPLIES = 'routes/replies.test.ts'
const MANAGEMENT = 'routes/reply-management.test.ts'
const DISCOVERY = 'routes/profile-discovery.test.ts'
const LOCATIONS = 'routes/locations.test.ts'

export const READING_ENDPOINTS = {
  threads: {
    ...GET,
    path: '/{user}/threads',
    section: '5.2',
    tests: proofs(
      LISTS,
      'threads has top-level posts and reposts, newest first, and no replies',
      'next and previous are whole URLs with the token inside, and lead through the list',
      'since and until choose by time, in seconds or in words',
    ),
  },
  ghost_posts: {
    ...GET,
    path: '/{user}/ghost_posts',
    section: '5.2',
    tests: proofs(
      LISTS,
      'ghost posts have a list of their own, and stay there when their day is over',
      'an empty list is data alone',
    ),
  },
  user_replies: {
    ...GET,
    path: '/{user}/replies',
    section: '5.5',
    tests: proofs(
      LISTS,
      'threads has top-level posts and reposts, newest first, and no replies',
      'only one’s own lists can be read (100/33), each with its scope',
    ),
  },
  mentions: {
    ...GET,
    path: '/{user}/mentions',
    section: '5.7',
    tests: proofs(
      LISTS,
      'mentions are the public posts of others that name one',
      'with standard access only testers’ mentions are found, or the call is refused (10/4279067)',
    ),
  },
  user_insights: {
    ...GET,
    path: '/{user}/threads_insights',
    section: '6.2',
    tests: proofs(
      'routes/user-insights.test.ts',
      'the three shapes: values by day, a total, and totals by link',
      'days end at midnight in Pacific time, and every day of the span has its number',
      'demographics take exactly one breakdown, and their numbers are the followers',
    ),
  },
  media: {
    ...GET,
    path: '/{media}',
    section: '5.3',
    tests: proofs(
      'routes/media.test.ts',
      'every documented field of media can be asked for, and no other',
      'a plain text post has these fields and no others',
      'what is unknown, deleted, private or another’s pending reply does not exist (100/33)',
    ),
  },
  media_insights: {
    ...GET,
    path: '/{media}/insights',
    section: '6.1',
    tests: proofs(
      'routes/media-insights.test.ts',
      'every metric comes in the shape that Postman shows',
      'numbers grow with the clock and never fall, the same in every run',
      'a repost has no insights of its own',
    ),
  },
  media_replies: {
    ...GET,
    path: '/{media}/replies',
    section: '5.5',
    tests: proofs(
      REPLIES,
      'replies has the direct ones, conversation the whole tree, the newest first',
      'a hidden reply and all below it are shown to the owner of the root and to their authors alone',
    ),
  },
  conversation: {
    ...GET,
    path: '/{media}/conversation',
    section: '5.5',
    tests: proofs(
      REPLIES,
      'reverse=false gives the oldest first',
      'the conversation of a reply is refused: only a root post has one',
    ),
  },
  pending_replies: {
    ...GET,
    path: '/{media}/pending_replies',
    section: '5.6',
    tests: proofs(
      MANAGEMENT,
      'under a post with approvals the replies of others wait, and are seen when they are approved',
      'approval_status is case-sensitive, and only the owner sees what waits',
    ),
  },
  manage_reply: {
    ...POST,
    path: '/{reply}/manage_reply',
    section: '5.6',
    tests: proofs(
      MANAGEMENT,
      'a reply is hidden and shown again, by the owner of the root',
      'only top-level replies under own posts can be hidden',
    ),
  },
  manage_pending_reply: {
    ...POST,
    path: '/{reply}/manage_pending_reply',
    section: '5.6',
    tests: proofs(
      MANAGEMENT,
      'under a post with approvals the replies of others wait, and are seen when they are approved',
    ),
  },
  keyword_search: {
    ...GET,
    path: '/keyword_search',
    section: '5.8',
    tests: proofs(
      'routes/keyword-search.test.ts',
      'keywords are whole words of the text or the topic, in any case and any language',
      'the limit ends at 50 without a word, and the cursors go on',
      '2,200 searches that find something are allowed in 24 hours; one that finds nothing does not count',
    ),
  },
  profile_lookup: {
    ...GET,
    path: '/profile_lookup',
    section: '5.9',
    tests: proofs(
      DISCOVERY,
      'profile_lookup shows everything unasked, without an id',
      'a profile must be named exactly, be public and have a hundred followers',
    ),
  },
  profile_posts: {
    ...GET,
    path: '/profile_posts',
    section: '5.9',
    tests: proofs(
      DISCOVERY,
      'profile_posts lists top-level posts and reposts, page by page',
      'a thousand requests are allowed in 24 hours, found or not',
    ),
  },
  location_search: {
    ...GET,
    path: '/location_search',
    section: '5.10',
    tests: proofs(
      LOCATIONS,
      'places are found by name, city or country',
      'places are found near a point, the nearest first',
      '500 searches are allowed in 24 hours, and the publishing limit counts them',
    ),
  },
  location: {
    ...GET,
    path: '/{location}',
    section: '5.10',
    tests: proofs(LOCATIONS, 'a location is read by its id, with the asked-for fields'),
  },
  oembed: {
    ...GET,
    path: '/oembed',
    section: '5.11',
    tests: proofs(
      'routes/oembed.test.ts',
      'a public post is embedded without a token, with its text escaped',
      'what not everybody may see, and what is no permalink, cannot be embedded',
    ),
  },
} as const satisfies Readonly<Record<string, EndpointRow>>
