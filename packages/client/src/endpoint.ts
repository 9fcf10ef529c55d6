/**
 * The calls, by the names that errors and answers carry. They say *what was attempted* without a URL, because a URL of
 * this API may hold a token.
 */

/** What was called. `authorize` is the login window, which a browser visits; `webhook` is Meta that calls. */
export type EndpointId =
  | 'authorize'
  | 'oauth_access_token'
  | 'app_access_token'
  | 'access_token'
  | 'refresh_access_token'
  | 'debug_token'
  | 'me'
  | 'create_container'
  | 'container'
  | 'publish'
  | 'publishing_limit'
  | 'repost'
  | 'delete_media'
  | 'media'
  | 'threads'
  | 'ghost_posts'
  | 'user_replies'
  | 'mentions'
  | 'media_replies'
  | 'conversation'
  | 'pending_replies'
  | 'manage_reply'
  | 'manage_pending_reply'
  | 'keyword_search'
  | 'profile_lookup'
  | 'profile_posts'
  | 'location_search'
  | 'location'
  | 'oembed'
  | 'media_insights'
  | 'user_insights'
  | 'webhook'
