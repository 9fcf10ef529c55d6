/** Ghost posts: "the only feature supported is text spoilers" (threads-api.md §4.2). Pure. */
import type { PartContent } from '../content.ts'
import { type Finding, when } from './finding.ts'
import type { PostToCheck } from './preflight-facts.ts'

/** Documented, except the list itself: everything else that a post can have. */
const NOT_A_GHOSTS = [
  'media',
  'isSpoilerMedia',
  'pollAttachment',
  'linkAttachment',
  'textAttachment',
  'gifAttachment',
  'topicTag',
  'replyControl',
  'enableReplyApprovals',
  'quotePostId',
  'locationId',
  'allowlistedCountryCodes',
  'crossreshareToIg',
  'crossreshareToIgDarkMode',
] as const satisfies readonly (keyof PartContent)[]

export function ghostFindings(content: PartContent): Finding[] {
  if (!content.isGhostPost) return []
  return [
    ...NOT_A_GHOSTS.filter((field) => isGiven(content[field])).flatMap((field) =>
      when(true, 'ghost-with-anything', { field }),
    ),
    ...when(content.replyToId !== undefined, 'ghost-as-reply', {}),
  ]
}

/** A part that follows is a reply, and what replies to a ghost is a private message: guessed from how the app shows it. */
export function ghostChainFindings({ parts }: PostToCheck): Finding[] {
  if (parts.length < 2) return []
  return parts
    .filter(({ content }) => content.isGhostPost)
    .flatMap(({ position }) => when(true, 'ghost-in-chain', {}).map((one) => ({ ...one, position })))
}

function isGiven(value: unknown): boolean {
  return Array.isArray(value) ? value.length > 0 : value !== undefined && value !== false
}
