/**
 * What can be wrong with a picture or a film, as a closed list. The ids are a contract (API, preflight); what they say to a
 * person stands in `words/media-words`. Pure.
 *
 * Refused is what Meta's limits rule out. Warned is what Meta changes by itself, and what its page asks for though cameras
 * seldom do it (edit lists, an index at the end, sound above 128 kbit/s): a container that is made early tells in time.
 */
export interface MediaFindingFacts {
  'file-empty': Nothing
  'type-unknown': Nothing
  'type-not-taken': { readonly type: string }

  'image-broken': Nothing
  'image-too-big': Bytes
  'image-aspect': Sides
  'image-narrow': Sides & { readonly least: number }
  'image-wide': Sides & { readonly most: number }

  'video-broken': Nothing
  'video-no-picture': Nothing
  'video-too-big': Bytes
  'video-codec': { readonly codec: string }
  'video-empty': Nothing
  'video-too-long': { readonly seconds: number; readonly most: number }
  'video-aspect': Sides
  'video-too-wide': Sides & { readonly most: number }
  'frame-rate': { readonly rate: number; readonly least: number; readonly most: number }
  'bit-rate': { readonly rate: number; readonly most: number }
  chroma: Nothing
  'moov-last': Nothing
  'edit-list': Nothing
  fragmented: Nothing
  'audio-codec': { readonly codec: string }
  'audio-rate': { readonly rate: number; readonly most: number }
  'audio-channels': { readonly channels: number }
  'audio-layout': Nothing
  'audio-bit-rate': { readonly rate: number; readonly most: number }

  /** Of media that lie on somebody else's server. */
  'link-wrong': Nothing
  'link-private': OfHost
  'link-unreachable': OfHost
  'link-refused': OfHost & { readonly status: number }
  'link-other-kind': { readonly type: string }
}

export type MediaFindingId = keyof MediaFindingFacts

export type MediaSeverity = 'refused' | 'warned'

export interface MediaFinding<Id extends MediaFindingId = MediaFindingId> {
  readonly id: Id
  readonly severity: MediaSeverity
  readonly facts: MediaFindingFacts[Id]
}

export const MEDIA_FINDINGS: Readonly<Record<MediaFindingId, MediaSeverity>> = {
  'file-empty': 'refused',
  'type-unknown': 'refused',
  'type-not-taken': 'refused',
  'image-broken': 'refused',
  'image-too-big': 'refused',
  'image-aspect': 'refused',
  'image-narrow': 'warned', // scaled up
  'image-wide': 'warned', // scaled down
  'video-broken': 'refused',
  'video-no-picture': 'refused',
  'video-too-big': 'refused',
  'video-codec': 'refused',
  'video-empty': 'refused',
  'video-too-long': 'refused',
  'video-aspect': 'refused',
  'video-too-wide': 'refused',
  'frame-rate': 'refused',
  'bit-rate': 'refused',
  chroma: 'warned',
  'moov-last': 'warned',
  'edit-list': 'warned',
  fragmented: 'warned',
  'audio-codec': 'refused',
  'audio-rate': 'refused',
  'audio-channels': 'refused',
  'audio-layout': 'refused',
  'audio-bit-rate': 'warned',
  'link-wrong': 'refused',
  'link-private': 'refused', // Meta cannot reach it either
  'link-unreachable': 'warned', // for us; Meta may be luckier
  'link-refused': 'warned', // it may refuse robots of one kind only
  'link-other-kind': 'refused', // a film where a picture was said, or the other way round
}

export function mediaFinding<Id extends MediaFindingId>(
  id: Id,
  facts: MediaFindingFacts[Id],
): MediaFinding<Id> {
  return { id, severity: MEDIA_FINDINGS[id], facts }
}

export function isRefused(findings: readonly MediaFinding[]): boolean {
  return findings.some(({ severity }) => severity === 'refused')
}

type Nothing = Readonly<Record<string, never>>

interface Bytes {
  readonly bytes: number
  readonly most: number
}

interface Sides {
  readonly width: number
  readonly height: number
}

interface OfHost {
  readonly host: string
}
