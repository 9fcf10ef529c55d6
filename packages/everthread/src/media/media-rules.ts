/**
 * Meta's limits for pictures and films (threads-api.md §4.10), held against what a file is. Pure.
 *
 * @see https://developers.facebook.com/docs/threads/posts (read 2026-11)
 */
import type { Size } from './exif.ts'
import type { Film } from './film.ts'
import type { AudioTrack, VideoTrack } from './film-track.ts'
import {
  type MediaFinding,
  type MediaFindingFacts,
  type MediaFindingId,
  mediaFinding,
} from './media-finding.ts'

export const MOST_BYTES = { image: 8 * 1024 ** 2, video: 1024 ** 3 } as const

const IMAGE_WIDTH = { least: 320, most: 1440 } as const
const WIDEST_RATIO = 10
const NARROWEST_FILM_RATIO = 0.01
const WIDEST_FILM = 1920
const LONGEST_SECONDS = 300
const FRAME_RATE = { least: 23, most: 60 } as const
const MOST_BIT_RATE = 100_000_000
const MOST_SAMPLE_RATE = 48_000
const MOST_AUDIO_BIT_RATE = 128_000

/** An encoder aims at its rate; the average of what comes out strays. */
const AUDIO_TOLERANCE = 1.1

const VIDEO_CODECS: readonly string[] = ['avc1', 'avc3', 'hvc1', 'hev1']

export function sizeFindings(kind: 'image' | 'video', bytes: number): MediaFinding[] {
  const most = MOST_BYTES[kind]
  return when(bytes > most, kind === 'image' ? 'image-too-big' : 'video-too-big', { bytes, most })
}

export function pictureFindings({ width, height }: Size): MediaFinding[] {
  const sides = { width, height }
  const isTooLong = Math.max(width, height) > WIDEST_RATIO * Math.min(width, height)
  return [
    ...when(isTooLong, 'image-aspect', sides),
    ...when(width < IMAGE_WIDTH.least, 'image-narrow', { ...sides, least: IMAGE_WIDTH.least }),
    ...when(width > IMAGE_WIDTH.most, 'image-wide', { ...sides, most: IMAGE_WIDTH.most }),
  ]
}

export function filmFindings(film: Film): MediaFinding[] {
  const { video, audio } = film
  if (!video) return [mediaFinding('video-no-picture', {})]
  return [
    ...lengthFindings(film),
    ...videoFindings(video, film.isFragmented),
    ...(audio ? audioFindings(audio) : []),
    ...when(!film.isIndexFirst, 'moov-last', {}),
    ...when(video.isEdited || audio?.isEdited === true, 'edit-list', {}),
    ...when(film.isFragmented, 'fragmented', {}),
  ]
}

/** Of a film in fragments the index knows no length, and nothing is said about what is not known. */
function lengthFindings({ seconds, bitRate, isFragmented }: Film): MediaFinding[] {
  return [
    ...when(seconds <= 0 && !isFragmented, 'video-empty', {}),
    ...filmLengthFindings(seconds),
    ...when(bitRate > MOST_BIT_RATE, 'bit-rate', { rate: bitRate, most: MOST_BIT_RATE }),
  ]
}

export function filmLengthFindings(seconds: number): MediaFinding[] {
  return when(seconds > LONGEST_SECONDS, 'video-too-long', { seconds, most: LONGEST_SECONDS })
}

function videoFindings(video: VideoTrack, isFragmented: boolean): MediaFinding[] {
  const { codec, frameRate, is420 } = video
  // 23.976 is a film's rate, and durations are rounded.
  const rate = Math.round(frameRate)
  const isRateWrong = rate < FRAME_RATE.least || rate > FRAME_RATE.most
  return [
    ...when(!VIDEO_CODECS.includes(codec), 'video-codec', { codec }),
    ...filmSidesFindings(video),
    ...when(isRateWrong && !isFragmented, 'frame-rate', { rate: frameRate, ...FRAME_RATE }),
    ...when(is420 === false, 'chroma', {}),
  ]
}

export function filmSidesFindings({ width, height }: Size): MediaFinding[] {
  const ratio = width / height
  return [
    ...when(!(ratio >= NARROWEST_FILM_RATIO && ratio <= WIDEST_RATIO), 'video-aspect', { width, height }),
    ...when(width > WIDEST_FILM, 'video-too-wide', { width, height, most: WIDEST_FILM }),
  ]
}

function audioFindings({ codec, sampleRate, channels, bitRate }: AudioTrack): MediaFinding[] {
  const isTooMany = channels !== undefined && (channels < 1 || channels > 2)
  const isLoud = bitRate > MOST_AUDIO_BIT_RATE * AUDIO_TOLERANCE
  return [
    ...when(codec !== 'aac', 'audio-codec', { codec }),
    ...when(sampleRate > MOST_SAMPLE_RATE, 'audio-rate', { rate: sampleRate, most: MOST_SAMPLE_RATE }),
    ...when(isTooMany, 'audio-channels', { channels: channels ?? 0 }),
    ...when(channels === undefined, 'audio-layout', {}),
    ...when(isLoud, 'audio-bit-rate', { rate: bitRate, most: MOST_AUDIO_BIT_RATE }),
  ]
}

/** A finding, or none. */
function when<Id extends MediaFindingId>(
  isWrong: boolean,
  id: Id,
  facts: MediaFindingFacts[Id],
): MediaFinding[] {
  return isWrong ? [mediaFinding(id, facts)] : []
}
