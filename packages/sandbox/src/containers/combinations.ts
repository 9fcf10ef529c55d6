/** What does not go together in one container (threads-api.md §4.2). Pure. */
import { MetaRefusal } from '../errors/meta-refusal.ts'
import type { ContainerOrder } from './container-order.ts'

type Parameter = keyof ContainerOrder

/** The first of each loses where forbidden combinations are passed over (switch `forbiddenCombinations`). */
interface Conflict {
  readonly name: Parameter
  readonly other: Parameter
}

const PAIRS: readonly Conflict[] = [
  { name: 'poll_attachment', other: 'link_attachment' },
  { name: 'poll_attachment', other: 'text_attachment' },
  { name: 'poll_attachment', other: 'gif_attachment' },
]

const ONLY_ON_TEXT: readonly Parameter[] = [
  'link_attachment',
  'poll_attachment',
  'gif_attachment',
  'text_attachment',
  'is_ghost_post',
  'auto_publish_text',
]

const NEVER_ON_TEXT: readonly Parameter[] = ['alt_text', 'is_spoiler_media', 'is_carousel_item']

/** "The only feature supported is text spoilers". */
const NEVER_ON_GHOST: readonly Parameter[] = [
  'reply_to_id',
  'quote_post_id',
  'link_attachment',
  'poll_attachment',
  'gif_attachment',
  'text_attachment',
  'topic_tag',
  'location_id',
  'reply_control',
  'enable_reply_approvals',
  'allowlisted_country_codes',
  'crossreshare_to_ig',
  'crossreshare_to_ig_dark_mode',
]

/** @throws MetaRefusal for the first conflict, where they are refused. */
export function settleCombinations(order: ContainerOrder, rule: 'refuse' | 'ignore'): ContainerOrder {
  const conflicts = conflictsIn(order)
  const [first] = conflicts
  if (!first) return order
  if (rule === 'refuse') throw new MetaRefusal('params_not_together', { ...first })
  return { ...order, ...Object.fromEntries(conflicts.map(({ name }) => [name, undefined])) }
}

function conflictsIn(order: ContainerOrder): readonly Conflict[] {
  const possible = order.media_type === 'TEXT' ? CONFLICTS_OF_TEXT : CONFLICTS_OF_MEDIA
  const found = possible.filter(({ name, other }) => order[name] !== undefined && order[other] !== undefined)
  return order.text_attachment?.link !== undefined && order.link_attachment !== undefined
    ? [...found, TWO_LINKS]
    : found
}

const CONFLICTS_OF_TEXT = conflictsOf(NEVER_ON_TEXT)
const CONFLICTS_OF_MEDIA = conflictsOf(ONLY_ON_TEXT)

function conflictsOf(misplaced: readonly Parameter[]): readonly Conflict[] {
  return [
    ...misplaced.map((name) => ({ name, other: 'media_type' as const })),
    ...NEVER_ON_GHOST.map((name) => ({ name, other: 'is_ghost_post' as const })),
    ...PAIRS,
  ]
}

/** A text attachment may have a link only where the post has none. */
const TWO_LINKS: Conflict = { name: 'text_attachment', other: 'link_attachment' }
