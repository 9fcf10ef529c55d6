/**
 * A typed client for the Threads API. Sending and interpreting are two functions; nothing is hidden: no retries, no
 * storage, no logging, no clock, no dependencies.
 */
export { getAppToken, readAppToken, sendAppToken } from './app-token.ts'
export type { AppToken, AppTokenParameters } from './app-token.ts'
export { AUTHORIZE_URL, authorizeUrl, parseCallback, readAuthorizeFailure } from './authorize.ts'
export type { AuthorizeParameters, Callback, Scope } from './authorize.ts'
export { classify } from './classification.ts'
export { exchangeCode, readCodeExchange, sendCodeExchange } from './code-exchange.ts'
export type { CodeExchangeParameters, ShortLivedToken } from './code-exchange.ts'
export type {
  CarouselContent,
  CarouselItem,
  Content,
  GhostContent,
  GifAttachment,
  ImageContent,
  PollAttachment,
  PostSettings,
  ReplyControl,
  Spoilers,
  StyledRange,
  TextAttachment,
  TextContent,
  TextRange,
  TextStyle,
  VideoContent,
} from './content.ts'
export { countText, TEXT_LIMIT } from './count-text.ts'
export type { TextCount } from './count-text.ts'
export {
  createContainer,
  publishText,
  readContainerCreation,
  sendContainerCreation,
  sendTextPublication,
} from './create-container.ts'
export type {
  ContainerCreationParameters,
  CreatedContainer,
  TextPublicationParameters,
} from './create-container.ts'
export { debugToken, readTokenDebug, sendTokenDebug } from './debug-token.ts'
export type { Expiry, TokenDebug, TokenDebugParameters } from './debug-token.ts'
export { deleteMedia, sendDeletion } from './delete-media.ts'
export type { DeletionParameters } from './delete-media.ts'
export type { EndpointId } from './endpoint.ts'
export {
  API_CODE,
  API_SUBCODE,
  PROTOCOL_CODE,
  ThreadsApiError,
  ThreadsProtocolError,
  ThreadsTransportError,
  TRANSPORT_CODE,
} from './errors.ts'
export type { ApiRefusal, ProtocolCode, ProtocolFailure, TransportCode, TransportFailure } from './errors.ts'
export { findLinks, LINK_LIMIT } from './find-links.ts'
export { getContainer, readContainer, sendContainer } from './get-container.ts'
export type {
  Container,
  ContainerErrorMessage,
  ContainerParameters,
  ContainerStatus,
} from './get-container.ts'
export { getMedia, readMedia, sendMedia } from './get-media.ts'
export type { MediaParameters } from './get-media.ts'
export type { InsightGroup, InsightPoint, LinkClicks } from './insight.ts'
export { followIntentUrl, intentUrl } from './intents.ts'
export type { IntentParameters } from './intents.ts'
export { searchKeyword, sendKeywordSearch } from './keyword-search.ts'
export type { KeywordSearchParameters } from './keyword-search.ts'
export {
  getLocation,
  readLocation,
  readLocationSearch,
  searchLocations,
  sendLocation,
  sendLocationSearch,
} from './location.ts'
export type { Location, LocationParameters, LocationSearchParameters } from './location.ts'
export {
  exchangeToken,
  readTokenExchange,
  readTokenRenewal,
  renewToken,
  sendTokenExchange,
  sendTokenRenewal,
} from './long-lived-token.ts'
export type { LongLivedToken, TokenExchangeParameters, TokenRenewalParameters } from './long-lived-token.ts'
export {
  managePendingReply,
  manageReply,
  sendPendingReplyManagement,
  sendReplyManagement,
} from './manage-reply.ts'
export type { PendingReplyManagementParameters, ReplyManagementParameters } from './manage-reply.ts'
export type { Classification, ClassificationKind, ClassificationReason, ReasonsByKind } from './meaning.ts'
export type {
  Media,
  MediaItem,
  MediaStyledRange,
  MediaTextAttachment,
  MediaTextEntity,
  OpenText,
} from './media.ts'
export { getMediaInsights, MEDIA_METRICS, readMediaInsights, sendMediaInsights } from './media-insights.ts'
export type { MediaInsights, MediaInsightsParameters, MediaMetric } from './media-insights.ts'
export { readMediaPage } from './media-page.ts'
export type { Cursor, ListParameters, Page } from './media-page.ts'
export { MEDIA_FIELDS } from './media-shape.ts'
export type { MediaField } from './media-shape.ts'
export { getOEmbed, readOEmbed, sendOEmbed } from './oembed.ts'
export type { OEmbed, OEmbedParameters } from './oembed.ts'
export { itemsOf, pagesOf } from './paging.ts'
export type { ListCall } from './paging.ts'
export type { Poll, PollOption } from './poll.ts'
export { getMe, getProfile, PROFILE_FIELDS, readMe, sendMe, sendProfile } from './profile.ts'
export type { MeParameters, Profile, ProfileField, ProfileParameters, SearchedKeyword } from './profile.ts'
export {
  listProfilePosts,
  lookupProfile,
  readProfileLookup,
  sendProfileLookup,
  sendProfilePostList,
} from './profile-discovery.ts'
export type {
  ProfileLookupParameters,
  ProfilePostListParameters,
  PublicProfile,
} from './profile-discovery.ts'
export { publishContainer, readPublication, sendPublication } from './publish-container.ts'
export type { Publication, PublicationParameters } from './publish-container.ts'
export { getPublishingLimit, readPublishingLimit, sendPublishingLimit } from './publishing-limit.ts'
export type { PublishingLimit, PublishingLimitParameters, Quota, QuotaName } from './publishing-limit.ts'
export type { RawAnswer } from './raw-answer.ts'
export {
  listConversation,
  listMediaReplies,
  listPendingReplies,
  sendConversation,
  sendMediaReplyList,
  sendPendingReplyList,
} from './reply-lists.ts'
export type { PendingReplyListParameters, ReplyListParameters } from './reply-lists.ts'
export { readRepost, repost, sendRepost } from './repost.ts'
export type { Repost, RepostParameters } from './repost.ts'
export { fingerprint, Secret } from './secret.ts'
export { parseSignedRequest } from './signed-request.ts'
export type { SignedRequest, SignedRequestProblem } from './signed-request.ts'
export { splitText } from './split-text.ts'
export type { TextPart, TextSplit, TextSplitOptions } from './split-text.ts'
export { readSuccess } from './success.ts'
export type { TimeRange } from './time-range.ts'
export { findTopicTag } from './topic-tag.ts'
export { API_BASE_URL } from './transport.ts'
export type {
  BodyReader,
  BodySource,
  BodyStream,
  FetchInit,
  FetchLike,
  FetchResponse,
  Transport,
} from './transport.ts'
export {
  DEMOGRAPHIC_BREAKDOWNS,
  getUserInsights,
  RANGED_METRICS,
  readUserInsights,
  sendUserInsights,
  USER_METRICS,
} from './user-insights.ts'
export type {
  DemographicBreakdown,
  RangedMetric,
  UserInsight,
  UserInsightsParameters,
  UserMetric,
} from './user-insights.ts'
export {
  listGhostPosts,
  listMentions,
  listReplies,
  listThreads,
  sendGhostPostList,
  sendMentionList,
  sendReplyList,
  sendThreadList,
} from './user-lists.ts'
export type { UserListParameters } from './user-lists.ts'
export { parseWebhook, verifyWebhookSubscription } from './webhook.ts'
export type {
  DeletedPost,
  RootPost,
  Webhook,
  WebhookEnvelope,
  WebhookEvent,
  WebhookParameters,
  WebhookPost,
  WebhookProblem,
} from './webhook.ts'
