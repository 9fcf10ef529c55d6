/** The links of a part: in its text, below it, and below its text attachment. Pure. */
import { findLinks, LINK_LIMIT } from '@everthread/client'
import type { PartContent } from '../content.ts'
import { type ContentField, type Finding, when } from './finding.ts'
import { isWebUrl } from './web-url.ts'

/** Five different ones, counted together, refused while the container is made (threads-api.md §4.3). */
export function linkFindings({
  text = '',
  media = [],
  linkAttachment,
  textAttachment,
}: PartContent): Finding[] {
  const attached: readonly (readonly [ContentField, string | undefined])[] = [
    ['linkAttachment', linkAttachment],
    ['textAttachment.linkAttachmentUrl', textAttachment?.linkAttachmentUrl],
  ]
  const urls = attached.flatMap(([, url]) => url ?? [])
  const count = new Set([...findLinks(text), ...urls]).size
  return [
    ...when(count > LINK_LIMIT, 'too-many-links', { count, most: LINK_LIMIT }),
    ...attached.flatMap(([field, url]) =>
      when(url !== undefined && !isWebUrl(url), 'link-not-a-url', { field }),
    ),
    ...when(urls.length > 1, 'text-attachment-link-twice', {}),
    // Of posts of text alone (threads-api.md §4.2).
    ...when(linkAttachment !== undefined && media.length > 0, 'link-attachment-with-media', {}),
  ]
}
