/** For every rule a case that trips it, and the nearest that does not. Tests only. */
import type { PartContent } from '../content.ts'
import { type Rule } from './finding.ts'
import type { PartToCheck, PostToCheck, PreflightFacts, StoredMedia } from './preflight-facts.ts'
import { LONGEST_DELAY_MS } from './post-rules.ts'

export interface Case {
  readonly trips: Tried
  readonly passes: Tried
}

export interface Tried {
  readonly post: PostToCheck
  readonly facts: PreflightFacts
}

/** Everything is known, and nothing stands in the way. */
export const KNOWN: PreflightFacts = {
  scopes: [
    'threads_basic',
    'threads_content_publish',
    'threads_location_tagging',
    'threads_share_to_instagram',
  ],
  isEligibleForGeoGating: true,
  media: new Map(),
  reachablePlaces: ['folder', 'bucket'],
  quota: { posts: { used: 0, total: 250 }, replies: { used: 0, total: 1000 } },
  twins: [],
}

export const IMAGE: StoredMedia = { kind: 'image', bytes: 1000, width: 1000, height: 1000, place: 'folder' }
const VIDEO: StoredMedia = { ...IMAGE, kind: 'video', durationMs: 1000 }

const STORED: PartContent = { media: [{ kind: 'stored', mediaId: 'm' }] }
const LINKED = { kind: 'linked', as: 'image', url: 'https://example.com/a.jpg' } as const
const LINK = { linkAttachment: 'https://example.com' }
const TEXT = { text: 'x' }
const POLL = { ...TEXT, pollAttachment: ['a', 'b'] }
const GIF = { ...TEXT, gifAttachment: { gifId: 'g', provider: 'GIPHY' as const } }
const TENOR = { ...TEXT, gifAttachment: { gifId: 'g', provider: 'TENOR' } } as unknown as PartContent
const GHOST = { ...TEXT, isGhostPost: true }
const ATTACHED = { plaintext: 'abcdef' }

function tried(content: PartContent, facts: Partial<PreflightFacts> = {}): Tried {
  return { post: { parts: [{ position: 1, content, delayMs: 0 }] }, facts: { ...KNOWN, ...facts } }
}

function contents(trips: PartContent, passes: PartContent): Case {
  return { trips: tried(trips), passes: tried(passes) }
}

function facts(content: PartContent, trips: Partial<PreflightFacts>, passes: Partial<PreflightFacts>): Case {
  return { trips: tried(content, trips), passes: tried(content, passes) }
}

function file(trips: StoredMedia, passes: StoredMedia): Case {
  return facts(STORED, { media: new Map([['m', trips]]) }, { media: new Map([['m', passes]]) })
}

function chain(parts: readonly Partial<PartToCheck>[], known: Partial<PreflightFacts> = {}): Tried {
  const whole = parts.map((part, index) => ({ position: index + 1, content: TEXT, delayMs: 0, ...part }))
  return { post: { parts: whole }, facts: { ...KNOWN, ...known } }
}

function links(count: number): string {
  return Array.from({ length: count }, (_, index) => `www.example.com/${index}`).join(' ')
}

function attached(textWithStylingInfo: readonly (readonly [offset: number, length: number])[]): PartContent {
  const ranges = textWithStylingInfo.map(([offset, length]) => ({
    offset,
    length,
    stylingInfo: ['bold' as const],
  }))
  return { ...TEXT, textAttachment: { ...ATTACHED, textWithStylingInfo: ranges } }
}

function hidden(count: number): PartContent {
  return { ...TEXT, textEntities: Array.from({ length: count }, () => ({ offset: 0, length: 1 })) }
}

const SCOPES = KNOWN.scopes ?? []
const without = (scope: string) => ({ scopes: SCOPES.filter((one) => one !== scope) })
const only = (scope: string) => ({ scopes: ['threads_content_publish', scope] })

export const CASES: Readonly<Record<Rule, Case>> = {
  'text-missing': contents({}, LINK),
  'text-blank': contents({ text: ' \n', ...LINK }, { text: '.', ...LINK }),
  'text-invisible': contents({ text: '\u200B\u2060' }, { text: '🎉' }),
  'text-too-long': contents({ text: 'x'.repeat(501) }, { text: 'я'.repeat(500) }),
  'text-may-be-too-long': contents({ text: `${'x'.repeat(498)}’` }, { text: `${'x'.repeat(499)}'` }),
  'control-characters': contents({ text: 'a\u0007' }, { text: 'a\t\r\n' }),
  'hashtags-several': contents({ text: '#one and #two' }, { text: '#one and #2 www.example.com/#three' }),
  'hashtag-beside-topic': contents({ text: '#one', topicTag: 'two' }, { text: 'one', topicTag: 'two' }),
  'too-many-links': contents(
    {
      text: links(4),
      linkAttachment: 'https://a.example',
      textAttachment: { ...ATTACHED, linkAttachmentUrl: 'https://b.example' },
    },
    { text: links(4), linkAttachment: 'https://a.example' },
  ),
  'link-not-a-url': contents(
    { linkAttachment: 'ftp://example.com' },
    { linkAttachment: 'http://example.com' },
  ),
  'spoilers-too-many': contents(hidden(11), hidden(10)),
  'spoiler-outside-text': contents(
    { text: 'яя', textEntities: [{ offset: 0, length: 5 }] },
    { text: 'яя', textEntities: [{ offset: 0, length: 4 }] },
  ),
  'list-size': contents(
    { ...TEXT, allowlistedCountryCodes: [] },
    { ...TEXT, allowlistedCountryCodes: ['DE'] },
  ),
  'poll-options': contents({ ...TEXT, pollAttachment: ['a'] }, POLL),
  'poll-option-length': contents(
    { ...TEXT, pollAttachment: ['a', 'я'.repeat(26)] },
    { ...TEXT, pollAttachment: ['a', '🙂'.repeat(25)] },
  ),
  'poll-with-link': contents({ ...POLL, ...LINK }, POLL),
  'poll-with-media': contents({ ...POLL, media: [LINKED] }, { ...POLL, media: [] }),
  'poll-with-text-attachment': contents({ ...POLL, textAttachment: ATTACHED }, POLL),
  'poll-with-gif': contents({ ...POLL, ...GIF }, POLL),
  'gif-id': contents({ ...TEXT, gifAttachment: { gifId: ' ', provider: 'GIPHY' } }, GIF),
  'gif-provider': contents(TENOR, GIF),
  'gif-with-media': contents({ ...GIF, media: [LINKED] }, { ...GIF, media: [] }),
  'gif-with-text-attachment': contents({ ...GIF, textAttachment: ATTACHED }, GIF),
  'ghost-with-anything': contents(
    { ...GHOST, topicTag: 'tea' },
    { ...GHOST, textEntities: [{ offset: 0, length: 1 }], crossreshareToIg: false },
  ),
  'ghost-as-reply': contents({ ...GHOST, replyToId: '1' }, GHOST),
  'ghost-in-chain': { trips: chain([{ content: GHOST }, {}]), passes: chain([{ content: GHOST }]) },
  'link-attachment-with-media': contents({ ...LINK, media: [LINKED] }, { ...LINK, media: [] }),
  'text-attachment-blank': contents(
    { ...TEXT, textAttachment: { plaintext: ' ' } },
    { ...TEXT, textAttachment: ATTACHED },
  ),
  'text-attachment-too-long': contents(
    { ...TEXT, textAttachment: { plaintext: 'x'.repeat(10_001) } },
    { ...TEXT, textAttachment: { plaintext: '🙂'.repeat(10_000) } },
  ),
  'text-attachment-range-outside': contents(attached([[0, 7]]), attached([[0, 6]])),
  'text-attachment-ranges-overlap': contents(
    attached([
      [2, 2],
      [0, 3],
    ]),
    attached([
      [3, 2],
      [0, 3],
    ]),
  ),
  'text-attachment-link-twice': contents(
    { ...LINK, textAttachment: { ...ATTACHED, linkAttachmentUrl: 'https://example.com' } },
    { ...LINK, textAttachment: ATTACHED },
  ),
  'text-attachment-with-media': contents(
    { media: [LINKED], textAttachment: ATTACHED },
    { ...TEXT, media: [], textAttachment: ATTACHED },
  ),
  'carousel-size': contents(
    { media: Array.from({ length: 21 }, () => LINKED) },
    { media: Array.from({ length: 20 }, () => LINKED) },
  ),
  'media-missing': facts(STORED, {}, { media: new Map([['m', IMAGE]]) }),
  'media-not-public': facts(
    STORED,
    { media: new Map([['m', IMAGE]]), reachablePlaces: ['bucket'] },
    { media: new Map([['m', IMAGE]]), reachablePlaces: ['folder'] },
  ),
  'media-url': contents({ media: [{ ...LINKED, url: 'file:///a.jpg' }] }, { media: [LINKED] }),
  'media-spoiler-without-media': contents(
    { ...TEXT, isSpoilerMedia: true },
    { media: [LINKED], isSpoilerMedia: true },
  ),
  'alt-text-blank': contents(
    { media: [{ ...LINKED, altText: '' }] },
    { media: [{ ...LINKED, altText: 'a' }] },
  ),
  'alt-text-too-long': contents(
    { media: [{ ...LINKED, altText: 'x'.repeat(1001) }] },
    { media: [{ ...LINKED, altText: '🙂'.repeat(1000) }] },
  ),
  'image-too-big': file({ ...IMAGE, bytes: 8 * 1024 ** 2 + 1 }, { ...IMAGE, bytes: 8 * 1024 ** 2 }),
  'image-aspect': file({ ...IMAGE, width: 1001, height: 100 }, { ...IMAGE, width: 1000, height: 100 }),
  'video-too-big': file({ ...VIDEO, bytes: 1024 ** 3 + 1 }, { ...VIDEO, bytes: 1024 ** 3 }),
  'video-too-long': file({ ...VIDEO, durationMs: 300_001 }, { ...VIDEO, durationMs: 300_000 }),
  'video-aspect': file({ ...VIDEO, width: 1001, height: 100 }, { ...VIDEO, width: 1000, height: 100 }),
  'video-too-wide': file({ ...VIDEO, width: 1921 }, { ...VIDEO, width: 1920 }),
  'topic-tag': contents({ ...TEXT, topicTag: 'a.b' }, { ...TEXT, topicTag: 'я'.repeat(50) }),
  'quote-id': contents({ ...TEXT, quotePostId: 'DAbc' }, { ...TEXT, quotePostId: '1' }),
  'reply-id': contents({ ...TEXT, replyToId: '1'.repeat(41) }, { ...TEXT, replyToId: '1'.repeat(40) }),
  'location-id': contents({ ...TEXT, locationId: '' }, { ...TEXT, locationId: '1' }),
  'country-code': contents(
    { ...TEXT, allowlistedCountryCodes: ['de'] },
    { ...TEXT, allowlistedCountryCodes: ['DE'] },
  ),
  'geo-gating-not-eligible': facts(
    { ...TEXT, allowlistedCountryCodes: ['DE'] },
    { isEligibleForGeoGating: false },
    {},
  ),
  'location-scope': facts(
    { ...TEXT, locationId: '1' },
    without('threads_location_tagging'),
    only('threads_location_tagging'),
  ),
  'cross-share-scope': facts(
    { ...TEXT, crossreshareToIgDarkMode: true },
    without('threads_share_to_instagram'),
    only('threads_share_to_instagram'),
  ),
  'publish-scope': facts(TEXT, without('threads_content_publish'), { scopes: ['threads_content_publish'] }),
  'reply-on-later-part': {
    trips: chain([{}, { content: { ...TEXT, replyToId: '1' } }]),
    passes: chain([{ content: { ...TEXT, replyToId: '1' } }, {}]),
  },
  'delay-out-of-bounds': {
    trips: chain([{}, { delayMs: LONGEST_DELAY_MS + 1 }]),
    passes: chain([{}, { delayMs: LONGEST_DELAY_MS }]),
  },
  'chain-too-long': {
    trips: chain(Array.from({ length: 251 }, () => ({}))),
    passes: chain(Array.from({ length: 250 }, () => ({}))),
  },
  'quota-beyond': {
    trips: chain([{}, {}], { quota: { replies: { used: 1000, total: 1000 } } }),
    passes: chain([{}, {}], { quota: { replies: { used: 999, total: 1000 } } }),
  },
  'duplicate-text': facts(TEXT, { twins: ['other'] }, { twins: [] }),
}
