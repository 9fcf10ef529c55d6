/** Every call of the client, by the endpoint that it asks. */
import {
  createContainer,
  debugToken,
  deleteMedia,
  type EndpointId,
  exchangeCode,
  exchangeToken,
  getAppToken,
  getContainer,
  getLocation,
  getMe,
  getMedia,
  getMediaInsights,
  getOEmbed,
  getPublishingLimit,
  getUserInsights,
  listConversation,
  listGhostPosts,
  listMediaReplies,
  listMentions,
  listPendingReplies,
  listProfilePosts,
  listReplies,
  listThreads,
  lookupProfile,
  managePendingReply,
  manageReply,
  MEDIA_FIELDS,
  PROFILE_FIELDS,
  publishContainer,
  RANGED_METRICS,
  renewToken,
  repost,
  searchKeyword,
  searchLocations,
} from '@everthread/client'
import { MARK } from './meta-target.ts'
import type { Effect, Target } from './target.ts'

/** An endpoint that the client calls. `authorize` is a browser's business, and webhooks come by themselves. */
export type CalledEndpoint = Exclude<EndpointId, 'authorize' | 'webhook'>

export interface ConformanceCall {
  /** Makes the call; `undefined` where there is nothing to ask about. */
  readonly make: (target: Target) => Promise<unknown> | undefined
  /** Without that being allowed, the call is not made. */
  readonly effect?: Effect
}

export const CALLS: Readonly<Record<CalledEndpoint, ConformanceCall>> = {
  oauth_access_token: {
    make: ({ transport, app, known: { login } }) =>
      app && login && exchangeCode(transport, { ...app, ...login }),
  },
  app_access_token: { make: ({ transport, app }) => app && getAppToken(transport, app) },
  access_token: {
    make: ({ transport, app, known: { shortToken: token } }) =>
      app && token && exchangeToken(transport, { ...app, token }),
  },
  refresh_access_token: {
    effect: 'renew',
    make: async ({ transport, token, keep }) => keep((await renewToken(transport, { token })).token),
  },
  debug_token: { make: ({ transport, token }) => debugToken(transport, { token }) },
  me: { make: ({ transport, token }) => getMe(transport, { token, fields: PROFILE_FIELDS }) },
  create_container: { make: (target) => containerOf(target) },
  container: {
    make: async (target) =>
      getContainer(target.transport, { ...target, containerId: await containerOf(target) }),
  },
  publish: { effect: 'publish', make: (target) => publishedBy(target) },
  publishing_limit: {
    make: ({ transport, token }) =>
      getPublishingLimit(transport, { token, quotas: ['posts', 'replies', 'deletes', 'locationSearches'] }),
  },
  repost: {
    effect: 'publish',
    make: async (target) => {
      const { id } = await repost(target.transport, { ...target, mediaId: await publishedBy(target) })
      target.published(id)
    },
  },
  delete_media: {
    effect: 'publish',
    make: async (target) => deleteMedia(target.transport, { ...target, mediaId: await publishedBy(target) }),
  },
  media: aboutMedia((transport, subject) => getMedia(transport, { ...subject, fields: MEDIA_FIELDS })),
  threads: { make: ({ transport, token }) => listThreads(transport, { token }) },
  ghost_posts: { make: ({ transport, token }) => listGhostPosts(transport, { token }) },
  user_replies: { make: ({ transport, token }) => listReplies(transport, { token }) },
  mentions: { make: ({ transport, token }) => listMentions(transport, { token }) },
  media_replies: aboutMedia(listMediaReplies),
  conversation: aboutMedia(listConversation),
  pending_replies: aboutMedia(listPendingReplies),
  manage_reply: {
    effect: 'publish',
    make: ({ transport, token, known: { replyId } }) =>
      replyId === undefined ? undefined : manageReply(transport, { token, replyId, hide: true }),
  },
  manage_pending_reply: {
    effect: 'publish',
    make: ({ transport, token, known: { pendingReplyId: replyId } }) =>
      replyId === undefined ? undefined : managePendingReply(transport, { token, replyId, approve: true }),
  },
  keyword_search: { make: ({ transport, token }) => searchKeyword(transport, { token, query: 'hello' }) },
  profile_lookup: aboutProfile(lookupProfile),
  profile_posts: aboutProfile(listProfilePosts),
  location_search: {
    make: ({ transport, token }) => searchLocations(transport, { token, query: 'Menlo Park' }),
  },
  location: {
    make: ({ transport, token, known: { locationId } }) =>
      locationId === undefined ? undefined : getLocation(transport, { token, locationId }),
  },
  oembed: {
    make: ({ transport, known: { permalink } }) =>
      permalink === undefined ? undefined : getOEmbed(transport, { url: permalink }),
  },
  media_insights: aboutMedia(getMediaInsights),
  user_insights: {
    make: ({ transport, token }) => getUserInsights(transport, { token, metrics: RANGED_METRICS }),
  },
}

type Access = Pick<Target, 'transport' | 'token'>

function aboutMedia(
  call: (
    transport: Target['transport'],
    subject: { readonly token: Target['token']; readonly mediaId: string },
  ) => Promise<unknown>,
): ConformanceCall {
  return {
    make: ({ transport, token, known: { mediaId } }) =>
      mediaId === undefined ? undefined : call(transport, { token, mediaId }),
  }
}

function aboutProfile(
  call: (
    transport: Target['transport'],
    subject: { readonly token: Target['token']; readonly username: string },
  ) => Promise<unknown>,
): ConformanceCall {
  return {
    make: ({ transport, token, known: { publicUsername: username } }) =>
      username === undefined ? undefined : call(transport, { token, username }),
  }
}

async function containerOf({ transport, token }: Access): Promise<string> {
  return (await createContainer(transport, { token, content: { kind: 'text', text: MARK } })).id
}

async function publishedBy(target: Target): Promise<string> {
  const creationId = await containerOf(target)
  await target.wait(30_000) // As the documentation asks.
  const { id } = await publishContainer(target.transport, { ...target, creationId })
  target.published(id)
  await target.wait(30_000) // Until the post can be addressed.
  return id
}
