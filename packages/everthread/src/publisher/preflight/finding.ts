/**
 * What can be wrong with a post before Meta sees it, as a closed list. The ids are a contract (API, CLI, receipts); what they
 * say to a person stands in `words/preflight-words`, and when each is told in docs/preflight.md. Pure.
 *
 * Refused is what Meta refuses, ignores in silence, or makes something else of than was written. A warning is what may go
 * wrong, and what its owner may want all the same.
 */
import type { PartContent } from '../content.ts'
import type { MediaFinding, MediaFindingFacts } from '../../media/media-finding.ts'

export interface FindingDetails extends MediaRuleDetails {
  'text-missing': Nothing
  'text-blank': Nothing
  'text-invisible': Nothing
  'text-too-long': Count
  'text-may-be-too-long': Count
  'control-characters': InField
  'hashtags-several': Nothing
  'hashtag-beside-topic': Nothing
  'too-many-links': Count
  'link-not-a-url': InField
  'spoilers-too-many': Count
  'spoiler-outside-text': InRange
  /** A list that the client takes in these bounds only. */
  'list-size': InField & Count & { readonly least: number }

  'poll-options': Count & { readonly least: number }
  'poll-option-length': Count & { readonly option: number }
  'poll-with-link': Nothing
  'poll-with-media': Nothing
  'poll-with-text-attachment': Nothing
  'poll-with-gif': Nothing

  'gif-id': Nothing
  'gif-provider': { readonly provider: string }
  'gif-with-media': Nothing
  'gif-with-text-attachment': Nothing

  'ghost-with-anything': InField
  'ghost-as-reply': Nothing
  'ghost-in-chain': Nothing

  'link-attachment-with-media': Nothing
  'text-attachment-blank': Nothing
  'text-attachment-too-long': Count
  'text-attachment-range-outside': InRange
  'text-attachment-ranges-overlap': Nothing
  'text-attachment-link-twice': Nothing
  'text-attachment-with-media': Nothing

  'carousel-size': Count
  'media-missing': OfMedium & { readonly mediaId: string }
  'media-not-public': OfMedium
  'media-url': OfMedium
  'media-spoiler-without-media': Nothing
  'alt-text-blank': OfMedium
  'alt-text-too-long': OfMedium & Count

  'topic-tag': Nothing
  'quote-id': Nothing
  'reply-id': Nothing
  'location-id': Nothing
  'country-code': { readonly code: string }
  'geo-gating-not-eligible': Nothing
  'location-scope': Nothing
  'cross-share-scope': Nothing
  'publish-scope': Nothing

  'reply-on-later-part': Nothing
  'delay-out-of-bounds': { readonly most: number }
  'chain-too-long': Count
  'quota-beyond': { readonly wanted: number; readonly left: number; readonly total: number }
  'duplicate-text': { readonly postId: string }
}

/** What is known of a stored file is held against the limits for files, under their own ids and words. */
export type MediaRule = (typeof MEDIA_RULES)[number]

export const MEDIA_RULES = [
  'image-too-big',
  'image-aspect',
  'video-too-big',
  'video-too-long',
  'video-aspect',
  'video-too-wide',
] as const

export function isOfMediaRule(found: MediaFinding): found is MediaFinding<MediaRule> {
  return MEDIA_RULES.some((rule) => rule === found.id)
}

/** Where in a part's content. */
export type ContentField =
  | Exclude<keyof PartContent, 'isGhostPost' | 'replyToId'>
  | 'media.altText'
  | 'textAttachment.plaintext'
  | 'textAttachment.linkAttachmentUrl'
  | 'textAttachment.textWithStylingInfo'
  | 'textAttachment.textWithStylingInfo.stylingInfo'

export type Rule = keyof FindingDetails

export type Level = 'refused' | 'warning'

/** What a rule says. */
export interface Finding<R extends Rule = Rule> {
  /** Stable: `text-too-long`. */
  readonly rule: R
  /** What is refused may be kept as a draft, and is not scheduled. */
  readonly level: Level
  /** Which part, from 1; absent where the post as a whole is meant. */
  readonly position?: number
  readonly detail: FindingDetails[R]
}

export const RULES: Readonly<Record<Rule, Level>> = {
  'text-missing': 'refused',
  'text-blank': 'refused',
  'text-invisible': 'refused',
  'text-too-long': 'refused',
  'text-may-be-too-long': 'warning', // nobody knows how Meta counts typographic characters
  'control-characters': 'refused',
  'hashtags-several': 'warning', // one of them becomes the topic, and the others stay as they are
  'hashtag-beside-topic': 'warning', // nobody knows which of the two counts
  'too-many-links': 'refused',
  'link-not-a-url': 'refused',
  'spoilers-too-many': 'refused',
  'spoiler-outside-text': 'refused',
  'list-size': 'refused',
  'poll-options': 'refused',
  'poll-option-length': 'refused',
  'poll-with-link': 'refused',
  'poll-with-media': 'refused',
  'poll-with-text-attachment': 'refused',
  'poll-with-gif': 'refused',
  'gif-id': 'refused',
  'gif-provider': 'refused',
  'gif-with-media': 'refused',
  'gif-with-text-attachment': 'warning', // both belong to a text; together they are nowhere described
  'ghost-with-anything': 'refused',
  'ghost-as-reply': 'refused',
  'ghost-in-chain': 'refused',
  'link-attachment-with-media': 'refused',
  'text-attachment-blank': 'refused',
  'text-attachment-too-long': 'refused',
  'text-attachment-range-outside': 'refused',
  'text-attachment-ranges-overlap': 'refused',
  'text-attachment-link-twice': 'refused',
  'text-attachment-with-media': 'refused',
  'carousel-size': 'refused',
  'media-missing': 'refused',
  'media-not-public': 'warning', // its time comes, and it is held for its owner's hands
  'media-url': 'refused',
  'media-spoiler-without-media': 'refused',
  'alt-text-blank': 'refused',
  'alt-text-too-long': 'refused',
  'image-too-big': 'refused',
  'image-aspect': 'refused',
  'video-too-big': 'refused',
  'video-too-long': 'refused',
  'video-aspect': 'refused',
  'video-too-wide': 'refused',
  'topic-tag': 'refused',
  'quote-id': 'refused',
  'reply-id': 'refused',
  'location-id': 'refused',
  'country-code': 'refused',
  'geo-gating-not-eligible': 'refused',
  'location-scope': 'refused',
  'cross-share-scope': 'refused',
  'publish-scope': 'refused',
  'reply-on-later-part': 'refused',
  'delay-out-of-bounds': 'refused',
  'chain-too-long': 'refused',
  'quota-beyond': 'warning', // the window moves on, and the loop waits for it
  'duplicate-text': 'warning',
}

export function finding<R extends Rule>(rule: R, detail: FindingDetails[R]): Finding<R> {
  return { rule, level: RULES[rule], detail }
}

/** A finding, or none. */
export function when<R extends Rule>(isWrong: boolean, rule: R, detail: FindingDetails[R]): Finding[] {
  return isWrong ? [finding(rule, detail)] : []
}

type MediaRuleDetails = { readonly [R in MediaRule]: MediaFindingFacts[R] & OfMedium }

type Nothing = Readonly<Record<string, never>>

interface Count {
  readonly count: number
  readonly most: number
}

interface InField {
  readonly field: ContentField
}

interface InRange {
  /** Which of the ranges, from 1. */
  readonly range: number
}

interface OfMedium {
  /** Which of the part's media, from 1. */
  readonly number: number
}
