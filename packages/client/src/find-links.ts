/** The links in a text: what counts towards the five that a post may have. */

/** The most different links that a post may have, its attachments' included. */
export const LINK_LIMIT = 5

/** Up to the last character that is no punctuation, for a full stop after a link ends the sentence. */
export const LINK =
  /\b(?:https?:\/\/|www\.)[^\s<>\u3000-\u303F\uFF00-\uFF65]*[^\s<>\u3000-\u303F\uFF00-\uFF65"'.,;:!?()[\]{}…«»“”‘’]/giu

/**
 * The different links in a text, in their order, as they are written: addresses with `http://` or `https://`, and those
 * that begin with `www.`, which count in Meta's examples as well.
 *
 * @see https://developers.facebook.com/docs/threads/posts (read 2026-11)
 */
export function findLinks(text: string): readonly string[] {
  return [...new Set(text.match(LINK))]
}
