/** The long text below a post (threads-api.md §4.2). Pure. */
import type { PartContent, TextAttachmentContent } from '../content.ts'
import { codePoints } from './code-points.ts'
import { type ContentField, type Finding, when } from './finding.ts'
import { doOverlap, isRangeWithin } from './range.ts'

const LONGEST = 10_000

/** The client's: every style there is, and a range for every character. */
const STYLES = { least: 1, most: 5 } as const
const RANGES = { least: 1, most: LONGEST } as const

export function textAttachmentFindings({ textAttachment, media = [] }: PartContent): Finding[] {
  if (!textAttachment) return []
  const { plaintext } = textAttachment
  const count = codePoints(plaintext)
  return [
    ...when(plaintext.trim() === '', 'text-attachment-blank', {}),
    ...when(count > LONGEST, 'text-attachment-too-long', { count, most: LONGEST }),
    ...rangeFindings(textAttachment),
    ...when(media.length > 0, 'text-attachment-with-media', {}), // documented: text only
  ]
}

function rangeFindings({ plaintext, textWithStylingInfo: ranges }: TextAttachmentContent): Finding[] {
  if (!ranges) return []
  return [
    ...sizeFindings('textAttachment.textWithStylingInfo', ranges, RANGES),
    ...ranges.flatMap((range, index) => [
      ...when(!isRangeWithin(plaintext, range), 'text-attachment-range-outside', { range: index + 1 }),
      ...sizeFindings('textAttachment.textWithStylingInfo.stylingInfo', range.stylingInfo, STYLES),
    ]),
    ...when(doOverlap(ranges), 'text-attachment-ranges-overlap', {}),
  ]
}

function sizeFindings(
  field: ContentField,
  { length: count }: readonly unknown[],
  bounds: { readonly least: number; readonly most: number },
): Finding[] {
  return when(count < bounds.least || count > bounds.most, 'list-size', { field, count, ...bounds })
}
