/** The endpoints that publish, take back, and count what was published (threads-api.md §4, §8.2). */
import { type EndpointRow, SUPPORTED } from './endpoint-row.ts'
import { proofs } from './proof.ts'

const GET = { ...SUPPORTED, methods: ['GET'] } as const
const POST = { ...SUPPORTED, methods: ['POST'] } as const

export const PUBLISHING_ENDPOINTS = {
  create_container: {
    ...POST,
    path: '/{user}/threads',
    section: '4.2',
    tests: [
      ...proofs(
        'routes/create-container.test.ts',
        'a container is made with a query, a form, a multipart form, by id and by me',
        'a text post carries everything that a text post can',
        'attachments come out as they went in',
        'attachments of another shape are passed over in silence',
        'a ghost post is text with spoilers and nothing else',
        'with auto_publish_text the answer is the post itself',
        'a reply hangs under its parent and its root; a quote points at what it quotes',
      ),
      ...proofs(
        'routes/create-container-limits.test.ts',
        'everything at its limit is taken',
        'what does not go together is refused',
      ),
      ...proofs(
        'routes/create-container-media.test.ts',
        'a picture is worked on for 2 to 5 seconds, a film for 25 to 40, a text not at all',
        'a picture and a film are published, and their files are served',
        'what is wrong with a file shows in its container',
        'a carousel takes a while of its own, keeps the order, and is published with its children',
      ),
    ],
  },
  publish: {
    ...POST,
    path: '/{user}/threads_publish',
    section: '4.4',
    tests: proofs(
      'routes/publish.test.ts',
      'a container becomes a post with an id of its own, which is no container',
      'a second publishing is refused, and makes no second post',
      'right after FINISHED a container may still not be found, where the race is armed',
      'a publish that lands late: no answer now, the post when the clock gets there',
      'a post that is shared to Instagram says how that went',
    ),
  },
  container: {
    ...GET,
    path: '/{container}',
    section: '4.5',
    tests: proofs(
      'routes/container.test.ts',
      'a container shows its id and its status, and nothing else',
      'a container that was not published expires after 24 hours, one that was stays PUBLISHED',
      'somebody else’s container does not exist (100/33), and none can be deleted',
    ),
  },
  publishing_limit: {
    ...GET,
    path: '/{user}/threads_publishing_limit',
    section: '8.2',
    tests: proofs(
      'routes/publishing-limit.test.ts',
      'the limit shows what was used of each quota, and how much there is',
      'without fields there is only quota_usage, and each other quota takes its scope',
    ),
  },
  delete_media: {
    ...SUPPORTED,
    methods: ['DELETE'],
    path: '/{media}',
    section: '4.9',
    tests: proofs(
      'routes/delete-media.test.ts',
      'one’s own post is gone, and is named in the answer',
      'somebody else’s post is not there to be deleted, and without threads_delete nothing is',
    ),
  },
  repost: {
    ...POST,
    path: '/{media}/repost',
    section: '4.8',
    tests: proofs(
      'routes/repost.test.ts',
      'a repost appears among one’s posts and points at what it passes on',
      'what does not exist, a repost and somebody’s private post cannot be reposted; one on its way not yet',
    ),
  },
} as const satisfies Readonly<Record<string, EndpointRow>>
