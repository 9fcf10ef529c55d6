/**
 * The calls, by the names that errors and answers carry. They say *what was attempted* without a URL, because a URL of
 * this API may hold a token.
 */

/** What was called. `authorize` is the login window, which a browser visits; `publish` and its like are posts' calls. */
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
