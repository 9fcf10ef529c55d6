/**
 * Web intents: addresses that open Threads with a post already written, or somebody to follow. No token, no call; a
 * person decides.
 *
 * @see https://developers.facebook.com/docs/threads/threads-web-intents (read 2026-11)
 */
import { type Rows, like, object, oneOf, webUrl } from './form-value.ts'
import { topicTag } from './topic-tag.ts'

/** What {@link intentUrl} may fill in. */
export interface IntentParameters {
  readonly text?: string
  /** The page to attach. */
  readonly url?: string
  /** 1 to 50 characters without `.`, `&`, tab and line end; without `#`. */
  readonly tag?: string
  readonly replyControl?: 'everyone' | 'accounts_you_follow' | 'mentioned_only' | 'followers_only'
  /** The post to reply to: the last part of its permalink. */
  readonly replyPostShortcode?: string
  /** The post to quote: the last part of its permalink. */
  readonly quotePostShortcode?: string
}

/**
 * The address that opens Threads with a post already written.
 *
 * @throws {TypeError} naming the field that is wrong
 * @see https://developers.facebook.com/docs/threads/threads-web-intents (read 2026-11)
 */
export function intentUrl(intent: IntentParameters): string {
  return intentAddress('post', object(POST)(intent, 'intent'))
}

/**
 * The address that opens Threads with an account to follow.
 *
 * @param username without `@`
 * @throws {TypeError} when that is no user name
 * @see https://developers.facebook.com/docs/threads/threads-web-intents (read 2026-11)
 */
export function followIntentUrl(username: string): string {
  return intentAddress('follow', { username: userName(username, 'username') })
}

const shortcode = like(/^[\w-]{1,40}$/, 'a shortcode: the last part of a permalink')
const userName = like(/^[\w.]{1,30}$/, 'a user name, without @')

const POST: Rows<string, keyof IntentParameters> = {
  text: ['text', like(/(?:)/, 'text')],
  url: ['url', webUrl],
  tag: ['tag', topicTag],
  reply_control: [
    'replyControl',
    oneOf('everyone', 'accounts_you_follow', 'mentioned_only', 'followers_only'),
  ],
  reply_post_shortcode: ['replyPostShortcode', shortcode],
  quote_post_shortcode: ['quotePostShortcode', shortcode],
}

/** With `%20` for a space: whether the app reads `+` as one is not known. */
function intentAddress(what: string, fields: Readonly<Record<string, string>>): string {
  const query = new URLSearchParams(fields).toString().replaceAll('+', '%20')
  return `https://www.threads.com/intent/${what}${query && `?${query}`}`
}
