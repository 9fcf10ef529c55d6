/** The pictures and films of a part: how many, whether they are there, and what is known of their files. Pure. */
import type { MediaRef, PartContent } from '../content.ts'
import { codePoints } from './code-points.ts'
import { type Finding, isOfMediaRule, when } from './finding.ts'
import type { PreflightFacts, StoredMedia } from './preflight-facts.ts'
import { isWebUrl } from './web-url.ts'
import type { MediaFinding } from '../../media/media-finding.ts'
import {
  filmLengthFindings,
  filmSidesFindings,
  pictureFindings,
  sizeFindings,
} from '../../media/media-rules.ts'

/** threads-api.md §4.6 */
const MOST_ITEMS = 20
const LONGEST_ALT_TEXT = 1000

export function mediaFindings({ media = [], isSpoilerMedia }: PartContent, facts: PreflightFacts): Finding[] {
  const count = media.length
  return [
    ...when(count > MOST_ITEMS, 'carousel-size', { count, most: MOST_ITEMS }),
    ...when(isSpoilerMedia === true && count === 0, 'media-spoiler-without-media', {}),
    ...media.flatMap((ref, index) => [
      ...altTextFindings(ref, index + 1),
      ...(ref.kind === 'linked'
        ? when(!isWebUrl(ref.url), 'media-url', { number: index + 1 })
        : storedFindings(facts, ref.mediaId, index + 1)),
    ]),
  ]
}

function altTextFindings({ altText }: MediaRef, number: number): Finding[] {
  if (altText === undefined) return []
  const count = codePoints(altText)
  return [
    ...when(altText.trim() === '', 'alt-text-blank', { number }), // the client's
    ...when(count > LONGEST_ALT_TEXT, 'alt-text-too-long', { number, count, most: LONGEST_ALT_TEXT }),
  ]
}

function storedFindings(
  { media, reachablePlaces }: PreflightFacts,
  mediaId: string,
  number: number,
): Finding[] {
  const stored = media.get(mediaId)
  if (!stored) return when(true, 'media-missing', { number, mediaId })
  return [
    ...when(!reachablePlaces.includes(stored.place), 'media-not-public', { number }),
    ...fileFindings(stored).flatMap((one) => asFindings(one, number)),
  ]
}

/** The limits were held against the file when it came; they may have changed since. */
function fileFindings({ kind, bytes, width, height, durationMs }: StoredMedia): MediaFinding[] {
  const sides = { width, height }
  return [
    ...sizeFindings(kind, bytes),
    ...(kind === 'image' ? pictureFindings(sides) : filmSidesFindings(sides)),
    ...(kind === 'video' && durationMs !== undefined ? filmLengthFindings(durationMs / 1000) : []),
  ]
}

/** What Meta changes by itself was said when the file came. */
function asFindings(found: MediaFinding, number: number): Finding[] {
  return isOfMediaRule(found) ? when(true, found.id, { ...found.facts, number }) : []
}
