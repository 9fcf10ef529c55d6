/** Polls. Pure. */
import type { PartContent } from '../content.ts'
import { codePoints } from './code-points.ts'
import { type Finding, when } from './finding.ts'

/** threads-api.md §4.2 */
const OPTIONS = { least: 2, most: 4 } as const
const LONGEST_OPTION = 25

export function pollFindings(content: PartContent): Finding[] {
  const { pollAttachment: options, linkAttachment, media = [], textAttachment, gifAttachment } = content
  if (!options) return []
  const count = options.length
  return [
    ...when(count < OPTIONS.least || count > OPTIONS.most, 'poll-options', { count, ...OPTIONS }),
    ...options.flatMap(optionFindings),
    ...when(linkAttachment !== undefined, 'poll-with-link', {}), // Meta's Postman collection
    ...when(media.length > 0, 'poll-with-media', {}), // documented: text only
    ...when(textAttachment !== undefined, 'poll-with-text-attachment', {}), // documented
    ...when(gifAttachment !== undefined, 'poll-with-gif', {}), // guessed: one attachment
  ]
}

function optionFindings(option: string, index: number): Finding[] {
  const count = option.trim() === '' ? 0 : codePoints(option)
  const isWrong = count < 1 || count > LONGEST_OPTION
  return when(isWrong, 'poll-option-length', { option: index + 1, count, most: LONGEST_OPTION })
}
