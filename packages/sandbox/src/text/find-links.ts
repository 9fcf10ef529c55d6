/** The links in a text, as Meta counts them (threads-api.md §4.3). */

/** At most so many different ones in a post. */
export const MOST_LINKS = 5

/** Each link once, in the order of the text. A bare `www.example.com` is one too. */
export function findLinks(text: string): readonly string[] {
  const found = Array.from(text.matchAll(LINK), ([link]) => link.replace(SENTENCE_END, ''))
  return [...new Set(found)]
}

const LINK = /(?<![\p{L}\p{N}_@.])(?:https?:\/\/|www\.)[^\s<>"]+/giu

/** Belongs to the sentence around the link. */
const SENTENCE_END = /[.,;:!?'")\]}]+$/
