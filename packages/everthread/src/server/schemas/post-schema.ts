/** Posts on the wire. The names are Meta's where the things are; what may stand beside what is the preflight rules' matter. */
import { z } from '@hono/zod-openapi'
import { POST_REASONS } from '../../publisher/post-reasons.ts'
import { POST_STATES } from '../../publisher/post.ts'
import { ID, INSTANT } from './common.ts'

const LONGEST_TEXT = 100_000
const MOST_PARTS = 100
const MOST_ITEMS = 100

const TEXT = z.string().max(LONGEST_TEXT)
const NAME = z.string().min(1).max(2_000)
const RANGE = { offset: z.int().min(0), length: z.int().min(1) }
const list = <T extends z.ZodType>(item: T) => z.array(item).max(MOST_ITEMS).readonly()

const MEDIA_REF = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('stored'), media_id: ID, alt_text: TEXT.optional() }),
  z.strictObject({
    kind: z.literal('linked'),
    as: z.enum(['image', 'video']),
    url: z.url({ protocol: /^https?$/ }),
    alt_text: TEXT.optional(),
  }),
])

const CONTENT = z
  .strictObject({
    text: TEXT.optional(),
    media: list(MEDIA_REF).optional(),
    is_spoiler_media: z.boolean().optional(),
    text_entities: list(z.strictObject(RANGE)).optional(),
    poll_attachment: list(TEXT).optional(),
    link_attachment: NAME.optional(),
    text_attachment: z
      .strictObject({
        plaintext: TEXT,
        link_attachment_url: NAME.optional(),
        text_with_styling_info: list(
          z.strictObject({
            ...RANGE,
            styling_info: list(z.enum(['bold', 'italic', 'highlight', 'underline', 'strikethrough'])),
          }),
        ).optional(),
      })
      .optional(),
    gif_attachment: z.strictObject({ gif_id: NAME, provider: z.literal('GIPHY') }).optional(),
    is_ghost_post: z.boolean().optional(),
    topic_tag: z.string().max(200).optional(),
    reply_control: z
      .enum([
        'everyone',
        'accounts_you_follow',
        'mentioned_only',
        'parent_post_author_only',
        'followers_only',
      ])
      .optional(),
    enable_reply_approvals: z.boolean().optional(),
    quote_post_id: NAME.optional(),
    reply_to_id: NAME.optional(),
    location_id: NAME.optional(),
    allowlisted_country_codes: list(z.string().regex(/^[A-Z]{2}$/)).optional(),
    crossreshare_to_ig: z.boolean().optional(),
    crossreshare_to_ig_dark_mode: z.boolean().optional(),
  })
  .openapi('PartContent')

const NEW_PARTS = z
  .array(z.strictObject({ content: CONTENT, delay_ms: z.int().min(0).max(86_400_000).optional() }))
  .min(1)
  .max(MOST_PARTS)
  .readonly()

const ZONE = z.string().min(1).max(64)
const WHEN = z
  .discriminatedUnion('kind', [
    z.strictObject({ kind: z.literal('at'), at: z.iso.datetime({ offset: true }), zone: ZONE.optional() }),
    z.strictObject({
      kind: z.literal('wall'),
      wall: z.string().regex(/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}$/),
      zone: ZONE.optional(),
    }),
    z.strictObject({ kind: z.literal('next_slot') }),
    z.strictObject({ kind: z.literal('now') }),
  ])
  .openapi('When')

/** The one that its editor saw: an older one is refused. Without it the last writer wins. */
const VERSION = z.int().min(1).optional()
const PART = z.union([z.literal('all'), z.int().min(1)])
const LINK = z.string().max(500).optional()

export const NEW_POST = z
  .strictObject({ account_id: ID, parts: NEW_PARTS, when: WHEN.optional(), copy_of: ID.optional() })
  .openapi('NewPost')
export const EDIT = z
  .strictObject({ version: VERSION, parts: NEW_PARTS.optional(), when: WHEN.optional() })
  .openapi('PostEdit')
export const PLAIN = z.strictObject({ version: VERSION }).openapi('PostAction')
export const SCHEDULE = z.strictObject({ version: VERSION, when: WHEN }).openapi('PostSchedule')
export const RESUME = z
  .strictObject({ version: VERSION, how: z.enum(['as_planned', 'now', 'new_slots', 'skip']) })
  .openapi('PostResume')
export const BY_HAND = z.strictObject({ version: VERSION, part: PART, link: LINK }).openapi('PublishedByHand')
export const UNDO = z.strictObject({ version: VERSION, part: PART }).openapi('UndoPublished')
export const REVIEW = z
  .strictObject({
    version: VERSION,
    seen: z.discriminatedUnion('kind', [
      z.strictObject({ kind: z.literal('is_out'), link: LINK }),
      z.strictObject({ kind: z.literal('is_not_out') }),
    ]),
  })
  .openapi('PostReview')

export const POST_REASON = z.enum(POST_REASONS).openapi('PostReason')

export const POST = z
  .strictObject({
    id: ID,
    account_id: ID,
    state: z.enum(POST_STATES),
    message: z.string().openapi({ description: 'What the state means, as a sentence' }),
    version: z.int(),
    plan: z.strictObject({ at: INSTANT, wall: z.string(), zone: z.string() }).optional(),
    standing: z
      .strictObject({
        reason: POST_REASON,
        message: z.string(),
        remedy: z.string().optional(),
        at: INSTANT,
        position: z.int().optional(),
        detail: z.string().optional(),
      })
      .optional(),
    parts: z
      .array(
        z.strictObject({
          position: z.int(),
          state: z.enum([
            'pending',
            'container',
            'ready',
            'publishing',
            'published',
            'unknown',
            'failed',
            'skipped',
          ]),
          message: z.string(),
          content: CONTENT,
          delay_ms: z.int(),
          attempts: z
            .strictObject({
              count: z.int(),
              reason: POST_REASON,
              not_before: INSTANT,
              detail: z.string().optional(),
            })
            .optional(),
          media_id: z.string().optional(),
          permalink: z.string().optional(),
          published_at: INSTANT.optional(),
          by_hand: z.boolean().optional(),
        }),
      )
      .readonly(),
    created_at: INSTANT,
    updated_at: INSTANT,
    published_at: INSTANT.optional(),
  })
  .openapi('Post')

const FINDING = z
  .strictObject({
    rule: z.string(),
    level: z.enum(['refused', 'warning']),
    position: z.int().optional(),
    message: z.string().optional(),
    remedy: z.string().optional(),
  })
  .openapi('PostFinding', { description: 'docs/preflight.md' })

export const WRITTEN = z
  .strictObject({
    kept_as: z.enum(['saved', 'kept_as_draft']),
    post: POST,
    findings: z.array(FINDING).readonly(),
  })
  .openapi('PostWritten')
export const LINKED = z
  .strictObject({ post: POST, url: z.string(), expires_at: INSTANT })
  .openapi('HandOffLink', { description: 'The address is shown once' })
export const POSTS = z
  .strictObject({
    posts: z.array(POST).readonly(),
    next: z
      .string()
      .optional()
      .openapi({ description: 'Ask again with it as `after`; absent where no more come' }),
  })
  .openapi('Posts')
export const SHIFT = z
  .strictObject({
    posts: z
      .array(z.strictObject({ id: ID, version: VERSION }))
      .min(1)
      .max(500)
      .readonly(),
    days: z.int().min(-3650).max(3650).default(0),
    minutes: z.int().min(-1440).max(1440).default(0),
  })
  .openapi('PostShift', { description: 'On the wall of each post’s zone; back where negative' })
export const SHIFTED = z.strictObject({ posts: z.array(POST).readonly() }).openapi('PostsShifted')
export const RECEIPTS = z
  .strictObject({
    receipts: z
      .array(
        z.strictObject({
          number: z.int(),
          at: INSTANT,
          kind: z.string(),
          message: z.string(),
          position: z.int().optional(),
          detail: z.record(z.string(), z.union([z.string(), z.number(), z.boolean()])).optional(),
        }),
      )
      .readonly(),
  })
  .openapi('Receipts')
