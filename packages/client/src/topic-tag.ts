/** The topic of a post: by itself, and where it stands in the text. */
import { LINK } from './find-links.ts'
import { type ToForm, like } from './form-value.ts'

/** A topic as a parameter: it may hold spaces. */
export const topicTag: ToForm<string> = like(
  /^[^.&\t\n\r]{1,50}$/u,
  '1 to 50 characters without . & tab and line end',
)

/** What ends a tag. */
const TAG = /#([^#\s.&@!?,;:]+)/gu

/**
 * The topic that Meta makes of a text: the first `#tag` in it, which then loses its `#`. The parameter `topicTag` of a
 * {@link Content} is the better way: it may hold spaces and leaves the text alone.
 *
 * @returns the tag without `#`, 1 to 50 characters; `undefined` when there is none (a number is no tag)
 * @see https://developers.facebook.com/docs/threads/posts/topic-tags (read 2026-11)
 */
export function findTopicTag(text: string): string | undefined {
  const tags = [...text.replace(LINK, ' ').matchAll(TAG)].map(([, tag = '']) => tag)
  return tags.find((tag) => /^(?!\d+$).{1,50}$/u.test(tag))
}
