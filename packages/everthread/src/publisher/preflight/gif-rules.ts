/** GIFs. Pure. */
import type { PartContent } from '../content.ts'
import { codePoints } from './code-points.ts'
import { type Finding, when } from './finding.ts'

/** The client's bound: GIPHY's ids have some twenty characters. */
const LONGEST_ID = 200

export function gifFindings({ gifAttachment, media = [], textAttachment }: PartContent): Finding[] {
  if (!gifAttachment) return []
  const { gifId } = gifAttachment
  const provider: string = gifAttachment.provider
  return [
    ...when(gifId.trim() === '' || codePoints(gifId) > LONGEST_ID, 'gif-id', {}),
    // Tenor's ended in March 2026; a draft may be older (threads-api.md §4.2).
    ...when(provider !== 'GIPHY', 'gif-provider', { provider }),
    ...when(media.length > 0, 'gif-with-media', {}), // documented: text only
    ...when(textAttachment !== undefined, 'gif-with-text-attachment', {}), // guessed
  ]
}
